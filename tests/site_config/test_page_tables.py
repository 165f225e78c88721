"""Every model stands in one of the two lists, so that nobody forgets to choose."""

from collections.abc import Iterable

from django.apps import apps
from django.db import models
from django.test.utils import isolate_apps
from wagtail.models import Page

from site_config import page_tables

ON_SQLITE_ALONE = {"wagtailsearch.SQLiteFTSIndexEntry"}


def forgotten(models: Iterable[type[models.Model]]) -> list[str]:
    """Return the models that stand in neither list, but for pages."""
    listed = {*page_tables.HEARD, *page_tables.SILENT}
    # A proxy writes the table of another; tests make one.
    tables = [model for model in models if not model._meta.proxy]
    others = (model for model in tables if not issubclass(model, Page) or model is Page)
    return [label for model in others if (label := model._meta.label) not in listed]


def test_every_model_stands_in_one_list():
    assert forgotten(apps.get_models(include_auto_created=True)) == []


@isolate_apps("taggit")
def test_model_is_named_when_it_stands_in_neither_list():
    # The negative control.
    class Leaflet(models.Model):  # noqa: DJ008 -- never shown
        class Meta:
            app_label = "knowledge"

    assert forgotten([Leaflet]) == ["knowledge.Leaflet"]


def test_no_model_stands_in_both_or_is_gone():
    known = {model._meta.label for model in apps.get_models(include_auto_created=True)}
    assert set(page_tables.HEARD) & set(page_tables.SILENT) == set()
    assert {*page_tables.HEARD, *page_tables.SILENT} - known - ON_SQLITE_ALONE == set()
    assert set(page_tables.SILENT_FIELDS) - set(page_tables.HEARD) == set()
    for names in (page_tables.HEARD, page_tables.SILENT):
        assert names == sorted(names)
