"""What the templates of pages ask of knowledge: one tag, one known number of queries."""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from django import template
from django.http import HttpRequest, QueryDict
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from knowledge.models import (
    FrameworkPage,
    HomePage,
    KnowledgePage,
    ListPage,
    OpgavePage,
    PageChange,
    ProgrammePage,
    Question,
    ReadingGuidePage,
    SitePage,
)
from knowledge.pages import changes as page_changes, site_pages
from knowledge.questions import rows as question_rows
from knowledge.reading import (
    along,
    around as pages_around,
    cards,
    facts as page_facts,
    guides,
    home,
    lists,
    opgaven,
    streams as page_streams,
)
from knowledge.reading.around import Around
from knowledge.reading.wrong_address import WrongAddress, wrong_address
from knowledge.text.blocks import PartnerValue
from knowledge.text.choices import Approach, Change, Level, Part, Voice, label_of
from search import preferences

register = template.Library()

T = TypeVar("T")


def _language() -> str:
    return get_language() or "nl"


register.filter("first_slug", site_pages.first_slug)
register.filter("approach_name", partial(label_of, Approach))
register.filter("level_name", partial(label_of, Level))
register.filter("part_name", partial(label_of, Part))
register.filter("still_open", page_streams.still_open)
register.filter("voice_name", partial(label_of, Voice))
register.filter("noticed", lambda change: label_of(Change, change))


def _once(context: template.Context, what: str, page: SitePage, read: Callable[[], T]) -> T:
    """Return what read returns, read once for a whole rendering: hero and content both ask."""
    kept = context.render_context.setdefault(_once, {})
    if (what, page.pk) not in kept:
        kept[what, page.pk] = read()
    return kept[what, page.pk]


@register.simple_tag(takes_context=True)
def facts(context: template.Context, page: SitePage) -> page_facts.Facts:
    """Return speakers, gemeenten, opgaven and audiences of page; a query for each that is shown."""
    return _once(context, "facts", page, lambda: page_facts.Facts(page, _language()))


@register.simple_tag(takes_context=True)
def dated(context: template.Context, page: SitePage) -> str:
    """Return when it was said that page tells, as it is known, for who cites it; "" else."""
    is_dated = isinstance(page, KnowledgePage) and page.date_says_when_it_was_said
    return facts(context, page).date if is_dated else ""


@register.simple_tag(takes_context=True)
def around(context: template.Context, page: KnowledgePage) -> Around:
    """Return the pages to go on to: film, source, what is like it; six queries."""
    return _once(
        context,
        "around",
        page,
        lambda: pages_around.around(page, _language(), page_streams.pointed_pages(page)),
    )


@register.simple_tag(takes_context=True)
def streams(
    context: template.Context, page: SitePage, *names: str
) -> dict[str, list[page_streams.StreamItem]]:
    """Return the items of the named streams; ask for the pages around first, if at all."""
    asked = context.render_context.get(_once, {}).get(("around", page.pk))
    return page_streams.streams(page, _language(), *names, shown=asked.pointed if asked else None)


@register.filter
def sections(items: list[page_streams.StreamItem]) -> list[page_streams.Section]:
    """Return items under their headings."""
    return page_streams.sections(items)


@register.filter
def phases(items: list[page_streams.StreamItem]) -> list[page_streams.Phase]:
    """Return items under the phases of a framework."""
    return page_streams.phases(items)


@register.simple_tag(takes_context=True)
def as_included(context: template.Context, name: str) -> SafeString:
    """Return what a template shows here, for whoever must know first whether that is anything."""
    return context.template.engine.get_template(name).render(context)


@register.filter
def partners(items: list[page_streams.StreamItem]) -> list[PartnerValue]:
    """Return the organisations and groups in items that have a name, in their order."""
    rows = [row for item in items if item.kind == "partners" for row in item.value["items"]]
    return [row for row in rows if row.has_name]


@register.simple_tag
def evidence(page: FrameworkPage) -> list[page_streams.Evidence]:
    """Return the passages that show something of a framework, as far as everybody may read them."""
    return page_streams.evidence(page)


@register.simple_tag
def left_behind() -> str:
    """Return the selector of what of a page is not taken along."""
    return along.LEFT_BEHIND


@register.simple_tag(takes_context=True)
def guide_steps(context: template.Context, page: ReadingGuidePage) -> tuple[guides.Step, ...]:
    """Return the questions of a guide; five queries at most, also when hero and content ask."""
    return _once(context, "guide steps", page, lambda: guides.steps(page))


@register.simple_tag
def guide_bars(page: SitePage | None) -> list[guides.Bar]:
    """Return what page shows of the guides that lead to it."""
    return guides.bars(page, _language()) if page and page.pk else []


@register.simple_tag
def guide_bars_of_question(question: Question) -> list[guides.Bar]:
    """Return what the page of a question shows of the guides that lead to it."""
    return guides.bars_of_question(question, _language())


@register.simple_tag
def belonging(page: ProgrammePage) -> list[cards.PageCard]:
    """Return the guides, sheets and frameworks of a programme; two queries."""
    return pages_around.belonging(page, _language())


@register.simple_tag
def minutes(page: SitePage) -> int:
    """Return the minutes it takes to read page; no query."""
    return page_facts.minutes_to_read(page)


@register.simple_tag(takes_context=True)
def home_content(context: template.Context, page: HomePage) -> home.HomeContent:
    """Return everything the home page lists."""
    return home.content(page, _language(), preferences.of(context.get("request")))


@register.simple_tag(takes_context=True)
def listed(context: template.Context, page: ListPage) -> lists.Listing:
    """Return what a list page shows for the address that was asked; title and head ask too."""
    request: HttpRequest | None = context.get("request")
    asked = request.GET if request else QueryDict()
    return _once(context, "listed", page, lambda: lists.listing(page, asked, _language()))


@register.simple_tag(takes_context=True)
def opgave_content(context: template.Context, page: OpgavePage) -> opgaven.OpgaveContent:
    """Return everything an opgave's page lists."""
    preference = preferences.of(context.get("request"))
    return opgaven.opgave_content(page, _language(), preference)


@register.simple_tag
def answered_here(page: SitePage) -> list[question_rows.QuestionRow]:
    """Return the questions that passages of page answer; three queries at most."""
    return question_rows.answered_on(page.pk)


@register.simple_tag(takes_context=True)
def asked_in_vain(context: template.Context) -> WrongAddress:
    """Return what to offer at an address where nothing stands; one query."""
    path = context["request"].path if "request" in context else ""
    return wrong_address(path, _language())


@register.simple_tag
def dutch_only() -> int:
    """Return how many pages of knowledge are there in Dutch alone; one query, in Dutch none."""
    return lists.dutch_only(_language())


@register.simple_tag
def said_changes(page: SitePage) -> list[PageChange]:
    """Return what was said of changes of page, the newest first; one query."""
    return page_changes.of(page)
