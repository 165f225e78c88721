"""Answers that cite words in which a typo was corrected."""

from knowledge.models import AnswerPassage
from knowledge.pages.what_changed import CORRECTED


def follow(marks: dict[str, tuple[str, str]]) -> None:
    """Let answers that cite the old words cite the corrected ones: they say the same."""
    for passage, (old, new) in marks.items():
        cited = AnswerPassage.objects.filter(passage=passage, text_hash_seen=old)
        cited.update(text_hash_seen=new)


def connect() -> None:
    """Register what follows."""
    CORRECTED.register("answers", follow)
