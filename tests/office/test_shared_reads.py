"""What pages share: for whom, how long, and never for who stores something."""

import itertools
import time
from collections.abc import Callable

import pytest
from django.db import DatabaseError, connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from office import page_cache, page_changes, shared_reads
from office.models import PageGeneration
from office.page_cache import PageCacheMiddleware
from office.shared_reads import SharedReadsMiddleware, shared

# What is read in a transaction is shared with nobody: these commit.
pytestmark = pytest.mark.django_db(transaction=True)

get, post = RequestFactory().get, RequestFactory().post


@pytest.fixture(autouse=True)
def _generation() -> None:
    page_changes.raise_generation()


class Site:
    """A site whose pages say which reading they are made of."""

    def __init__(self) -> None:
        numbers = itertools.count(1)

        @shared
        def reading(_what: str) -> int:
            return next(numbers)

        self.reading = reading

    def page(self, request: HttpRequest) -> HttpResponse:
        return HttpResponse(f"{self.reading('site')} {self.reading('site')}")

    def words(self, request: HttpRequest) -> str:
        return SharedReadsMiddleware(self.page)(request).content.decode()


def test_pages_share_a_reading_while_the_generation_stands():
    site = Site()
    assert [site.words(get("/a/")), site.words(get("/b/?c=d"))] == ["1 1", "1 1"]


def test_arguments_are_read_apart():
    site = Site()
    with shared_reads.sharing({}):
        assert [site.reading(what) for what in "aba"] == [1, 2, 1]


def test_change_is_read():
    site = Site()
    site.words(get("/"))
    page_changes.raise_generation()
    assert site.words(get("/")) == "2 2"


def test_change_is_read_after_a_minute_when_its_signal_was_lost(monkeypatch):
    site = Site()
    site.words(get("/"))
    now = time.monotonic()
    monkeypatch.setattr(time, "monotonic", lambda: now + page_cache.LIFE)
    assert site.words(get("/")) == "2 2"


@pytest.mark.parametrize(
    ("request_", "read"),
    [
        (post("/"), "2 3"),
        (get("/", headers={"cookie": "sessionid=a"}), "2 2"),
        (get("/", headers={"authorization": "Basic a"}), "2 2"),
    ],
    ids=["form", "cookie", "authorization"],
)
def test_who_is_somebody_reads_for_herself(request_, read):
    site = Site()
    assert [site.words(get("/")), site.words(request_), site.words(get("/"))] == [
        "1 1",
        read,
        "1 1",
    ]


def test_deeds_and_loops_read_for_themselves():
    site = Site()
    site.words(get("/"))
    assert site.reading("site") == 2


def test_what_is_not_committed_is_shared_with_nobody():
    site = Site()
    with transaction.atomic():
        assert site.words(get("/")) == "1 1"
    assert site.words(get("/")) == "2 2"


def test_what_is_read_in_a_transaction_of_the_page_is_shared_with_nobody():
    site = Site()

    def page(_request):
        with transaction.atomic():
            return HttpResponse(f"{site.reading('site')} {site.reading('site')}")

    assert SharedReadsMiddleware(page)(get("/")).content == b"1 2"
    assert site.words(get("/")) == "3 3"


def _row_is_missing(_monkeypatch: pytest.MonkeyPatch) -> None:
    PageGeneration.objects.all()._raw_delete(connection.alias)


def _row_cannot_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_args: object, **_kwargs: object) -> None:
        raise DatabaseError("locked")

    monkeypatch.setattr(PageGeneration.objects, "values_list", fail)


@pytest.mark.parametrize("trouble", [_row_is_missing, _row_cannot_be_read])
def test_pages_go_on_by_themselves_when_there_is_no_generation(
    monkeypatch, trouble: Callable[[pytest.MonkeyPatch], None]
):
    site = Site()
    trouble(monkeypatch)
    page_cache.signal.forget()
    assert [site.words(get("/")), site.words(get("/"))] == ["1 1", "2 2"]


def test_memory_is_bounded(monkeypatch):
    monkeypatch.setattr(shared_reads, "MOST", 2)
    site = Site()
    with shared_reads.sharing({}):
        assert [site.reading(what) for what in "abcacb"] == [1, 2, 3, 1, 4, 2]


def test_page_is_kept_no_longer_than_what_it_is_made_of(monkeypatch):
    site = Site()
    kept = PageCacheMiddleware(SharedReadsMiddleware(site.page))
    now = time.monotonic()
    monkeypatch.setattr(time, "monotonic", lambda: now)
    site.words(get("/other/"))
    now += page_cache.LIFE - 1
    assert kept(get("/")).content == b"1 1"
    # The reading is a minute old now, though the page is not.
    now += 1
    assert kept(get("/")).content == b"2 2"
