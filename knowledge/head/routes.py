"""The head of a page that is no page of the tree: it has a named address."""

from collections.abc import Iterable

from django.conf import settings
from django.urls import translate_url
from django.utils.translation import get_language

from knowledge.head.values import Data, Feed, Head
from knowledge.head.words import describe
from office.mail.kinds import absolute


def in_every_language(path: str) -> dict[str, str]:
    """Return the absolute address of a route by language; it answers in each of them."""
    return {code: absolute(translate_url(path, code)) for code, _name in settings.LANGUAGES}


def of_route(
    title: str,
    *descriptions: str,
    path: str,
    language: str = "",
    languages: dict[str, str] | None = None,
    kind: str = "website",
    data: Iterable[Data | None] = (),
    feeds: Iterable[Feed] = (),
) -> Head:
    """Return the head of what is read at path, with what describes it, the best first."""
    return Head(
        title=title,
        description=describe(*descriptions, title=title),
        url=absolute(path),
        language=language or get_language(),
        languages=languages or {},
        kind=kind,
        data=tuple(value for value in data if value),
        feeds=tuple(feeds),
    )
