"""Names that lines of a recording may mean: of its pages, its speakers and its meeting."""

from collections.abc import Callable, Iterable

from knowledge.models import (
    Gemeente,
    KnowledgePage,
    Organisation,
    PageGemeente,
    PageSpeaker,
    Person,
    Recording,
    RecordingPage,
    ReportPage,
)
from office.registry import Registry

# A higher room registers whom it knows to have been there.
ALSO_THERE: Registry[Callable[[Recording], Iterable[str]]] = Registry("names of a recording")


def people(recording: Recording) -> list[str]:
    """Return the names of the people who spoke there or are mentioned, as far as we know."""
    found = set(
        PageSpeaker.objects.filter(page__in=_pages(recording)).values_list(
            "person__name", flat=True
        )
    )
    found |= set(
        recording.speakers.filter(person__isnull=False).values_list("person__name", flat=True)
    )
    return sorted(found)


def names(recording: Recording) -> list[str]:
    """Return the names of people, organisations and gemeenten of the recording."""
    found = set(people(recording))
    pages = _pages(recording)
    found |= set(
        PageSpeaker.objects.filter(page__in=pages, organisation__isnull=False).values_list(
            "organisation__name", flat=True
        )
    )
    found |= set(
        PageGemeente.objects.filter(page__in=pages).values_list("gemeente__name", flat=True)
    )
    for find in ALSO_THERE.values():
        found |= set(find(recording))
    return sorted(found)


def all_names() -> list[str]:
    """Return every name that the site spells right, of a person, organisation or gemeente."""
    return [
        name
        for model in (Person, Organisation, Gemeente)
        for name in model.objects.values_list("name", flat=True)
    ]


def _pages(recording: Recording) -> list[int]:
    """Return the pages of the recording, and of the reports that show it."""
    pages = [
        pk
        for model in (RecordingPage, ReportPage)
        for pk in model.objects.filter(recording=recording).values_list("pk", flat=True)
    ]
    return list(KnowledgePage.objects.filter(pk__in=pages).values_list("pk", flat=True))
