"""Pages of the demonstration made from plain values, once each."""

from datetime import date
from typing import Any

from django.conf import settings
from wagtail.models import Locale

from knowledge.demo.reference_data import list_page, opgave
from knowledge.models import KnowledgePage, Organisation, PageAudience, PageOpgave

Body = list[tuple[str, Any]]
# When the pages were last compared with their sources.
CHECKED_ON = date(2026, 11, 27)


def partners(*rows: dict[str, str]) -> tuple[str, dict]:
    """Return a block with who takes part; an organisation is named by its slug and made here."""
    return "partners", {"items": [_with_organisation(row) for row in rows]}


def page(
    kind: type[KnowledgePage],
    slug: str,
    *,
    audiences: tuple[str, ...] = (),
    opgaven: tuple[int, ...] = (),
    **values: Any,
) -> KnowledgePage:
    """Return the published page of this kind and slug; made when it is not there."""
    parent = list_page(kind.kind)
    known = kind.objects.child_of(parent).filter(slug=slug).first()
    if known is not None:
        return known
    locale = Locale.objects.get(language_code=settings.LANGUAGE_CODE)
    made = kind(locale=locale, slug=slug, checked_on=CHECKED_ON, **values)
    made.audiences = [
        PageAudience(audience=audience, sort_order=order)
        for order, audience in enumerate(audiences)
    ]
    made.opgaven = [
        PageOpgave(opgave=opgave(number), sort_order=order) for order, number in enumerate(opgaven)
    ]
    parent.add_child(instance=made)
    made.save_revision().publish()
    return made


def _with_organisation(row: dict[str, str]) -> dict[str, Any]:
    if "organisation" not in row:
        return dict(row)
    slug, name = row["organisation"].split("|")
    organisation, _made = Organisation.objects.get_or_create(slug=slug, defaults={"name": name})
    return {**row, "organisation": organisation}
