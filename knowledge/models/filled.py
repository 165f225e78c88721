"""Which sections of a page are filled in: an editor sees in its form what is missing."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.db.models import Model
from django.utils.functional import cached_property
from django.utils.text import capfirst
from wagtail.admin.panels import Panel


class Section(NamedTuple):
    """A section that a page of its kind is expected to have; `name` is its field."""

    name: str
    label: str


def sections(model: type[Model]) -> list[Section]:
    """Return the sections that pages of a kind are expected to have, in the order of its form."""
    names = getattr(model, "expected", ())
    return [Section(name, capfirst(model._meta.get_field(name).verbose_name)) for name in names]


def empty(model: type[Model], content: Mapping[str, Any]) -> list[Section]:
    """Return the sections without content in a version, as Wagtail stores one."""
    return [section for section in sections(model) if content.get(section.name) in EMPTY]


# How a stream without blocks is stored.
EMPTY = (None, "", "[]")


class FilledPanel(Panel):
    """How many sections are filled in, with a link to the field of each that is not."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "knowledge/pages/admin/filled.html"

        @cached_property
        def empty(self) -> list[Section]:
            page = self.instance
            return [one for one in sections(type(page)) if not getattr(page, one.name)]

        @property
        def total(self) -> int:
            return len(sections(type(self.instance)))

        @property
        def filled(self) -> int:
            return self.total - len(self.empty)

        @property
        def beside(self) -> str:
            """How the ids of the panels around this one begin."""
            return self.prefix.rpartition("-child-")[0]

        def is_shown(self) -> bool:
            # A new page has nothing yet, and says so itself.
            return super().is_shown() and bool(self.instance.pk)
