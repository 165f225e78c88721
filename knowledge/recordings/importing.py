"""Reading a file of captions into a recording, as its plan says and the editor answered."""

from collections.abc import Collection, Iterator

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from knowledge.codes import new_code
from knowledge.models import Chapter, Cue, Recording, Transcript
from knowledge.recordings import deeds, import_plan, removed_words, speakers, transcripts
from knowledge.recordings.import_plan import Answers, Plan, PlanAsks, ReadFile
from knowledge.recordings.transcripts import REMOVED, CueText, TranscriptRefused
from office.models import User


@transaction.atomic
def import_transcript(
    recording: Recording,
    *,
    language: str,
    text: bytes | ReadFile,
    by: User | None,
    replace: bool = False,
    answers: Answers | None = None,
) -> Transcript:
    """Store the words of a file of captions as cues and return their transcript.

    `text` is the file, or what was read of it before, so that nobody waits for that twice.
    A replaced transcript keeps the uid, and so the address, of every line whose words come back,
    and what an editor made of it by hand; what was taken away stays away, by its words. Raises
    TranscriptRefused, with nothing changed, when the file cannot be used, when there are words in
    this language and `replace` is not set, and PlanAsks when there is something to ask that
    `answers` do not know.
    """
    if isinstance(text, bytes):
        text = import_plan.read(recording, text)
    recording = deeds.locked_recording(recording)
    transcript, _made = Transcript.objects.get_or_create(recording=recording, language=language)
    deeds.lock_words(transcript)
    planned = import_plan.plan(recording, language=language, upload=text)
    _must_be_answered(planned, answers, replace=replace)
    answers = answers or planned.cautious()
    _remember(recording, planned, answers)
    _store(transcript, planned, answers)
    transcript.imported_by = by.get_username() if by else ""
    transcript.imported_at = timezone.now()
    transcript.save()
    if not recording.duration:
        recording.duration = -(-max(cue.ends for cue in planned.file.cues) // 1000)
        recording.save(update_fields=["duration"])
    log(recording, "knowledge.import_transcript", user=by, data={"language": language})
    deeds.publish_words(transcript, by)
    return transcript


def _must_be_answered(planned: Plan, answers: Answers | None, *, replace: bool) -> None:
    """Raise TranscriptRefused or PlanAsks when this cannot be done unasked."""
    if planned.old and not replace:
        raise TranscriptRefused(
            _("Deze opname heeft al een uitgeschreven tekst in deze taal (%(count)d regels).")
            % {"count": len(planned.old)}
        )
    if planned.asks and (answers is None or answers.seen != planned.seen):
        raise PlanAsks(planned)


def _remember(recording: Recording, planned: Plan, answers: Answers) -> None:
    """Remember what she takes away now, so that it is recognised when it comes back."""
    lines = [cue.text for cue in planned.file.cues]
    for index in answers.take_away:
        removed_words.remember(recording, lines, index)
    for doubt in planned.titles:
        if doubt.words in answers.take_out:
            removed_words.remember(recording, [doubt.words], 0)


def _store(transcript: Transcript, planned: Plan, answers: Answers) -> None:
    """Put lines, speakers and chapters of the file in the place of those that are there."""
    chapters = _chapters(planned, answers)
    rows = _rows(transcript, planned, answers, chapters)
    transcript.cues.all().delete()
    Cue.objects.bulk_create(rows, batch_size=500)
    speakers.forget_unheard(transcript.recording)
    transcript.chapters.all().delete()
    Chapter.objects.bulk_create(
        Chapter(transcript=transcript, starts=starts, title=title, by_hand=by_hand)
        for starts, (title, by_hand) in chapters.items()
    )


def _chapters(planned: Plan, answers: Answers) -> dict[int, tuple[str, bool]]:
    """Return the chapters by their start, each a title and whether it was made on the screen.

    Those of the file, unless it has none or the editor keeps hers: these move with their lines.
    """
    keeps = planned.asks_chapters and answers.keep_chapters
    if planned.file.chapters and not keeps:
        chapters = {chapter.starts: (chapter.title, False) for chapter in planned.file.chapters}
    else:
        at = {row.starts: planned.file.cues[index].starts for index, row in planned.same.items()}
        chapters = {}
        for row in planned.chapters:
            starts = max(0, at.get(row.starts, row.starts + planned.moved))
            chapters[starts] = (row.title, row.by_hand)
    return {
        starts: (_without_removed(title, planned, answers), by_hand)
        for starts, (title, by_hand) in chapters.items()
    }


def _without_removed(title: str, planned: Plan, answers: Answers) -> str:
    """Return the title of a chapter or name of a speaker without what was taken away."""
    return REMOVED if title in answers.take_out else removed_words.left(title, planned.known)


def _rows(
    transcript: Transcript, planned: Plan, answers: Answers, begun: Collection[int]
) -> list[Cue]:
    """Return a row per new line, which keeps what the old row of the same words had.

    `begun` are the starts of chapters: a line there begins a span.
    """
    cues = planned.file.cues
    names = {
        name: _without_removed(name, planned, answers) for name in {cue.speaker for cue in cues}
    }
    heard = speakers.named(transcript.recording, names.values())
    rows: list[Cue] = []
    fixed: set[int] = set()
    said: list[CueText] = []
    for index, (cue, before) in enumerate(zip(cues, _old_rows(planned, answers), strict=True)):
        is_gone = _is_gone(index, planned, answers)
        row = Cue(
            # With its key as well: a form of this line that stands open is still of this line.
            pk=before.pk if before else None,
            uid=before.uid if before else new_code(),
            transcript=transcript,
            position=index,
            starts=cue.starts,
            ends=cue.ends,
            redacted=is_gone,
        )
        if not is_gone:
            row.text = removed_words.without(cue.text, planned.gone.get(index, []))
            row.speaker, row.told = heard.get(names[cue.speaker]), planned.digests[index]
            if before and before.corrected:
                row.text, row.speaker, row.corrected = before.text, before.speaker, True
        new_after_gap = not before and bool(rows) and rows[-1].redacted and not row.redacted
        if (before and before.starts_span) or new_after_gap or cue.starts in begun:
            fixed.add(index)
        rows.append(row)
        who = str(row.speaker) if row.speaker else ""
        said.append(CueText(cue.starts, cue.ends, cue.text, cue.speaker if row.redacted else who))
    for index in transcripts.span_starts(said, fixed=fixed):
        rows[index].starts_span = True
    return rows


def _is_gone(index: int, planned: Plan, answers: Answers) -> bool:
    return index in planned.whole or index in answers.take_away


def _old_rows(planned: Plan, answers: Answers) -> Iterator[Cue | None]:
    """Yield for each new line the row in whose place it comes, None when it is new.

    What was taken away has no words to know it by: those come back in order.
    """
    corrected = {
        one.index: one.uid
        for one in planned.corrections
        if one.index is not None and one.uid in answers.keep
    }
    by_uid = {row.uid: row for row in planned.old}
    removed = (row for row in planned.old if row.redacted)
    for index in range(len(planned.file.cues)):
        if _is_gone(index, planned, answers):
            yield next(removed, None)
        else:
            yield planned.same.get(index) or by_uid.get(corrected.get(index, ""))
