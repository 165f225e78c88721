"""What follows when a person is shown otherwise, or a gemeente is called otherwise."""

from collections.abc import Iterable

from django.db import transaction
from wagtail.models import Page

from knowledge.models import (
    Gemeente,
    PageGemeente,
    PageSpeaker,
    Person,
    Question,
    RecordingPage,
    RecordingSpeaker,
)
from knowledge.questions import documents as questions
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


@transaction.atomic
def called_otherwise(gemeenten: Iterable[int]) -> None:
    """Bring the index in line after name, address, province, size or merger of gemeenten changed.

    What is about a gemeente that merged into one of these is found with it, and follows too.
    """
    about = Gemeente.objects.filter(pk__in=list(gemeenten))
    about = about | Gemeente.objects.filter(merged_into__in=about.values("pk"))
    rows = PageGemeente.objects.filter(gemeente__in=about.values("pk"))
    live = Page.objects.live().filter(alias_of=None, pk__in=rows.values("page"))
    asked = Question.objects.public().filter(gemeente__in=about.values("pk"))
    indexing.record_change(
        *(f"page:{pk}" for pk in live.order_by("pk").values_list("pk", flat=True)),
        *(f"{questions.NAME}:{pk}" for pk in asked.order_by("pk").values_list("pk", flat=True)),
    )
