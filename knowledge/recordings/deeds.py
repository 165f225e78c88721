"""Deeds on recordings: film in, one line changed or taken away, film withdrawn.

Captions are read by `importing.py`, words in many lines changed by `corrections.py`. A deed that
changes words writes the passages and the index's log in the same transaction.
"""

import unicodedata
from collections.abc import Collection, Iterable
from pathlib import Path

from django.core.files import File
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page

from knowledge.models import (
    Cue,
    Passage,
    Recording,
    RecordingPage,
    SitePage,
    Transcript,
)
from knowledge.passages import deeds as passages
from knowledge.recordings import (
    caption_words,
    film_metadata,
    films,
    removed_words,
    speakers,
    spoken,
    transcripts,
)
from knowledge.recordings.line_words import on_one_line
from knowledge.recordings.transcripts import Span
from knowledge.text.extraction import ExtractedPassage
from office import locks
from office.boxes import Patch
from office.hidden_signs import without_hidden_signs
from office.models import User
from office.refusals import Refused
from search import indexing


class RecordingRefused(Refused):
    """The deed is not done; the message says why, in Dutch."""


class SpeakerRefused(RecordingRefused):
    """The name of a speaker is not allowed there; the message says why."""


# Reading


def spans(recording: Recording, language: str) -> list[Span]:
    """Return what is said in the recording, as spans in order."""
    return transcripts.join(spoken.lines(recording, language))


def extract_spans(page: SitePage) -> list[ExtractedPassage]:
    """Return the passages that a recording's page has beside its own text: the spans.

    A span of which every line is taken away is left out; its passage is withdrawn. Of a film that
    cannot be watched no passage has a second: it is read, and nobody is told to listen. Needs a
    transaction: the transcript is held, so that a line cannot be taken away between reading it
    here and writing it to a passage.
    """
    recording_page = page if isinstance(page, RecordingPage) else page.specific
    locks.lock(Transcript.objects.filter(recording=recording_page.recording_id))
    recording = recording_page.recording
    return [
        ExtractedPassage(
            key=span.key,
            kind=Passage.Kind.SPAN,
            text=span.text,
            label=span.label,
            seconds=span.seconds if recording.is_watchable else None,
            block=_("Uitgeschreven tekst"),
        )
        for span in spans(recording, page.locale.language_code)
        if span.text
    ]


# The transcript


@transaction.atomic
def edit_cue(
    cue: Cue, *, text: str | None = None, speaker: str | None = None, by: User | None
) -> Cue:
    """Change the words or the speaker of one line; its time, its uid and its span stay.

    None leaves what is stored by now. Raises RecordingRefused when the line was removed or the
    words are not allowed there.
    """
    cue = locked_cue(cue)
    if cue.redacted:
        raise RecordingRefused(_("Deze regel is weggehaald en kan niet meer veranderen."))
    if text is None:
        text = cue.text
    text = line_words(text)
    refuse_removed_words(cue.transcript, {cue.pk: text})
    cue.text = text
    # Two speakers may be called alike: who was not edited stays the one that it is.
    if speaker is not None and " ".join(speaker.split()) != str(cue.speaker or ""):
        speaker = speaker_name(speaker, cue.transcript.recording)
        cue.speaker = speakers.named(cue.transcript.recording, [speaker]).get(speaker)
    cue.corrected = True
    cue.save(update_fields=["text", "speaker", "corrected"])
    speakers.forget_unheard(cue.transcript.recording)
    _log_cue(cue, "knowledge.edit_cue", by)
    publish_words(cue.transcript, by)
    return cue


def line_words(text: str) -> str:
    """Return the words of one line as they are stored; raises RecordingRefused."""
    text = unicodedata.normalize("NFC", without_hidden_signs(text))
    lines = [" ".join(line.split()) for line in text.splitlines()]
    text = "\n".join(line for line in lines if line)
    if "\x00" in text:
        raise RecordingRefused(_("In deze regel staat een nulteken (NUL). Haal dat teken weg."))
    if not text:
        raise RecordingRefused(_("Vul de tekst in, of haal de regel weg."))
    if (words := len(text.split())) > transcripts.SPAN_WORDS:
        raise RecordingRefused(
            _("Deze regel heeft %(words)d woorden. Dat mogen er hooguit %(max)d zijn.")
            % {"words": words, "max": transcripts.SPAN_WORDS}
        )
    return text


def speaker_name(name: str, recording: Recording) -> str:
    """Return the name of a speaker as it is stored; raises SpeakerRefused."""
    name = on_one_line(name)[: caption_words.LONGEST_NAME]
    if "\x00" in name:
        raise SpeakerRefused(_("In deze naam staat een nulteken (NUL). Haal dat teken weg."))
    if why := returning_title(recording, name):
        raise SpeakerRefused(why)
    return name


def returning_title(recording: Recording, title: str) -> str:
    """Return why a name or title may not say what it would: it was taken away here; "" if it may.

    Raises KeyRefused.
    """
    found = removed_words.recognised(removed_words.Said([title]), removed_words.known(recording))
    return _returning(title, found[0]) if found else ""


@transaction.atomic
def redact(cue: Cue, *, by: User | None) -> Cue:
    """Take the words of one line away for ever: from text, captions, downloads and index.

    Raises RecordingRefused when the line is not there any more.
    """
    cue = locked_cue(cue)
    if cue.redacted:
        return cue
    # Before the words go: by what they are known when they come back.
    lines, index = _around(cue)
    removed_words.remember(cue.transcript.recording, lines, index)
    cue.text, cue.speaker, cue.redacted = "", None, True
    cue.told, cue.corrected = "", False
    cue.save(update_fields=["text", "speaker", "redacted", "told", "corrected"])
    speakers.forget_unheard(cue.transcript.recording)
    # The log says which line and who, never the words.
    _log_cue(cue, "knowledge.redact_cue", by)
    publish_words(cue.transcript, by)
    return cue


@transaction.atomic
def redact_all(cues: Iterable[Cue], *, by: User | None) -> None:
    """Take the words of several lines away for ever, of whatever recordings: all of them or none.

    In the order of their transcripts, so that two editors at once never wait for each other.
    """
    for cue in sorted(cues, key=lambda cue: (cue.transcript_id, cue.position)):
        redact(cue, by=by)


# The film


def put_film(
    recording: Recording, *, film: File, by: User | None, told_beside: list[Patch] | None = None
) -> Recording:
    """Store the film, judged by its content and cleaned, and publish the recording (again).

    `told_beside` is what a form found in it before; otherwise it is looked for here, before
    anything is locked. Raises RecordingRefused when it is no WebM or MP4, FilmRefused when it
    breaks off.
    """
    film.seek(0)
    header = film.read(films.HEADER_BYTES)
    film.seek(0)
    media_type = films.judge(header)
    if media_type is None:
        raise RecordingRefused(
            _("‘%(name)s’ is geen film in WebM of MP4. Kies een ander bestand.")
            % {"name": Path(film.name or "").name[:80]}
        )
    if told_beside is None:
        told_beside = film_metadata.find(film)
    return _store_film(recording, film, media_type, told_beside, by)


@transaction.atomic
def _store_film(
    recording: Recording, film: File, media_type: str, told_beside: list[Patch], by: User | None
) -> Recording:
    recording = locked_recording(recording)
    old = recording.file.name
    recording.file.save(f"film{films.SUFFIX[media_type]}", film, save=False)
    film_metadata.clean(Path(recording.file.path), told_beside)
    recording.media_type = media_type
    recording.external_url = recording.external_party = ""
    recording.state, recording.withdrawn_at = Recording.State.PUBLISHED, None
    recording.withdrawn_by = ""
    recording.save(
        update_fields=[
            "file",
            "media_type",
            "external_url",
            "external_party",
            "state",
            "withdrawn_at",
            "withdrawn_by",
        ]
    )
    if old:
        transaction.on_commit(lambda: recording.file.storage.delete(old))
    log(recording, "knowledge.put_film", user=by, data={"media_type": media_type})
    publish_seconds(recording)
    return recording


@transaction.atomic
def withdraw(recording: Recording, *, by: User | None) -> Recording:
    """Stop showing the film from now on; its page goes on as text. Twice is the same as once."""
    recording = locked_recording(recording)
    if recording.withdrawn:
        return recording
    recording.state = Recording.State.WITHDRAWN
    recording.withdrawn_at = timezone.now()
    recording.withdrawn_by = by.get_username() if by else ""
    recording.save(update_fields=["state", "withdrawn_at", "withdrawn_by"])
    log(recording, "knowledge.withdraw_film", user=by)
    publish_seconds(recording)
    return recording


# Inside


def _around(cue: Cue) -> tuple[list[str], int]:
    """Return all that is said in the words of cue, in order, and which line it is."""
    rows = list(cue.transcript.cues.order_by("position").values_list("pk", "text"))
    return [text for _pk, text in rows], [pk for pk, _text in rows].index(cue.pk)


def refuse_removed_words(transcript: Transcript, changed: dict[int, str]) -> None:
    """Raise RecordingRefused when a changed line, by its pk, says again what was taken away."""
    for words in returning_words(transcript, changed).values():
        raise RecordingRefused(words)


def returning_words(transcript: Transcript, changed: dict[int, str]) -> dict[int, str]:
    """Return why these lines, by their pk, may not say what they would: it was taken away."""
    known = removed_words.known(transcript.recording)
    if not known:
        return {}
    rows = list(transcript.cues.order_by("position").values_list("pk", "text"))
    rows = [(pk, changed.get(pk, text)) for pk, text in rows]
    rows = _within_reach(rows, changed, reach=max(run.size for run in known))
    lines = [text for _pk, text in rows]
    found = removed_words.recognised(removed_words.Said(lines), known)
    return {
        rows[index][0]: _returning(lines[index], stretches)
        for index, stretches in found.items()
        if rows[index][0] in changed
    }


def _returning(text: str, stretches: list[tuple[int, int]]) -> str:
    return _("De woorden ‘%(words)s’ zijn eerder voorgoed weggehaald en kunnen niet terug.") % {
        "words": text[slice(*stretches[0])]
    }


def _within_reach(
    rows: list[tuple[int, str]], changed: Collection[int], *, reach: int
) -> list[tuple[int, str]]:
    """Return the changed lines, by pk, and those around them of which `reach` words may join them.

    One line is changed in a film of hours: the rest says what it said.
    """
    spoken = [at for at, (_pk, text) in enumerate(rows) if any(map(str.isalnum, text))]
    near = set()
    for number, at in enumerate(spoken):
        if rows[at][0] in changed:
            near.update(spoken[max(0, number - reach) : number + reach + 1])
    return [rows[at] for at in sorted(near)]


def locked_recording(recording: Recording) -> Recording:
    """Return the recording as it is now, locked: before its pages and its words, always."""
    return Recording.objects.select_for_update(no_key=True).get(pk=recording.pk)


def locked_cue(cue: Cue) -> Cue:
    """Return the line as it is now, locked; raises RecordingRefused when it is not there any more.

    Whoever imports the transcript again makes every line anew.
    """
    lock_words(cue.transcript)
    try:
        cues = Cue.objects.select_related("transcript__recording", "speaker")
        return cues.get(pk=cue.pk)
    except Cue.DoesNotExist as error:
        raise RecordingRefused(
            _("Deze tekst is intussen opnieuw ingelezen. Zoek de regel op in de nieuwe tekst.")
        ) from error


def lock_words(transcript: Transcript) -> None:
    """Keep publishers of these words waiting, in their own order: pages first, so none deadlock."""
    pages = Page.objects.filter(pk__in=_pages(transcript).values("pk"))
    locks.lock(pages)
    locks.lock(Transcript.objects.filter(pk=transcript.pk))


def _pages(transcript: Transcript) -> QuerySet[RecordingPage]:
    return RecordingPage.objects.filter(
        recording=transcript.recording_id,
        locale__language_code=transcript.language,
        alias_of__isnull=True,
    )


def _log_cue(cue: Cue, action: str, by: User | None) -> None:
    log(
        cue.transcript.recording,
        action,
        user=by,
        data={"language": cue.transcript.language, "cue": cue.uid, "position": cue.position},
    )


def publish_words(transcript: Transcript, by: User | None) -> None:
    """Bring passages and index in line with the cues, on every page that shows them."""
    pages = _pages(transcript)
    empty = [span.key for span in spans(transcript.recording, transcript.language) if not span.text]
    for passage in Passage.objects.filter(page__in=pages, key__in=empty):
        passages.withdraw(passage, by=by)
    live = list(pages.live().select_related("locale", "recording"))
    for page in live:
        passages.write(page)
    _record_changes(live)


def publish_seconds(recording: Recording) -> None:
    """Bring passages and index in line with a film that came or went, in every language."""
    pages = recording.pages.filter(alias_of__isnull=True)
    locks.lock(Page.objects.filter(pk__in=pages.values("pk")))
    live = list(pages.live().select_related("locale", "recording"))
    for page in live:
        passages.write(page)
    _record_changes(live)


def _record_changes(pages: Iterable[RecordingPage]) -> None:
    ids = [f"page:{page.pk}" for page in pages]
    if ids:
        indexing.record_change(*ids)
