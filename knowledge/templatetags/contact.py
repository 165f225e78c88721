"""The way from a page to its gemeente."""

from django import template

from knowledge.contact import queries
from knowledge.models import KnowledgePage
from knowledge.reading.facts import Facts

register = template.Library()


@register.simple_tag
def way_in(page: KnowledgePage, fact: Facts) -> queries.WayIn | None:
    """Return the way to the gemeente of a page, None without one; one query."""
    return queries.way_in(page.pk, {one.slug: one.name for one in fact.gemeenten})
