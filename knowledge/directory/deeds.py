"""A person is shown by name or by role: everything that follows from the choice."""

from django.db import transaction
from wagtail.models import Page

from knowledge.models import PageSpeaker, Person, RecordingPage, RecordingSpeaker
from knowledge.recordings import speakers
from search import indexing


@transaction.atomic
def shown_differently(person: Person) -> None:
    """Bring the index in line after the name, or how it is shown, was changed.

    Names that a file wrote and nobody had tied to a person are tied now. Captions, downloads and
    pages are made when they are asked for, and passages hold no name of their own.
    """
    unknown = RecordingSpeaker.objects.filter(name__iexact=person.name)
    speakers.match(unknown)
    pages = PageSpeaker.objects.filter(person=person).values("page")
    heard = RecordingSpeaker.objects.filter(person=person).values("recording")
    recordings = RecordingPage.objects.filter(recording__in=heard).values("pk")
    found = Page.objects.live().filter(alias_of=None)
    found = found.filter(pk__in=pages) | found.filter(pk__in=recordings)
    ids = [f"page:{pk}" for pk in found.order_by("pk").values_list("pk", flat=True)]
    if ids:
        indexing.record_change(*ids)
