"""The pages around a page: what it points at, where it comes from, what is like it."""

from collections.abc import Collection
from dataclasses import dataclass, field

from django.conf import settings
from django.db.models import Exists, Q, QuerySet
from wagtail.models import Page

from knowledge import addresses
from knowledge.models import (
    ActionSheetPage,
    CasePage,
    FrameworkPage,
    KnowledgePage,
    PageGemeente,
    PageOpgave,
    ProgrammePage,
    ReadingGuidePage,
    RecordingPage,
    Transcript,
)
from knowledge.models.recording import not_watchable
from knowledge.pages import facets
from knowledge.pages.documents import PREFIX
from knowledge.pages.queries import visible
from knowledge.reading import cards
from knowledge.reading.cards import PageCard
from office.clock import timecode
from search import alike

ALIKE = 3
FILM_COLUMNS = (
    "pk",
    "title",
    "url_path",
    "recording__duration",
    "recording__part_note",
    "recording__reenacted",
)


@dataclass(frozen=True, slots=True)
class Film:
    """A recording as another page points at it."""

    title: str
    url: str
    length: str
    part_note: str
    reenacted: bool
    has_words: bool
    language: str


@dataclass(frozen=True, slots=True)
class Around:
    """The pages to go on to; `pointed` holds the cards that stand in the text, by page."""

    source: PageCard | None = None
    film: Film | None = None
    alike: list[PageCard] = field(default_factory=list)
    pointed: dict[int, PageCard] = field(default_factory=dict)


def around(page: KnowledgePage, language: str, pointed: Collection[int] = ()) -> Around:
    """Return the pages around page; seven queries at most, and what the address of a report asks.

    Its source is the report that a case comes from, or the programme that it belongs to. A case is
    like other cases, any other page like pages of every kind. What the page shows already is not
    shown as alike.
    """
    source = getattr(page, "report_id", None) or getattr(page, "programme_id", None)
    film_page, film = _film(page, language) or (None, None)
    named = cards.chosen([pk for pk in [*pointed, source] if pk], language)
    shown = list(named.values())
    standing = {page.pk, film_page, *(one.pk for one in shown)} - {None}
    others = cards.pages(language).exclude(pk__in=standing)
    if isinstance(page, ProgrammePage):
        others = others.exclude(_belongs_to(page))
    like = _alike(page, others, language)
    by_pk = {card.pk: card for card in cards.cards([*shown, *like])}
    found = {**by_pk, **{pk: by_pk[one.pk] for pk, one in named.items()}}
    return Around(
        source=found.get(source),
        film=film,
        alike=[found[one.pk] for one in like],
        pointed={pk: found[pk] for pk in pointed if pk in found},
    )


def belonging(page: ProgrammePage, language: str) -> list[PageCard]:
    """Return the cards of the guides, sheets and frameworks of a programme, by title.

    Two queries, and what their cards ask.
    """
    found = cards.pages(language).filter(_belongs_to(page))
    return cards.cards(list(found.order_by("title", "pk")))


def _belongs_to(programme: ProgrammePage) -> Q:
    """Return the condition that a page belongs to a programme, in whatever language."""
    same = Page.objects.filter(translation_key=programme.translation_key).values("pk")
    belongs = Q()
    for model in (ReadingGuidePage, ActionSheetPage, FrameworkPage):
        belongs |= Q(pk__in=model.objects.filter(programme__in=same).values("pk"))
    return belongs


def _alike(
    page: KnowledgePage, others: QuerySet[KnowledgePage], language: str
) -> list[KnowledgePage]:
    """Return what search finds alike; what it lacks is filled up by what is known of the pages."""
    found = _alike_in_words(page, others, language)
    if len(found) == ALIKE:
        return found
    rest = others.exclude(pk__in=[one.pk for one in found])
    return [*found, *_alike_by_facts(page, rest)][:ALIKE]


def _alike_in_words(
    page: KnowledgePage, others: QuerySet[KnowledgePage], language: str
) -> list[KnowledgePage]:
    """Return the pages whose words are most like those of page; two queries or none.

    Of those that are about as much alike, one of as large a gemeente and of the same approach comes
    first. Nothing when there is no index.
    """
    is_case = isinstance(page, CasePage)
    ids = alike.alike(
        f"{PREFIX}{page.pk}",
        language=language,
        kinds=[CasePage.kind] if is_case else [],
        preferring=_own_values(page),
    )
    numbers = [int(one.removeprefix(PREFIX)) for one in ids or [] if one.startswith(PREFIX)]
    if not numbers:
        return []
    pages = {one.pk: one for one in others.filter(pk__in=numbers)}
    return [pages[pk] for pk in numbers if pk in pages][:ALIKE]


def _own_values(page: KnowledgePage) -> dict[str, tuple[str, ...]]:
    """Return how large the gemeenten of page are, and its approach; one query."""
    rows = PageGemeente.objects.filter(page=page.pk).order_by("sort_order")
    places = rows.select_related("gemeente__province", "gemeente__merged_into__province")
    sizes = facets.place_values(row.gemeente for row in places)["grootte"]
    approach = getattr(page, "approach", "")
    return {"grootte": sizes, "aanpak": (approach,) if approach else ()}


def _alike_by_facts(page: KnowledgePage, others: QuerySet[KnowledgePage]) -> list[KnowledgePage]:
    """Return cases of the same approach, then of the same opgave; else pages of the same opgave."""
    mine = PageOpgave.objects.filter(page=page.pk).values("opgave")
    same_opgave = others.filter(opgaven__opgave__in=mine).distinct()
    if not isinstance(page, CasePage):
        return list(same_opgave[:ALIKE])
    found = list(others.filter(casepage__approach=page.approach)[:ALIKE]) if page.approach else []
    if len(found) < ALIKE:
        more = same_opgave.filter(casepage__isnull=False)
        found += more.exclude(pk__in=[one.pk for one in found])[: ALIKE - len(found)]
    return found


def _film(page: KnowledgePage, language: str) -> tuple[int, Film] | None:
    """Return (page, film) where the recording of page is watched; None when it cannot be."""
    recording = getattr(page, "recording_id", None)
    if recording is None:
        return None
    # Without a page in the language of the reader she watches it on the page of the source.
    for spoken in dict.fromkeys((language, settings.LANGUAGE_CODE)):
        pages = visible(RecordingPage, spoken).filter(recording=recording)
        pages = pages.exclude(not_watchable("recording"))
        words = Transcript.objects.filter(recording=recording, language=spoken)
        newest = pages.order_by("-first_published_at", "-pk")
        found = newest.values_list(*FILM_COLUMNS, Exists(words)).first()
        if found is not None:
            break
    if found is None:
        return None
    pk, title, url_path, duration, part_note, reenacted, has_words = found
    film = Film(
        title=title,
        url=addresses.tree_url(url_path),
        length=timecode(duration) if duration else "",
        part_note=part_note,
        reenacted=reenacted,
        has_words=has_words,
        language=spoken,
    )
    return pk, film
