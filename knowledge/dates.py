"""The date of a page where a higher room knows it: a report has the date of its meeting."""

from collections.abc import Callable
from typing import NamedTuple

from wagtail.models import Page

from office.registry import Registry


class PageDate(NamedTuple):
    """A date in words, in the language of its page, and as text that sorts: "2026-04-14"."""

    text: str
    sort: str


Resolver = Callable[[list[Page]], dict[int, PageDate]]

DATES: Registry[Resolver] = Registry("page date")


def elsewhere(pages: list[Page]) -> dict[int, PageDate]:
    """Return {pk: date} of the pages that do not have the date in their own fields."""
    return {pk: day for resolve in DATES.values() for pk, day in resolve(pages).items()}
