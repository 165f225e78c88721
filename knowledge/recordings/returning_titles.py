"""Recognises in names of speakers and titles of chapters what another recording lost."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from knowledge.models import Recording, Transcript
from knowledge.recordings import removed_words, returning_words
from knowledge.recordings.caption_files import CaptionFile


@dataclass(frozen=True, slots=True)
class TitleDoubt:
    """The name of a speaker or title of a chapter that was taken away from another recording."""

    words: str
    source: str


def doubts(
    recording: Recording,
    file: CaptionFile,
    transcript: Transcript | None = None,
    known: Collection[removed_words.Run] = (),
) -> tuple[TitleDoubt, ...]:
    """Return the names and titles of a file that say what was taken away from another recording.

    Not asked about is what was here before, and what is taken out here anyhow.
    """
    told = dict.fromkeys(cue.speaker for cue in file.cues if cue.speaker)
    told |= dict.fromkeys(chapter.title for chapter in file.chapters)
    texts = [text for text in told if removed_words.left(text, known) == text]
    found = returning_words.lines(removed_words.Said(texts), without=recording)
    before = set(_before(recording, transcript)) if found else set()
    return tuple(
        TitleDoubt(texts[number], source)
        for number, source in sorted(found.items())
        if texts[number] not in before
    )


def _before(recording: Recording, transcript: Transcript | None) -> Iterator[str]:
    """Yield the names and titles that the recording has by now."""
    if recording.pk:
        for names in recording.speakers.values_list("name", "called"):
            yield from names
    if transcript:
        yield from transcript.chapters.values_list("title", flat=True)
