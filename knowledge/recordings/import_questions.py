"""What the form of a recording asks before a file of captions is read, and what was answered."""

from typing import Any

from django.conf import settings
from django.http import QueryDict
from django.utils.translation import gettext as _

from knowledge.models import Recording, Transcript
from knowledge.recordings import import_plan, importing
from knowledge.recordings.import_plan import Answers, Plan, PlanAsks, ReadFile

SEEN, TAKE_AWAY, TAKE_OUT, KEEP, CHAPTERS = (
    f"transcript-{name}" for name in ("seen", "take-away", "take-out", "keep", "chapters")
)

# More odd places stand behind a press: the questions below them must not be lost.
MOST_SHOWN = 20


class ImportQuestionsMixin:
    """For the form of a recording: `planned` is what its file would do, None if it asks nothing.

    `transcript_read` is what was read once it is stored.
    """

    planned: Plan | None = None
    transcript_read: Transcript | None = None

    def ask_first(self, words: ReadFile) -> None:
        """Put an error on the file while it asks something that was not answered.

        Raises what import_plan.plan raises.
        """
        planned = import_plan.plan(self.instance, language=self.language_of_words, upload=words)
        if not planned.asks:
            return
        # Also when it was answered: another field may bring the form back, with her choices.
        self.planned = planned
        if planned.seen != self.answers.seen:
            self.add_error(
                "transcript",
                _(
                    "Het bestand is nog niet ingelezen. Lees wat hieronder staat en bewaar "
                    "daarna nog een keer."
                ),
            )

    def import_words(self, recording: Recording, words: ReadFile) -> None:
        """Store the words as was answered.

        Raises PlanAsks when a colleague changed something meanwhile that makes other questions.
        """
        try:
            self.transcript_read = importing.import_transcript(
                recording,
                language=self.language_of_words,
                text=words,
                by=self.for_user,
                replace=True,
                answers=self.answers,
            )
        except PlanAsks as asks:
            self.planned = asks.plan
            raise

    @property
    def language_of_words(self) -> str:
        """Return the language in which the file is read."""
        return self.cleaned_data.get("transcript_language") or settings.LANGUAGE_CODE

    @property
    def answers(self) -> Answers:
        """Return what was answered; what a file does not ask is not looked at."""
        return read_answers(self.data)

    @property
    def questions(self) -> dict[str, Any]:
        """Return what the template shows: names of fields, and what is chosen to begin with."""
        answered = self.answers.seen == self.planned.seen
        return {
            "names": {
                "seen": SEEN,
                "take_away": TAKE_AWAY,
                "take_out": TAKE_OUT,
                "keep": KEEP,
                "chapters": CHAPTERS,
            },
            "chosen": self.answers if answered else self.planned.cautious(),
            "odd": self.planned.file.odd[:MOST_SHOWN],
            "more_odd": self.planned.file.odd[MOST_SHOWN:],
            "staying_away": len(self.planned.whole),
        }


def read_answers(data: QueryDict | dict) -> Answers:
    """Return the answers in a form that was sent; nonsense answers nothing."""
    if not isinstance(data, QueryDict):
        return Answers("")
    return Answers(
        data.get(SEEN, ""),
        take_away=frozenset(int(each) for each in data.getlist(TAKE_AWAY) if each.isdecimal()),
        take_out=frozenset(data.getlist(TAKE_OUT)),
        keep=frozenset(data.getlist(KEEP)),
        keep_chapters=data.get(CHAPTERS) != "file",
    )
