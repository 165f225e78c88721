"""The head of every page: what search engines, feed readers and shared links are told."""

import json
from dataclasses import replace
from html import unescape
from typing import Any

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from knowledge.head import data, feeds, films, pictures, tree
from knowledge.head.values import Data, Head
from knowledge.head.words import cut, describe, publisher
from knowledge.models import HomePage, ListPage, OpgavePage, RecordingPage, SitePage
from knowledge.templatetags.frame import ancestors, site_name
from knowledge.templatetags.knowledge_tags import listed
from knowledge.templatetags.recordings import recording_view
from office.mail.kinds import absolute

register = template.Library()

# In JSON these mean the same, and in HTML nothing: no title ends the script it stands in.
ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


@register.inclusion_tag("includes/head_meta.html", takes_context=True)
def head_meta(context: template.Context, title: str = "", description: str = "") -> dict[str, Any]:
    """Show the head that the view made, else that of the page of the tree.

    What is neither (a form, a confirmation, somebody's own page, an error) is not indexed; it may
    have a title and a description for who shares its link. So does what a view forgot.
    """
    page, head = context.get("page"), context.get("head")
    if head is None and isinstance(page, SitePage):
        head = _of_page(context, page, description)
    if head is None:
        words = cut(_plain(description)) or describe()
        head = Head(title=_plain(title), description=words, is_indexed=False)
    if head.title and head.picture is None:
        head = replace(head, picture=pictures.own())
    return {
        "head": head,
        "site_name": site_name(context),
        "data": [*head.data, *_breadcrumbs(context, head)],
    }


@register.simple_tag
def json_ld(value: Data) -> SafeString:
    """Return a value as the text of a script that no browser runs."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return mark_safe(text.translate(ESCAPES))


def _plain(words: str) -> str:
    """Return words as they were before a template escaped them: they are escaped where they end."""
    return unescape(words) if isinstance(words, SafeString) else words


def _of_page(context: template.Context, page: SitePage, description: str) -> Head:
    if isinstance(page, RecordingPage) and page.pk:
        film = recording_view(context, page)
        picture = films.picture(film.recording)
        head = tree.of_page(page, description=description, picture=picture)
        video = films.video(page, film.recording, head, captions=film.captions_url)
        if not head.is_indexed or video is None:
            return head
        return replace(head, kind="video.other", data=(*head.data, video))
    if isinstance(page, ListPage) and page.pk:
        number = _page_of_list(context, page)
        found = feeds.of_list(page)
        return tree.of_page(page, number=number, description=description, feeds=found)
    if isinstance(page, OpgavePage):
        return tree.of_page(page, description=description, feeds=feeds.of_opgave(page))
    head = tree.of_page(page, description=description)
    if not isinstance(page, HomePage) or not head.is_indexed:
        return head
    site = data.website(
        site_name(context),
        language=head.language,
        home=head.url,
        search=absolute(reverse("search")),
    )
    owner = {"@context": "https://schema.org", **data.organisation(publisher(), logo=_logo())}
    return replace(head, feeds=tuple(feeds.of_all()), data=(site, owner))


def _page_of_list(context: template.Context, page: ListPage) -> int:
    """Return which page of the whole list is shown; a filtered list is the list."""
    found = listed(context, page)
    return found.pages.number if found.pages and not found.query else 1


def _breadcrumbs(context: template.Context, head: Head) -> list[Data]:
    if not head.is_indexed or not head.url:
        return []
    page = context.get("page")
    if isinstance(page, SitePage):
        above, title = ancestors(context, page), page.title
    else:
        above, title = context.get("crumbs", []), head.title
    steps = [(str(one["title"]), absolute(one["url"])) for one in above if one["url"]]
    if not steps or steps[-1][1] != head.url:
        steps.append((title, head.url))
    found = data.breadcrumbs(steps)
    return [found] if found else []


def _logo() -> str:
    return pictures.own().url


register.filter("moment", data.moment)
