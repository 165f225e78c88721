"""The gemeenten and people of whom the site has something, for its map."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime

from django.db.models import QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import translation

from knowledge import closing
from knowledge.head.routes import in_every_language
from knowledge.models import PageGemeente, PageSpeaker
from knowledge.reading.sitemap import PLACES, Place
from office.mail.kinds import absolute


def places() -> Iterator[Place]:
    """Yield both lists, and the page of each of them that has something, in each language.

    Two queries.
    """
    for name in ("gemeente_list", "person_list"):
        languages = in_every_language(reverse(name))
        for url in languages.values():
            yield Place(url, languages=languages)
    gemeenten = PageGemeente.objects.filter(closing.visible_at("page"), page__alias_of=None)
    # One that merged leads to the gemeente that it belongs to today.
    today = gemeenten.annotate(today=Coalesce("gemeente__merged_into__slug", "gemeente__slug"))
    yield from _places("gemeente", today, "today")
    speakers = PageSpeaker.objects.filter(closing.visible_at("page"), page__alias_of=None)
    # Who is shown by role has no page.
    yield from _places("person", speakers.filter(person__show_as_role=False), "person__slug")


def register() -> None:
    """Register them."""
    PLACES.register("directory", places)


def _places(name: str, rows: QuerySet, slug: str) -> Iterator[Place]:
    """Yield the pages called name of what stands on pages, by the slug; one query."""
    changes: dict[str, dict[str, list[datetime]]] = defaultdict(lambda: defaultdict(list))
    columns = (slug, "page__locale__language_code", "page__last_published_at")
    for one, language, changed in rows.order_by(slug, "page__locale").values_list(*columns):
        changes[one][language] += [changed] if changed else []
    for one, by_language in changes.items():
        addresses = {}
        for language in by_language:
            with translation.override(language):
                addresses[language] = absolute(reverse(name, args=[one]))
        for language, moments in by_language.items():
            yield Place(addresses[language], max(moments, default=None), addresses)
