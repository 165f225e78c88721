"""What a file of captions would do to the words of a recording, and what must be asked first.

Asked is whatever could be lost: places of the file that had to be guessed, lines that may be what
was taken away, corrections that do not come back, chapters that were made on the screen.
"""

import hashlib
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from knowledge.models import Chapter, Cue, PageSpeaker, Recording, Transcript
from knowledge.recordings import (
    caption_files,
    removed_words,
    returning_lines,
    returning_titles,
    returning_words,
)
from knowledge.recordings.caption_files import CaptionFile
from knowledge.recordings.returning_lines import Places
from knowledge.recordings.returning_titles import TitleDoubt
from knowledge.recordings.transcripts import CueText, TranscriptRefused
from office.clock import timecode


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file of captions that was read, and the words of its lines."""

    captions: CaptionFile
    said: removed_words.Said


@dataclass(frozen=True, slots=True)
class LineDoubt:
    """A new line that may be what was taken away: it stands in its place, or says it elsewhere.

    `source` is the other recording from which its words were taken away, "" in this one.
    """

    index: int
    seconds: int
    words: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Correction:
    """A line that was corrected by hand, of which the file does not tell the old words again.

    `index` is the new line that stands in its place, None when there is none.
    """

    uid: str
    seconds: int
    corrected: str
    told: str = ""
    index: int | None = None


@dataclass(frozen=True, slots=True)
class Answers:
    """What the editor said to a plan's questions, of which she saw the ones named in `seen`.

    Taken away are lines by their index, names and titles by their words.
    """

    seen: str
    take_away: frozenset[int] = frozenset()
    take_out: frozenset[str] = frozenset()
    keep: frozenset[str] = frozenset()
    keep_chapters: bool = True


@dataclass(frozen=True, slots=True)
class Plan:
    """What a file would do to the words of a recording.

    By index of the new line: `same` is its old row, `gone` the stretches of it that were taken away
    before; of `whole` lines that is most. `digests` has its own. By `moved` milliseconds most lines
    moved.
    """

    file: CaptionFile
    old: tuple[Cue, ...] = ()
    same: dict[int, Cue] = field(default_factory=dict)
    gone: dict[int, list[tuple[int, int]]] = field(default_factory=dict)
    whole: frozenset[int] = frozenset()
    digests: tuple[str, ...] = ()
    known: tuple[removed_words.Run, ...] = ()
    moved: int = 0
    doubts: tuple[LineDoubt, ...] = ()
    titles: tuple[TitleDoubt, ...] = ()
    corrections: tuple[Correction, ...] = ()
    chapters: tuple[Chapter, ...] = ()

    @property
    def kept_corrections(self) -> int:
        """Return how many corrections by hand stay without being asked about."""
        return sum(row.corrected for row in self.same.values())

    @property
    def doubts_here(self) -> list[LineDoubt]:
        """Return the new lines in the place of lines that were taken away."""
        return [doubt for doubt in self.doubts if not doubt.source]

    @property
    def doubts_elsewhere(self) -> list[LineDoubt]:
        """Return the new lines that were taken away from another recording."""
        return [doubt for doubt in self.doubts if doubt.source]

    @property
    def asks_chapters(self) -> bool:
        """Return whether chapters made on the screen would make way for those of the file."""
        return bool(self.file.chapters) and any(row.by_hand for row in self.chapters)

    @property
    def asks(self) -> bool:
        """Return whether there is anything to ask before the file is read."""
        return any(self._asked)

    @property
    def seen(self) -> str:
        """Return by what these questions are known to be the same ones."""
        return hashlib.sha256(repr(self._asked).encode()).hexdigest()[:16]

    @property
    def _asked(self) -> tuple:
        return self.file.odd, self.doubts, self.titles, self.corrections, self.asks_chapters

    def cautious(self) -> Answers:
        """Return the answers by which nothing personal comes back and no correction goes."""
        return Answers(
            self.seen,
            take_away=frozenset(doubt.index for doubt in self.doubts),
            take_out=frozenset(doubt.words for doubt in self.titles),
            keep=frozenset(one.uid for one in self.corrections if one.index is not None),
        )


def read(recording: Recording, upload: bytes) -> ReadFile:
    """Return what a file says, by those who are known to speak here. Raises TranscriptRefused.

    This is most of the work, and no question changes it: it is done once, and handed on.
    """
    captions = caption_files.read(upload, names=_names(recording) if recording.pk else ())
    said = removed_words.Said([cue.text for cue in captions.cues])
    return ReadFile(captions, said)


def plan(recording: Recording, *, language: str, upload: ReadFile) -> Plan:
    """Return what storing the file would do. Raises KeyRefused."""
    file, digests = upload.captions, upload.said.line_digests
    if recording.pk is None:
        return Plan(
            file,
            doubts=_from_elsewhere(recording, upload),
            titles=returning_titles.doubts(recording, file),
        )
    transcript = Transcript.objects.filter(recording=recording, language=language).first()
    # Four speakers say thousands of lines: each is one row in memory.
    old = list(transcript.cues.prefetch_related("speaker")) if transcript else []
    known = removed_words.known(recording)
    gone = removed_words.recognised(upload.said, known)
    whole = frozenset(
        index for index, some in gone.items() if removed_words.mostly(file.cues[index].text, some)
    )
    same = returning_lines.same(digests, old, whole)
    places = Places(file.cues, old, same)
    here = _doubts(file.cues, old, places, gone)
    asked = [doubt.index for doubt in here]
    return Plan(
        file,
        tuple(old),
        same,
        gone,
        whole,
        digests,
        known=tuple(known),
        moved=places.moved,
        doubts=(*here, *_from_elsewhere(recording, upload, answered={*gone, *same, *asked})),
        titles=returning_titles.doubts(recording, file, transcript, known),
        corrections=_corrections(file.cues, old, places, same, gone),
        chapters=tuple(transcript.chapters.all()) if transcript else (),
    )


def beside(film_ends: int | None, words: ReadFile) -> ReadFile:
    """Return what was read with what is odd about it beside a film of so many milliseconds."""
    return replace(words, captions=caption_files.beside(film_ends, words.captions))


class PlanAsks(TranscriptRefused):
    """There is something to ask before the file is read; `plan` says what."""

    def __init__(self, planned: Plan) -> None:
        self.plan = planned
        sentences = [place.sentence for place in planned.file.odd]
        sentences += [
            (
                _("%(time)s: uit de opname “%(source)s” is eerder weggehaald: ‘%(words)s’.")
                if doubt.source
                else _("%(time)s: hier is eerder een regel weggehaald. Nu staat er: ‘%(words)s’.")
            )
            % {"time": timecode(doubt.seconds), "words": doubt.words, "source": doubt.source}
            for doubt in planned.doubts
        ]
        sentences += [
            _(
                "Uit de opname “%(source)s” is eerder weggehaald: ‘%(words)s’ (spreker of "
                "hoofdstuk)."
            )
            % {"words": doubt.words, "source": doubt.source}
            for doubt in planned.titles
        ]
        sentences += [
            _("%(time)s: de verbeterde regel ‘%(words)s’ komt niet terug in het bestand.")
            % {"time": timecode(one.seconds), "words": one.corrected}
            for one in planned.corrections
        ]
        if planned.asks_chapters:
            sentences.append(_("Er zijn hoofdstukken op het scherm gemaakt."))
        super().__init__("\n".join(sentences))


def _names(recording: Recording) -> list[str]:
    """Return who is known to speak: on the pages of the recording, and in what was read before."""
    on_pages = PageSpeaker.objects.filter(page__recordingpage__recording=recording)
    heard = recording.speakers.values_list("name", "called")
    return [
        name
        for name in [
            *on_pages.values_list("person__name", flat=True),
            *(name for names in heard for name in names),
        ]
        if name
    ]


def _doubts(
    cues: Sequence[CueText], old: Sequence[Cue], places: Places, gone: Collection[int]
) -> tuple[LineDoubt, ...]:
    """Return the new lines in the place of lines that were taken away and are not recognised."""
    removed: Counter[tuple[int, ...]] = Counter(
        tuple(places.around(number, row)) for number, row in enumerate(old) if row.redacted
    )
    indexes = {
        index
        for place, count in removed.items()
        if sum(index in gone for index in place) < count
        for index in place
        if index not in gone
    }
    return tuple(
        LineDoubt(index, cues[index].starts // 1000, cues[index].text) for index in sorted(indexes)
    )


def _from_elsewhere(
    recording: Recording, upload: ReadFile, answered: Collection[int] = ()
) -> tuple[LineDoubt, ...]:
    """Return the new lines that say what was taken away from another recording.

    Not asked about are lines that were here before, and what is taken away here anyhow.
    """
    found = returning_words.lines(upload.said, without=recording)
    cues = upload.captions.cues
    return tuple(
        LineDoubt(index, cues[index].starts // 1000, cues[index].text, source)
        for index, source in sorted(found.items())
        if index not in answered
    )


def _corrections(
    cues: Sequence[CueText],
    old: Sequence[Cue],
    places: Places,
    same: dict[int, Cue],
    gone: Collection[int],
) -> tuple[Correction, ...]:
    """Return the corrected lines that the file tells otherwise, or not at all."""
    back = {row.pk for row in same.values()}
    found = []
    taken = set(gone)
    for number, row in enumerate(old):
        if not row.corrected or row.pk in back:
            continue
        index = places.most_alike(number, row, without=taken)
        seconds = row.starts // 1000
        if index is None:
            found.append(Correction(row.uid, seconds, row.text))
        else:
            taken.add(index)
            found.append(Correction(row.uid, seconds, row.text, cues[index].text, index))
    return tuple(found)
