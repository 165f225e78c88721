"""The pages around a case or a report: what it points at, where it comes from, what is like it."""

from collections.abc import Collection
from dataclasses import dataclass, field

from django.db.models import Case, Exists, OuterRef, Q, When

from knowledge import addresses
from knowledge.models import CasePage, KnowledgePage, Recording, RecordingPage, Transcript
from knowledge.pages import queries
from knowledge.reading import cards
from knowledge.reading.cards import Card
from knowledge.reading.opgaven import OPGAVE_ROWS
from office.clock import moment

ALIKE = 3


@dataclass(frozen=True, slots=True)
class Film:
    """A recording as another page points at it."""

    title: str
    url: str
    length: str
    part_note: str
    reenacted: bool
    has_words: bool


@dataclass(frozen=True, slots=True)
class Around:
    """The pages to go on to; `pointed` holds the cards that stand in the text, by page."""

    source: Card | None = None
    film: Film | None = None
    alike: list[Card] = field(default_factory=list)
    pointed: dict[int, Card] = field(default_factory=dict)


def around(page: KnowledgePage, language: str, pointed: Collection[int] = ()) -> Around:
    """Return the pages around page; one query, and what the address of a report asks.

    A case is like cases of the same form, then of the same opgave; a report is like pages of any
    kind with the same opgave. What stands on the page already is not shown as alike.
    """
    source_pk = getattr(page, "report_id", None)
    places = [When(pk__in=list(pointed), then=0)]
    if source_pk:
        places.append(When(pk=source_pk, then=1))
    if recording_pk := getattr(page, "recording_id", None):
        places.append(When(recordingpage__recording=recording_pk, then=2))
    likeness = [When(condition, then=at) for at, condition in enumerate(_alike(page))]
    found = (
        cards.knowledge(language)
        .exclude(pk=page.pk)
        .select_related("recordingpage__recording")
        .only(*cards.CARD_COLUMNS, *cards.FILM_COLUMNS)
        .annotate(
            has_words=Exists(
                Transcript.objects.filter(
                    recording=OuterRef("recordingpage__recording"), language=language
                )
            ),
            place=Case(*places, default=3),
            alike=Case(*likeness, default=9),
        )
        .filter(Q(place__lt=3) | Q(alike__lt=9))
        .order_by("place", "alike", "-first_published_at", "-pk")
    )
    pages = list(found[: len(pointed) + 2 + ALIKE])
    shown = dict(zip((one.pk for one in pages), cards.cards(pages), strict=True))
    film = next((one for one in pages if one.place == 2), None)
    return Around(
        source=next((shown[one.pk] for one in pages if one.pk == source_pk), None),
        film=_film(film) if film else None,
        alike=[shown[one.pk] for one in pages if one.place == 3][:ALIKE],
        pointed={pk: card for pk, card in shown.items() if pk in pointed},
    )


def _alike(page: KnowledgePage) -> list[Q]:
    mine = OPGAVE_ROWS[type(page)].objects.filter(page=page.pk).values("opgave")
    same_opgave = Q(pk__in=[])
    for rows in OPGAVE_ROWS.values():
        same_opgave |= Q(Exists(rows.objects.filter(page=OuterRef("pk"), opgave__in=mine)))
    if not isinstance(page, CasePage):
        return [same_opgave]
    cases = Q(content_type__in=queries.types(CasePage))
    same_form = Q(casepage__approach=page.approach) if page.approach else Q(pk__in=[])
    return [same_form, cases & same_opgave]


def _film(page: RecordingPage) -> Film | None:
    recording = page.recordingpage.recording
    if recording.state == Recording.State.WITHDRAWN:
        return None
    return Film(
        title=page.title,
        url=addresses.tree_url(page.url_path),
        length=moment(recording.duration) if recording.duration else "",
        part_note=recording.part_note,
        reenacted=recording.reenacted,
        has_words=page.has_words,
    )
