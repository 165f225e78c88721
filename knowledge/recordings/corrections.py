"""Corrections that reach more than one line: who a speaker is, words everywhere, chapters.

As every deed on words they lock pages before transcripts, and write passages, the index's log and
one line of history in the same transaction. The history says how many lines, never which words.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import NOT_PROVIDED
from django.utils.translation import gettext as _, ngettext
from wagtail.log_actions import log
from wagtail.models import Page

from knowledge.models import Chapter, Cue, Person, Recording, RecordingSpeaker, Transcript
from knowledge.recordings import deeds, line_words, speakers
from knowledge.recordings.deeds import RecordingRefused
from knowledge.recordings.transcripts import LONGEST_TITLE
from office import locks
from office.clock import timecode
from office.models import User


@dataclass(frozen=True, slots=True)
class Replaced:
    """A line whose words are replaced: what it said when that was shown, and what it will say."""

    pk: int
    before: str
    after: str


# Speakers


@transaction.atomic
def name_speaker(
    speaker: RecordingSpeaker,
    *,
    called: str | None = None,
    person: Person | type[NOT_PROVIDED] | None = NOT_PROVIDED,
    by: User | None,
) -> RecordingSpeaker:
    """Say how a speaker is called in every line, and with `person` who that is.

    None leaves the name, and without `person` whoever it is stays. The name of the file stays too:
    a file that is read again finds the speaker by it. Whoever is called as another speaker already
    is the same one, and so the same person. Raises RecordingRefused when no line is left of this
    speaker.
    """
    recording = deeds.locked_recording(speaker.recording)
    transcripts = _lock_all_words(recording)
    row = RecordingSpeaker.objects.filter(pk=speaker.pk, recording=recording).first()
    if row is None:
        raise RecordingRefused(
            _("Van deze spreker is intussen geen regel meer over. Kijk nog eens naar de sprekers.")
        )
    if called is not None:
        called = deeds.speaker_name(called, recording)
        row.called = "" if called == row.name else called
    if person is not NOT_PROVIDED:
        row.person = person
    elif row.person_id is None and (same := next(iter(namesakes(row, str(row))), None)):
        row.person = same.person
    row.save(update_fields=["called", "person"])
    speakers.match([row])
    log(
        recording,
        "knowledge.name_speaker",
        user=by,
        data={"speaker": row.pk, "lines": row.cues.count()},
    )
    for transcript in transcripts:
        deeds.publish_words(transcript, by)
    return row


def namesakes(speaker: RecordingSpeaker, called: str) -> list[RecordingSpeaker]:
    """Return the other speakers of the recording who are called so."""
    others = RecordingSpeaker.objects.filter(recording=speaker.recording_id).exclude(pk=speaker.pk)
    folded = " ".join(called.split()).lower()
    return [row for row in others.select_related("person") if str(row).lower() == folded]


# Words


@transaction.atomic
def replace_in_lines(
    transcript: Transcript, changes: Iterable[Replaced], *, by: User | None
) -> int:
    """Change all of these lines at once, and return how many.

    Raises RecordingRefused, with nothing changed, when one of them does not say any more what it
    said when its change was shown, or may not say what it would.
    """
    deeds.lock_words(transcript)
    changes = list(changes)
    wanted = {one.pk: one for one in changes}
    cues = [cue for cue in transcript.cues.order_by("position") if cue.pk in wanted]
    other = len(changes) - sum(
        not cue.redacted and cue.text == wanted[cue.pk].before for cue in cues
    )
    if other:
        raise RecordingRefused(
            ngettext(
                "Intussen is een van deze regels gewijzigd of weggehaald. Er is nog niets "
                "vervangen: kijk nog een keer.",
                "Intussen zijn %(count)d van deze regels gewijzigd of weggehaald. Er is nog niets "
                "vervangen: kijk nog een keer.",
                other,
            )
            % {"count": other}
        )
    after = {cue.pk: deeds.line_words(wanted[cue.pk].after) for cue in cues}
    deeds.refuse_removed_words(transcript, after)
    # One by one: the CASE of a `bulk_update` took ten times as long for 4,000 lines.
    for pk, text in after.items():
        Cue.objects.filter(pk=pk).update(text=text, corrected=True)
    log(
        transcript.recording,
        "knowledge.replace_in_lines",
        user=by,
        data={"language": transcript.language, "lines": len(cues)},
    )
    deeds.publish_words(transcript, by)
    return len(cues)


# Chapters


@transaction.atomic
def begin_chapter(cue: Cue, *, title: str, by: User | None) -> Chapter:
    """Let a chapter begin at this line; no span and no address moves.

    Raises RecordingRefused when one begins in that second already, or the line is gone.
    """
    cue = deeds.locked_cue(cue)
    if cue.redacted:
        raise RecordingRefused(
            _("Deze regel is weggehaald. Laat het hoofdstuk bij een andere regel beginnen.")
        )
    title = _title(title, cue.transcript.recording)
    second = cue.starts // 1000 * 1000
    same = cue.transcript.chapters.filter(starts__gte=second, starts__lt=second + 1000).first()
    if same:
        raise RecordingRefused(
            _("Op %(time)s begint al een hoofdstuk: ‘%(title)s’.")
            % {"time": timecode(second // 1000), "title": same.title}
        )
    chapter = Chapter.objects.create(
        transcript=cue.transcript, starts=cue.starts, title=title, by_hand=True
    )
    _publish_chapter(chapter, "knowledge.begin_chapter", by)
    return chapter


@transaction.atomic
def name_chapter(chapter: Chapter, *, title: str, by: User | None) -> Chapter:
    """Give a chapter another title. Raises RecordingRefused when it is not there any more."""
    chapter = _locked_chapter(chapter)
    chapter.title, chapter.by_hand = _title(title, chapter.transcript.recording), True
    chapter.save(update_fields=["title", "by_hand"])
    _publish_chapter(chapter, "knowledge.name_chapter", by)
    return chapter


@transaction.atomic
def remove_chapter(chapter: Chapter, *, by: User | None) -> None:
    """Take a heading away; its lines belong to the chapter before it. Twice is the same as once."""
    deeds.lock_words(chapter.transcript)
    if Chapter.objects.filter(pk=chapter.pk).delete()[0]:
        _publish_chapter(chapter, "knowledge.remove_chapter", by)


def _title(title: str, recording: Recording) -> str:
    title = line_words.on_one_line(title)
    if not title:
        raise RecordingRefused(_("Vul de titel van het hoofdstuk in."))
    if "\x00" in title:
        raise RecordingRefused(_("In deze titel staat een nulteken (NUL). Haal dat teken weg."))
    if len(title) > LONGEST_TITLE:
        raise RecordingRefused(
            _("Deze titel heeft %(count)d tekens. Dat mogen er hooguit %(max)d zijn.")
            % {"count": len(title), "max": LONGEST_TITLE}
        )
    if why := deeds.returning_title(recording, title):
        raise RecordingRefused(why)
    return title


def _locked_chapter(chapter: Chapter) -> Chapter:
    deeds.lock_words(chapter.transcript)
    found = Chapter.objects.select_related("transcript__recording").filter(pk=chapter.pk).first()
    if found is None:
        raise RecordingRefused(
            _(
                "Dit hoofdstuk is er niet meer: een collega haalde het weg of las de tekst opnieuw "
                "in."
            )
        )
    return found


def _publish_chapter(chapter: Chapter, action: str, by: User | None) -> None:
    log(
        chapter.transcript.recording,
        action,
        user=by,
        data={"language": chapter.transcript.language, "starts": chapter.starts},
    )
    deeds.publish_words(chapter.transcript, by)


def _lock_all_words(recording: Recording) -> list[Transcript]:
    """Lock the words of every language: all pages first, as whoever locks one language does."""
    pages = recording.pages.filter(alias_of__isnull=True)
    locks.lock(Page.objects.filter(pk__in=pages.values("pk")))
    locks.lock(recording.transcripts.all())
    return list(recording.transcripts.select_related("recording").order_by("pk"))
