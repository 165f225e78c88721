"""What is new in the kennisbank as Atom feeds (RFC 4287): all of it, of one kind, of one opgave.

A page is new when it comes online, and once more when an editor says what changed on it. `updated`
is "the most recent instant when an entry was modified in a way the publisher considers significant"
(§4.2.15): a typo that was corrected is none.
"""

import uuid
from datetime import UTC, datetime
from typing import NamedTuple

from django.contrib.syndication.views import Feed
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import get_language, gettext as _
from django.views.decorators.http import require_safe

from knowledge import addresses, closing
from knowledge.head import feeds
from knowledge.head.words import names_somebody_hidden, printable, publisher
from knowledge.models import KnowledgePage, ListPage, OpgavePage, PageChange
from knowledge.models.kinds import kinds
from knowledge.pages import changes
from knowledge.pages.queries import visible
from knowledge.reading import cards
from knowledge.reading.cards import PageCard
from office.mail.kinds import absolute
from office.revalidated import revalidated

MOST = 30
NEVER = datetime(1970, 1, 1, tzinfo=UTC)


class Item(NamedTuple):
    """An entry: a page, how a list shows it, and what was said of its last change."""

    page: KnowledgePage
    card: PageCard
    change: PageChange | None


class _Atom(Atom1Feed):
    """Django's own; an empty feed has not changed since a moment ago."""

    def latest_post_date(self) -> datetime:
        return super().latest_post_date() if self.items else NEVER


class NewPages(Feed):
    """The newest pages in the language that is asked for; who wrote them is the organisation."""

    feed_type = _Atom

    def title(self, _of: object) -> str:
        """Return what the feed is called."""
        return feeds.all_title()

    def link(self, _of: object) -> str:
        """Return the page of which this is the feed."""
        return absolute(reverse("wagtail_serve", args=["kennisbank/"]))

    def feed_url(self, _of: object) -> str:
        """Return where the feed itself is; else Django takes the host of the request."""
        return absolute(reverse("feed"))

    def subtitle(self, _of: object) -> str:
        """Return what is in it."""
        return _("Wat er nieuw bij komt, van collega’s uit het hele land.")

    def feed_guid(self, _of: object) -> str:
        """Return what names the feed for good, on whichever host and in whichever words."""
        return _name(f"feed {get_language()}")

    def author_name(self) -> str:
        """Return who publishes."""
        return publisher()

    def pages(self, _of: object) -> QuerySet[KnowledgePage]:
        """Return the pages that may be in the feed, the newest first."""
        return cards.pages(get_language())

    def items(self, of: object) -> list[Item]:
        """Return the newest pages with their cards, and what was said of the last change."""
        newest = changes.renewed(self.pages(of)).only(*cards.COLUMNS)
        pages = list(newest.order_by("-renewed_at", "-pk")[:MOST])
        said = changes.newest(pages)
        found = zip(pages, cards.cards(pages), strict=True)
        return [Item(page, card, said.get(page.pk)) for page, card in found]

    def item_title(self, item: Item) -> str:
        """Return the title, as plain text."""
        return printable(item.card.title)

    def item_description(self, item: Item) -> str | None:
        """Return what the page is about, as HTML: Django marks it so."""
        said = _("Bijgewerkt: %(sentence)s") % {"sentence": item.change} if item.change else ""
        texts = [text for text in (said, item.card.text) if text]
        shown = [escape(printable(text)) for text in texts if not names_somebody_hidden(text)]
        return "".join(f"<p>{text}</p>" for text in shown) if said else "".join(shown) or None

    def item_link(self, item: Item) -> str:
        """Return where it is read."""
        return absolute(item.card.url)

    def item_guid(self, item: Item) -> str:
        """Return what names the page for good: not its address, which may change."""
        return _name(f"{item.page.translation_key} {get_language()}")

    def item_pubdate(self, item: Item) -> datetime | None:
        """Return when it came online."""
        return item.page.first_published_at

    def item_updateddate(self, item: Item) -> datetime:
        """Return when it came online, or last changed for readers; every entry must have one."""
        return item.change.published_at if item.change else item.page.first_published_at or NEVER

    def item_categories(self, item: Item) -> list[str]:
        """Return its kind."""
        return [item.card.kind_label]


class NewOfKind(NewPages):
    """The newest pages of one kind."""

    def get_object(self, _request: HttpRequest, kind: str) -> type[KnowledgePage]:
        """Return the kind that is asked for."""
        for model in kinds():
            if model.kind == kind:
                return model
        raise Http404(f"No kind {kind!r}: there are {', '.join(one.kind for one in kinds())}.")

    def title(self, of: type[KnowledgePage]) -> str:
        """Return what the feed is called."""
        return feeds.kind_title(of)

    def feed_url(self, of: type[KnowledgePage]) -> str:
        """Return where the feed itself is."""
        return absolute(reverse("feed_of_kind", args=[of.kind]))

    def feed_guid(self, of: type[KnowledgePage]) -> str:
        """Return what names the feed for good."""
        return _name(f"feed {of.kind} {get_language()}")

    def link(self, of: type[KnowledgePage]) -> str:
        """Return the list of the kind, else that of everything."""
        page = visible(ListPage, get_language()).filter(lists=of.kind).order_by("path").first()
        return absolute(addresses.url(page)) if page else super().link(of)

    def pages(self, of: type[KnowledgePage]) -> QuerySet[KnowledgePage]:
        """Return the pages of the kind."""
        return cards.pages(get_language(), of)


class NewOfOpgave(NewPages):
    """The newest pages about one opgave."""

    def get_object(self, _request: HttpRequest, slug: str) -> OpgavePage:
        """Return the opgave in the language that is asked for, else in another."""
        pages = closing.visible(OpgavePage.objects.filter(slug=slug, alias_of=None))
        found = sorted(pages, key=lambda page: page.locale.language_code != get_language())
        if not found:
            raise Http404(f"No opgave {slug!r}")
        return found[0]

    def title(self, of: OpgavePage) -> str:
        """Return what the feed is called."""
        return printable(feeds.opgave_title(of))

    def link(self, of: OpgavePage) -> str:
        """Return the page of the opgave."""
        return absolute(addresses.url(of))

    def feed_url(self, of: OpgavePage) -> str:
        """Return where the feed itself is."""
        return absolute(reverse("feed_of_opgave", args=[of.slug]))

    def feed_guid(self, of: OpgavePage) -> str:
        """Return what names the feed for good."""
        return _name(f"feed {of.translation_key} {get_language()}")

    def pages(self, of: OpgavePage) -> QuerySet[KnowledgePage]:
        """Return the pages about it."""
        about = {"opgaven__opgave__translation_key": of.translation_key}
        return cards.pages(get_language()).filter(**about).distinct()


def _name(text: str) -> str:
    """Return the same URN for the same text, on whichever host."""
    return uuid.uuid5(uuid.NAMESPACE_OID, f"kenniskring {text}").urn


new = require_safe(revalidated(NewPages()))
of_kind = require_safe(revalidated(NewOfKind()))
of_opgave = require_safe(revalidated(NewOfOpgave()))
