"""Ten thousand pages in half a minute: copies of the demonstration's, as rows.

Whole pages of a size as in life, which route, list and render; without revisions and passages.
"""

import itertools
import uuid
from collections.abc import Iterator
from datetime import timedelta

from django.apps import apps
from django.db import connection, transaction
from django.db.models import Field, Model
from django.utils import timezone
from modelcluster.models import get_all_child_relations
from wagtail.models import Locale, Page

SLUG = "proef"
BATCH = 500


def fill(total: int, texts: tuple[int, ...] = (10, 9, 10)) -> dict[str, int]:
    """Copy a report, a case and a page of text until there are total more pages; return how many.

    Reports and cases are below their lists; so many pages of text below one, so many below each of
    those, and so on.
    """
    report, case, text = (pattern(name) for name in ("ReportPage", "CasePage", "TextPage"))
    with transaction.atomic():
        counts = {"pages of text": copy(text, text, texts)}
        left = total - counts["pages of text"]
        counts["reports"] = copy(report, report.get_parent(), (left // 2,))
        counts["cases"] = copy(case, case.get_parent(), (left - left // 2,))
    if connection.vendor == "postgresql":
        # Its own daemon would do this within a minute; nobody does it for a SQLite file.
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    return counts


def pattern(model_name: str) -> Page:
    """Return the first Dutch page of a kind."""
    model = apps.get_model("knowledge", model_name)
    return model.objects.filter(locale=Locale.get_default(), live=True).order_by("path").first()


def copy(page: Page, parent: Page, widths: tuple[int, ...]) -> int:
    """Put copies of page below parent, and by each further width below every copy of the last."""
    model = type(page)
    level = [Page.objects.get(pk=parent.pk)]
    made: list[Page] = []
    numbers = itertools.count(1)
    for width in widths:
        level = _insert(list(_below(page, level, width, numbers)), level)
        made += level
    for each in (*reversed(model._meta.get_parent_list()), model):
        if each is not Page:
            _copy_row(page, each)
    for relation in get_all_child_relations(model):
        if relation.related_model._meta.app_label == model._meta.app_label:
            _copy_children(page, made, relation.field)
    return len(made)


def _below(page: Page, parents: list[Page], width: int, numbers: Iterator[int]) -> Iterator[Page]:
    columns = [f.attname for f in Page._meta.local_concrete_fields if not f.primary_key]
    values = {column: getattr(page, column) for column in columns}
    kind, now = page._meta.model_name.removesuffix("page"), timezone.now()
    for parent in parents:
        last = parent.get_last_child() if parent.numchild else None
        first = Page._str2int(last.path[-Page.steplen :]) + 1 if last else 1
        for index in range(first, first + width):
            number = next(numbers)
            slug = f"{SLUG}-{kind}-{number}"
            yield Page(
                **{
                    **values,
                    "path": Page._get_path(parent.path, parent.depth + 1, index),
                    "depth": parent.depth + 1,
                    "numchild": 0,
                    "title": f"{page.title} {number}",
                    "draft_title": f"{page.title} {number}",
                    "slug": slug,
                    "url_path": f"{parent.url_path}{slug}/",
                    "translation_key": uuid.uuid4(),
                    "latest_revision_id": None,
                    "live_revision_id": None,
                    "first_published_at": now - timedelta(minutes=number),
                    "last_published_at": now - timedelta(minutes=number),
                }
            )


def _insert(level: list[Page], parents: list[Page]) -> list[Page]:
    Page.objects.bulk_create(level, batch_size=BATCH)
    by_path = {parent.path: parent for parent in parents}
    for page in level:
        by_path[page.path[: -Page.steplen]].numchild += 1
    Page.objects.bulk_update(parents, ["numchild"], batch_size=BATCH)
    return level


def _copy_row(page: Page, model: type[Model]) -> None:
    """Give each copy the row that page has in the table of model."""
    quote = connection.ops.quote_name
    link = model._meta.pk
    others = [field for field in model._meta.local_concrete_fields if field is not link]
    names = ", ".join(quote(field.column) for field in (link, *others))
    values = ", ".join("NULL" if field.unique else f"own.{quote(field.column)}" for field in others)
    table, pages = quote(model._meta.db_table), quote(Page._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({names}) "  # noqa: S608 -- names of our own tables
            f"SELECT page.id{', ' if others else ''}{values} FROM {table} own, {pages} page "
            f"WHERE own.{quote(link.column)} = %s AND page.content_type_id = %s "
            "AND page.slug LIKE %s",
            [page.pk, page.content_type_id, f"{SLUG}-%"],
        )


def _copy_children(page: Page, copies: list[Page], key: Field) -> None:
    """Give each copy as many rows as page has, spread over all that such rows can point at."""
    model = key.model
    rows = list(model._default_manager.filter(**{key.attname: page.pk}).values())
    ways = {
        field.attname: itertools.cycle(_targets(field))
        for field in model._meta.concrete_fields
        if field.many_to_one and field is not key
    }
    model._default_manager.bulk_create(
        (
            model(
                **{
                    **{name: value for name, value in row.items() if name != "id"},
                    key.attname: each.pk,
                    **{name: next(way) for name, way in ways.items()},
                }
            )
            for each in copies
            for row in rows
        ),
        batch_size=BATCH,
    )


def _targets(field: Field) -> list[int | None]:
    targets = field.related_model._default_manager.order_by("pk")
    if issubclass(field.related_model, Page):
        # Rows point at pages in the source language only.
        targets = targets.filter(locale=Locale.get_default(), live=True).exclude(
            slug__startswith=SLUG
        )
    return list(targets.values_list("pk", flat=True)) or [None]
