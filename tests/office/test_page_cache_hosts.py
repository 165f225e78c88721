"""Under which hosts a page is kept: those of the sites, each in its own spelling."""

import pytest
from django.core.cache import caches
from django.db import InterfaceError
from django.db.models import F
from django.http import HttpResponse
from wagtail.models import Site as WagtailSite

from office import page_cache, page_changes
from office.models import PageGeneration
from tests.office.test_page_cache import Site, get, renderings

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_is_kept() -> None:
    page_changes.raise_generation()
    caches["pages"].clear()


@pytest.fixture
def second_site() -> WagtailSite:
    """A second site, at a port of its own."""
    root = WagtailSite.objects.get().root_page
    site = WagtailSite.objects.create(hostname="testserver", port=8000, root_page=root)
    page_changes.raise_generation()
    return site


def test_page_of_another_site_is_kept_apart(second_site):
    other = get("/a/", headers={"host": "testserver:8000"})
    assert renderings(Site(), get("/a/"), other, get("/a/"), other) == ["1", "2", "1", "2"]


@pytest.mark.parametrize(
    "host",
    ["localhost:80", "localhost:8000", "localhost.", "LOCALHOST", "testserver", "testserver:80"],
)
def test_page_is_not_kept_under_another_spelling_of_our_host(host, second_site):
    # Its answer may name the host as it was asked, and spellings without end would push pages out.
    site = Site(lambda request, _words: HttpResponse(request.build_absolute_uri()))
    other = get("/a/", headers={"host": host})
    assert renderings(site, other, get("/a/")) == [f"http://{host}/a/", "http://localhost/a/"]
    assert renderings(site, other, get("/a/")) == [f"http://{host}/a/", "http://localhost/a/"]
    assert len(caches["pages"]._cache) == 1


def test_page_would_be_kept_under_another_spelling_when_every_host_were_ours(monkeypatch):
    # The negative control.
    monkeypatch.setattr(page_cache.signal, "hosts", lambda _generation: ["localhost", "LOCALHOST"])
    other = get("/a/", headers={"host": "LOCALHOST"})
    assert renderings(Site(), get("/a/"), other, other) == ["1", "2", "2"]


def test_page_is_kept_under_the_new_host_when_a_site_gets_another():
    site = Site()
    other = get("/a/", headers={"host": "testserver"})
    assert renderings(site, get("/a/"), other, other) == ["1", "2", "3"]
    WagtailSite.objects.update(hostname="testserver")
    # Another process raised it: this one only reads.
    PageGeneration.objects.update(value=F("value") + 1)
    page_cache.signal._reading = (None, float("-inf"))
    assert renderings(site, get("/a/"), other, other) == ["4", "5", "5"]


def test_pages_go_on_when_the_sites_cannot_be_read(monkeypatch):
    def fail(*_args: object, **_kwargs: object) -> None:
        raise InterfaceError("closed")

    with monkeypatch.context() as broken:
        broken.setattr(WagtailSite.objects, "all", fail)
        site = Site()
        assert renderings(site, get("/a/"), get("/a/")) == ["1", "2"]
    assert renderings(site, get("/a/"), get("/a/")) == ["3", "3"]


def test_pages_are_kept_and_answered_beside_a_site_whose_host_is_no_host():
    root = WagtailSite.objects.get().root_page
    WagtailSite.objects.create(hostname="[naam].nl", port=80, root_page=root)
    page_changes.raise_generation()

    assert renderings(Site(), get("/a/"), get("/a/")) == ["1", "1"]
