"""What the templates of pages ask of knowledge: one tag, one known number of queries."""

from django import template
from django.http import HttpRequest
from django.utils.translation import get_language

from knowledge import home, lists, page_facts, page_parts, queries, question_rows
from knowledge.models import (
    CasePage,
    HomePage,
    KnowledgePage,
    ListPage,
    OpgavePage,
    ReportPage,
)

register = template.Library()


def _language() -> str:
    return get_language() or "nl"


@register.simple_tag(takes_context=True)
def facts(context: template.Context, page: KnowledgePage) -> page_facts.Facts:
    """Return speakers, gemeenten, opgaven and audiences of page; one query."""
    # Hero and content both ask; one reading serves the whole rendering.
    kept = context.render_context.setdefault(facts, {})
    if page.pk not in kept:
        kept[page.pk] = page_facts.facts(page, _language())
    return kept[page.pk]


@register.simple_tag
def parts(page: KnowledgePage, *names: str) -> dict[str, list[page_parts.Part]]:
    """Return the parts of the named streams."""
    return page_parts.streams(page, _language(), *names)


@register.filter
def sections(parts: list[page_parts.Part]) -> list[page_parts.Section]:
    """Return parts under their headings."""
    return page_parts.sections(parts)


@register.simple_tag
def minutes(page: KnowledgePage) -> int:
    """Return the minutes it takes to read page; no query."""
    return page_facts.minutes_to_read(page)


@register.simple_tag
def home_content(page: HomePage) -> home.HomeContent:
    """Return everything the home page lists."""
    return home.content(page, _language())


@register.simple_tag(takes_context=True)
def listed(context: template.Context, page: ListPage) -> lists.Listing:
    """Return what a list page shows for the address that was asked."""
    request: HttpRequest | None = context.get("request")
    return lists.listing(page, request.GET if request else {}, _language())


@register.simple_tag
def opgave_content(page: OpgavePage) -> lists.OpgaveContent:
    """Return everything an opgave's page lists."""
    return lists.opgave_content(page, _language())


@register.simple_tag
def film_of(page: ReportPage) -> queries.Film | None:
    """Return the film of a report, or None; one query."""
    return queries.film_of(page, _language())


@register.simple_tag
def around(page: CasePage | ReportPage) -> queries.Around:
    """Return the pages to go on to: where a case comes from, what is like it."""
    return queries.around(page, _language())


@register.simple_tag
def answered_here(page: KnowledgePage) -> list[question_rows.QuestionRow]:
    """Return the questions that passages of page answer; one query."""
    return question_rows.answered_on(page.pk)
