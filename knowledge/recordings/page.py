"""What the page of a recording shows, read in a handful of queries."""

from dataclasses import dataclass

from django.urls import reverse
from wagtail.models import Page

from knowledge import addresses
from knowledge.models import (
    Chapter,
    Passage,
    Question,
    Recording,
    RecordingPage,
    ReportPage,
    Transcript,
)
from knowledge.pages import queries
from knowledge.recordings import spoken, transcripts
from knowledge.recordings.transcripts import Span
from knowledge.text import harmless
from office.clock import timecode

LONGEST = 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class SpanLine:
    """A span as the page shows it; `passage` is the id of its address, "" when it has none."""

    span: Span
    passage: str = ""
    current: bool = False

    @property
    def anchor(self) -> str:
        """Return the element's id."""
        return f"p-{self.span.key}"


@dataclass(frozen=True, slots=True)
class ChapterView:
    """A chapter with the lines said in it; the first may have no title."""

    title: str
    seconds: int
    lines: tuple[SpanLine, ...]

    @property
    def label(self) -> str:
        """Return the timecode: "12:34"."""
        return timecode(self.seconds)

    @property
    def speaker(self) -> str:
        """Return who speaks first in it."""
        return next((line.span.speaker for line in self.lines if line.span.speaker), "")

    @property
    def target(self) -> str:
        """Return the id of its heading."""
        return f"hoofdstuk-{self.seconds}"


@dataclass(frozen=True, slots=True)
class Use:
    """Something that uses a second of the recording, or the whole of it (`line` is None)."""

    kind: str
    title: str
    url: str
    line: SpanLine | None = None


@dataclass(frozen=True, slots=True)
class RecordingView:
    """Everything that the page shows besides its own row."""

    recording: Recording
    language: str
    start: int | None = None
    chapters: tuple[ChapterView, ...] = ()
    questions: tuple[Use, ...] = ()
    used_in: tuple[Use, ...] = ()
    speakers: tuple = ()
    has_words: bool = False
    film_url: str = ""
    captions_url: str = ""
    text_url: str = ""

    @property
    def minutes(self) -> int:
        """Return the length in minutes, rounded up; 0 when it is not known."""
        return -(-self.recording.duration // 60)

    @property
    def length(self) -> str:
        """Return the length as a clock: "52:10"."""
        return timecode(self.recording.duration)

    @property
    def party(self) -> str:
        """Return who hosts a film that is elsewhere: a name, else the host."""
        return self.recording.external_party or harmless.host(self.recording.external_url)

    @property
    def keys(self) -> set[str]:
        """Return the keys of the spans that have a line here, also of those taken away."""
        return {line.span.key for chapter in self.chapters for line in chapter.lines}

    @property
    def titled(self) -> tuple[ChapterView, ...]:
        """Return the chapters that have a name."""
        return tuple(chapter for chapter in self.chapters if chapter.title)


def second_asked(text: str) -> int | None:
    """Return the second that `?t=` names, or None: 754 for "754", None for "12:34" or nonsense."""
    if not (text.isascii() and text.isdigit() and len(text) <= 6):
        return None
    return min(int(text), LONGEST)


def view(page: RecordingPage, *, language: str, start: int | None = None) -> RecordingView:
    """Return what the page shows in its language, with the line at second `start` as current."""
    recording = Recording.objects.select_related("poster").get(pk=page.recording_id)
    spans = transcripts.join(spoken.lines(recording, language))
    chapters = []
    if spans:
        chapters = list(
            Chapter.objects.filter(transcript__recording=recording, transcript__language=language)
        )
    rows = _spans_with_questions(page)
    lines = _lines(spans, {key: pk for key, pk, *_question in rows}, start)
    return RecordingView(
        recording=recording,
        language=language,
        start=start,
        chapters=_chapters(lines, chapters),
        questions=_questions(rows, lines),
        used_in=_used_in(page, language),
        speakers=tuple(page.speakers.select_related("person", "organisation")),
        has_words=bool(spans),
        film_url=_film_url(recording),
        captions_url=reverse("recording_captions", args=[recording.uid, language]) if spans else "",
        text_url=reverse("recording_text", args=[recording.uid, language]) if spans else "",
    )


def _film_url(recording: Recording) -> str:
    if recording.withdrawn or not recording.file:
        return ""
    return reverse("recording_file", args=[recording.uid])


def _lines(spans: list[Span], ids: dict[str, str], start: int | None) -> list[SpanLine]:
    current = None
    if start is not None:
        current = next((span.key for span in reversed(spans) if span.seconds <= start), None)
    return [SpanLine(span, ids.get(span.key, ""), span.key == current) for span in spans]


def _chapters(lines: list[SpanLine], rows: list[Chapter]) -> tuple[ChapterView, ...]:
    """Divide the lines over the chapters; a line belongs to the last one begun when it begins."""
    starts = [(0, "")] if not rows or rows[0].starts // 1000 > 0 else []
    starts += [(row.starts // 1000, row.title) for row in rows]
    divided: list[ChapterView] = []
    for index, (seconds, title) in enumerate(starts):
        end = starts[index + 1][0] if index + 1 < len(starts) else LONGEST + 1
        inside = tuple(line for line in lines if seconds <= line.span.seconds < end)
        if inside or title:
            divided.append(ChapterView(title, seconds, inside))
    return tuple(divided)


def _spans_with_questions(page: RecordingPage) -> list[tuple[str, str, int | None, str, str]]:
    """Return (key, passage id, and a question's number, text, state) of the page's live spans.

    One query for both: a span comes once per question that it answers, and once when it answers
    none (then number, text and state are empty).
    """
    question = "answers__answer__question__"
    return list(
        Passage.objects.live()
        .filter(page_id=page.pk, kind=Passage.Kind.SPAN)
        .order_by("position", f"{question}number")
        .values_list("key", "id", f"{question}number", f"{question}text", f"{question}state")
        .distinct()
    )


def _questions(rows: list, lines: list[SpanLine]) -> tuple[Use, ...]:
    """Return the public questions that a second of this recording answers, in order of time."""
    by_key = {line.span.key: line for line in lines}
    return tuple(
        Use("vraag", text, reverse("question", args=[number]), by_key[key])
        for key, _id, number, text, state in rows
        if state in Question.PUBLIC and key in by_key
    )


def _used_in(page: RecordingPage, language: str) -> tuple[Use, ...]:
    """Return the live write-ups that show this recording, in the page's language."""
    reports = list(
        queries.visible(ReportPage, language)
        .filter(recording=page.recording_id)
        .order_by("-first_published_at", "pk")
    )
    if not reports:
        return ()
    found = addresses.urls(reports)
    return tuple(
        Use("verslag", report.title, found[report.pk]) for report in reports if report.pk in found
    )


def lines_url(page: Page) -> str:
    """Return where an editor works on the lines that are said on page, "" without a transcript."""
    transcript = Transcript.objects.filter(
        recording__pages=page.pk, language=page.locale.language_code
    ).first()
    return reverse("recording_lines", args=[transcript.pk]) if transcript else ""
