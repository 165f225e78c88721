"""Who is heard in a recording: names as files write them, and the persons they belong to."""

from collections.abc import Iterable

from django.db.models import Count

from knowledge.models import (
    PageSpeaker,
    Person,
    Recording,
    RecordingPage,
    RecordingSpeaker,
    SitePage,
)
from knowledge.models.base import PAGE_STEPS, PageStep, Stored


class SpeakersOfPage(PageStep):
    """Names that were read before anybody had said who speaks find their person afterwards."""

    def after_save(self, page: SitePage, stored: Stored | None) -> None:
        if isinstance(page, RecordingPage):
            match(RecordingSpeaker.objects.filter(recording=page.recording_id))


def connect() -> None:
    """Register the step."""
    PAGE_STEPS.register("speakers", SpeakersOfPage())


def named(recording: Recording, names: Iterable[str]) -> dict[str, RecordingSpeaker]:
    """Return the row of each name in this recording, made where it is new; "" has none.

    A name is that of the file, else the one that an editor gave to somebody.
    """
    wanted = {name for name in names if name}
    missing = wanted - set(_by_name(recording))
    RecordingSpeaker.objects.bulk_create(
        RecordingSpeaker(recording=recording, name=name) for name in sorted(missing)
    )
    known = _by_name(recording)
    match(known[name] for name in sorted(wanted))
    return {name: known[name] for name in wanted}


def match(rows: Iterable[RecordingSpeaker]) -> None:
    """Tie rows that belong to nobody yet to the person of that name.

    A speaker on a page of the recording comes first; else the one person who is called
    so. A name that two people have is left to the editor.
    """
    for row in rows:
        if row.person_id is None and (person := _person(row)):
            row.person = person
            row.save(update_fields=["person"])


def forget_unheard(recording: Recording) -> None:
    """Remove the names of whom no line is left: what is taken away must not stay as a name."""
    unheard = RecordingSpeaker.objects.filter(recording=recording).annotate(lines=Count("cues"))
    RecordingSpeaker.objects.filter(
        pk__in=list(unheard.filter(lines=0).values_list("pk", flat=True))
    ).delete()


def _by_name(recording: Recording) -> dict[str, RecordingSpeaker]:
    rows = list(RecordingSpeaker.objects.filter(recording=recording).order_by("-pk"))
    return {row.called: row for row in rows if row.called} | {row.name: row for row in rows}


def _person(row: RecordingSpeaker) -> Person | None:
    on_pages = PageSpeaker.objects.filter(page__recordingpage__recording=row.recording_id)
    called = Person.objects.filter(name__iexact=str(row))
    for people in (called.filter(pk__in=on_pages.values("person")), called):
        found = list(people[:2])
        if found:
            return found[0] if len(found) == 1 else None
    return None
