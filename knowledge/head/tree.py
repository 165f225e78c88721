"""The head of a page of the tree."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime

from django.utils import timezone
from wagtail.models import Page

from knowledge import addresses, closing
from knowledge.head import data, pictures
from knowledge.head.values import Data, Feed, Head, Picture
from knowledge.head.words import describe, publisher, title_of_page
from knowledge.models import KnowledgePage, Passage, SitePage
from knowledge.pages import changes
from knowledge.pages.queries import language_of, translated
from office.mail.kinds import absolute
from office.registry import Registry

# What an editor or a kind may say a page is about, the best first.
SAID_IN = ("search_description", "summary", "aim", "intro")

# What else a page is about, which another room knows: (page, now=) -> values.
ALSO_ABOUT: Registry[Callable[..., list[Data]]] = Registry("What a page is about")


def of_page(
    page: SitePage,
    *,
    number: int = 1,
    description: str = "",
    picture: Picture | None = None,
    feeds: Iterable[Feed] = (),
) -> Head:
    """Return the head of a page; one that not everybody may read says nothing of itself.

    `number` is that of one page of a list, which has an address of its own and in other languages
    lists something else. `description` is said where the editors say nothing.
    """
    if not page.pk or not closing.is_visible(page):
        # A draft in a preview, a closed page, and the log-in in its place.
        return Head(description=describe(), is_indexed=False)
    read_at = page.alias_of if page.alias_of_id else page
    address = addresses.url(read_at) if closing.is_visible(read_at) else ""
    title = title_of_page(page.seo_title or getattr(page, "heading", "") or page.title, number)
    query = f"?pagina={number}" if number > 1 else ""
    is_knowledge = isinstance(page, KnowledgePage)
    head = Head(
        title=title,
        description=description_of(page, otherwise=description),
        url=absolute(address) + query if address else "",
        language=language_of(page),
        kind="article" if is_knowledge else "website",
        picture=picture or pictures.first_figure(page) or pictures.own(),
        is_indexed=bool(address),
        feeds=tuple(feeds),
    )
    if address and not page.alias_of_id and not query:
        head = replace(head, languages=languages_of(page))
    if is_knowledge and address:
        head = replace(head, data=(_article(page, head), *_also(page, now=timezone.now())))
    return head


def languages_of(page: Page) -> dict[str, str]:
    """Return the absolute address of each language in which everybody may read a page."""
    entries = (entry for _pk, entry in translated(page) if entry["url"])
    return {entry["language"]: absolute(entry["url"]) for entry in entries}


def description_of(page: SitePage, *, otherwise: str = "") -> str:
    """Return what a page is about; a query for one of which no editor says it."""
    fields = (getattr(page, name, "") for name in SAID_IN)
    # The aim of an action sheet is a text of paragraphs: those are passages.
    said = [value for value in fields if isinstance(value, str)]
    if not any(said):
        passages = Passage.objects.live().filter(page=page.alias_of_id or page.pk)
        words = passages.exclude(text="").in_order().values_list("text", flat=True)
        said = [otherwise or words.first() or ""]
    return describe(*said, title=page.title)


def _also(page: KnowledgePage, *, now: datetime) -> list[Data]:
    return [value for find in ALSO_ABOUT.values() for value in find(page, now=now)]


def last_changed(page: KnowledgePage) -> datetime | None:
    """Return when a page last changed for its readers: a corrected typo is no such change."""
    said = changes.of(page)
    return said[0].published_at if said else page.first_published_at


def _article(page: KnowledgePage, head: Head) -> Data:
    return data.article(
        title=head.title,
        description=head.description,
        url=head.url,
        language=head.language,
        publisher=publisher(),
        published=page.first_published_at,
        changed=last_changed(page),
        picture=head.picture,
    )
