"""What is kept, for whom and how long; with a view in place of the site."""

import itertools
import pickle
import threading
import time
from collections.abc import Callable

import pytest
from django.core.cache import caches
from django.db import DatabaseError, InterfaceError, transaction
from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.test import RequestFactory

from office import page_cache, page_changes
from office.models import PageGeneration
from office.page_cache import PageCacheMiddleware, keep_briefly
from tests.threads import in_thread

pytestmark = pytest.mark.django_db

# The site that the first migration makes is called so, at port 80.
asked = RequestFactory(SERVER_NAME="localhost")
get = asked.get


@pytest.fixture(autouse=True)
def _nothing_is_kept() -> None:
    page_changes.raise_generation()
    caches["pages"].clear()


class Site:
    """A site whose every rendering is another one, behind the cache."""

    def __init__(self, make: Callable[[HttpRequest, str], HttpResponse] | None = None) -> None:
        self.count = itertools.count(1)
        self.make = make or (lambda _request, words: HttpResponse(words))
        self.answer = PageCacheMiddleware(self.render)

    def render(self, request: HttpRequest) -> HttpResponse:
        return self.make(request, f"rendering {next(self.count)}")

    def words(self, request: HttpRequest) -> str:
        return b"".join(self.answer(request)).decode()


def renderings(site: Site, *requests: HttpRequest) -> list[str]:
    return [site.words(request).removeprefix("rendering ") for request in requests]


def test_page_is_rendered_once_when_it_is_asked_twice():
    site = Site()
    head = asked.head
    assert renderings(site, get("/a/"), get("/a/"), head("/a/"), get("/a/?")) == ["1"] * 4


def test_kept_answer_is_the_rendered_one_in_all_that_it_says():
    def make(_request, words):
        return HttpResponse(words, status=410, headers={"Content-Language": "nl", "X-A": "b"})

    site = Site(make)
    first, second = site.answer(get("/a/")), site.answer(get("/a/"))
    assert (second.status_code, second.content) == (410, b"rendering 1")
    assert dict(second.items()) == dict(first.items())


@pytest.mark.parametrize(
    "other",
    [
        get("/b/"),
        get("/a/", secure=True),
    ],
    ids=["path", "scheme"],
)
def test_pages_are_kept_apart_when_their_address_differs(other):
    assert renderings(Site(), get("/a/"), other, get("/a/"), other) == ["1", "2", "1", "2"]


def test_client_that_sends_a_script_name_gives_no_page_another_path():
    moved = get("/", SCRIPT_NAME="/a")
    assert moved.path == "/"
    assert renderings(Site(), moved, get("/a/"), get("/")) == ["1", "2", "1"]


@pytest.mark.parametrize(
    "request_",
    [
        asked.post("/a/"),
        asked.options("/a/"),
        get("/a/", headers={"cookie": "sessionid=x"}),
        get("/a/", headers={"authorization": "Basic x"}),
        get("/a/?pagina=2"),
        get("/a/?utm_source=brief"),
        get("/a/?" + "x" * 8192),
        get("/a/", headers={"host": "elsewhere.example"}),
    ],
    ids="post options cookie authorization query tracking 8-KB host".split(),
)
def test_request_neither_gets_a_kept_page_nor_leaves_one(request_):
    site = Site()
    assert renderings(site, request_, get("/a/"), request_, get("/a/")) == ["1", "2", "3", "2"]


def test_preview_neither_gets_the_live_page_nor_leaves_its_draft():
    site = Site()
    preview = get("/a/")
    preview.is_dummy = True
    assert renderings(site, preview, get("/a/"), preview, get("/a/")) == ["1", "2", "3", "2"]


def with_cookie(_request, words):
    response = HttpResponse(words)
    response.set_cookie("a", "b")
    return response


@pytest.mark.parametrize(
    "make",
    [
        lambda _, words: HttpResponse(words, status=404),
        lambda _, words: HttpResponse(words, status=301, headers={"Location": "/b/"}),
        lambda _, words: HttpResponse(words, status=500),
        lambda _, words: HttpResponse(words, headers={"Cache-Control": "private"}),
        lambda _, words: HttpResponse(words, headers={"Cache-Control": "no-cache, no-store"}),
        lambda _, words: HttpResponse(words, headers={"Vary": "Accept"}),
        lambda _, words: HttpResponse(words, headers={"X-Accel-Redirect": "/protected/x"}),
        lambda _, words: StreamingHttpResponse([words.encode()]),
        with_cookie,
    ],
    ids=["404", "301", "500", "private", "no-store", "vary", "file", "stream", "cookie"],
)
def test_answer_is_not_kept_nor_changed(make):
    site = Site(make)
    assert renderings(site, get("/a/"), get("/a/")) == ["1", "2"]
    assert "ETag" not in site.answer(get("/a/"))


def test_answer_is_not_kept_when_it_is_too_large(monkeypatch):
    monkeypatch.setattr(page_cache, "LARGEST", 5)
    assert renderings(Site(), get("/a/"), get("/a/")) == ["1", "2"]


def test_answer_to_head_is_not_kept_when_it_has_no_body():
    site = Site(lambda request, words: HttpResponse("" if request.method == "HEAD" else words))
    assert renderings(site, asked.head("/a/"), get("/a/"), get("/a/")) == ["", "2", "2"]


def test_browser_is_told_to_ask_again_and_gets_304_when_the_page_is_the_same():
    site = Site(
        lambda _request, words: HttpResponse(
            words, headers={"Cache-Control": "max-age=600", "Last-Modified": "now"}
        )
    )
    first = site.answer(get("/a/"))
    assert (first["Cache-Control"], "Last-Modified" in first) == ("no-cache", False)
    etag = first["ETag"]
    # A proxy that compresses makes the mark a weak one.
    for known in (etag, f"W/{etag}", f'"x", {etag}'):
        same = site.answer(get("/a/", headers={"if-none-match": known}))
        assert (same.status_code, same.content, same["ETag"]) == (304, b"", etag)
        assert same["Cache-Control"] == "no-cache"
    other = site.answer(get("/a/", headers={"if-none-match": '"x"'}))
    assert (other.status_code, other.content) == (200, b"rendering 1")


def test_browser_gets_304_when_the_page_was_rendered_anew_with_the_same_words():
    site = Site(lambda _request, _words: HttpResponse("the same"))
    etag = site.answer(get("/a/?utm_source=x"))["ETag"]
    assert site.answer(get("/a/", headers={"if-none-match": etag})).status_code == 304
    page_changes.raise_generation()
    assert site.answer(get("/a/", headers={"if-none-match": etag})).status_code == 304
    site.make = lambda _request, words: HttpResponse(words)
    page_changes.raise_generation()
    assert site.answer(get("/a/", headers={"if-none-match": etag})).status_code == 200


def test_mark_of_the_view_stays():
    site = Site(lambda _request, words: HttpResponse(words, headers={"ETag": '"mine"'}))
    assert site.answer(get("/a/"))["ETag"] == '"mine"'


def test_page_is_rendered_anew_when_the_generation_was_raised():
    site = Site()
    assert renderings(site, get("/a/"), get("/a/")) == ["1", "1"]
    page_changes.raise_generation()
    assert renderings(site, get("/a/"), get("/a/")) == ["2", "2"]


def test_generation_is_read_at_most_every_half_second(django_assert_num_queries):
    site = Site()
    site.words(get("/a/"))
    with django_assert_num_queries(0):
        renderings(site, get("/a/"), get("/b/"), get("/a/"))
    page_cache.signal._reading = (1, page_cache.signal._reading[1] - page_cache.READ_EVERY)
    with django_assert_num_queries(1):
        renderings(site, get("/a/"), get("/b/"))


def test_older_reading_does_not_replace_a_newer_one_when_its_thread_was_slow(monkeypatch):
    signal = page_cache.Signal()
    newer = page_cache._read_generation() + 7

    def overtaken() -> int:
        # While this thread reads, another one that began later is done.
        signal._reading = (newer, float("inf"))
        return newer - 1

    monkeypatch.setattr(page_cache, "_read_generation", overtaken)
    signal.generation()
    assert signal._reading[0] == newer


@pytest.mark.parametrize(("shows_seats", "life"), [(False, 60), (True, 1)])
def test_page_lives_a_minute_or_a_second_when_it_shows_seats_left(shows_seats, life, monkeypatch):
    began = now = time.monotonic()

    def make(request, words):
        nonlocal now
        if shows_seats:
            keep_briefly(request)
        # What the page shows was read before this moment.
        now += 10
        return HttpResponse(words)

    monkeypatch.setattr(time, "monotonic", lambda: now)
    Site(make).words(get("/a/"))
    (kept,) = (pickle.loads(entry) for entry in caches["pages"]._cache.values())  # noqa: S301 -- our own
    # Counted from the beginning of the rendering, not from its end.
    assert kept.until == began + life


@pytest.fixture
def read_once(monkeypatch):
    """Read the generation once: threads do not see what this test has not committed."""
    monkeypatch.setattr(page_cache, "READ_EVERY", 600)


def threads_at_an_old_page(site: Site) -> list[str]:
    """Return what four visitors get who find an old page at the same moment."""
    site.words(get("/a/"))
    page_changes.raise_generation()
    page_cache.signal.generation()
    got, failures = [], []
    together = threading.Barrier(4)

    def visit() -> None:
        together.wait()
        got.extend(renderings(site, get("/a/")))

    threads = [in_thread(visit, failures) for _ in range(4)]
    for thread in threads:
        thread.join(20)
    assert failures == []
    return got


def slow(_request, words):
    threading.Event().wait(0.1)
    return HttpResponse(words)


def test_old_page_is_rendered_once_when_four_ask_for_it_at_once(read_once):
    assert threads_at_an_old_page(Site(slow)) == ["2"] * 4


def test_old_page_would_be_rendered_by_each_when_they_did_not_wait(read_once, monkeypatch):
    # The negative control, and what happens when the one who renders does not come back.
    monkeypatch.setattr(page_cache, "WAIT", 0)
    assert len(set(threads_at_an_old_page(Site(slow)))) > 1


def test_next_rendering_goes_on_when_one_failed():
    def fail(*_args):
        raise ZeroDivisionError

    site = Site()
    site.words(get("/a/"))
    make, site.make = site.make, fail
    page_changes.raise_generation()
    with pytest.raises(ZeroDivisionError):
        site.words(get("/a/"))
    site.make = make
    assert renderings(site, get("/a/"), get("/a/")) == ["3", "3"]


def test_page_is_rendered_anew_when_its_life_is_over(monkeypatch):
    monkeypatch.setattr(page_cache, "LIFE", 0.05)
    site = Site()
    assert renderings(site, get("/a/"), get("/a/")) == ["1", "1"]
    threading.Event().wait(0.06)
    assert renderings(site, get("/a/")) == ["2"]


def test_pages_go_on_when_the_row_is_missing():
    PageGeneration.objects.all().delete()
    page_cache.signal.forget()
    site = Site()
    assert renderings(site, get("/a/"), get("/a/")) == ["1", "2"]
    assert site.answer(get("/a/"))["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("error", [DatabaseError, InterfaceError])
def test_pages_go_on_when_the_row_cannot_be_read(monkeypatch, caplog, error):
    def fail(*_args: object, **_kwargs: object) -> None:
        raise error("locked, or closed")

    monkeypatch.setattr(PageGeneration.objects, "values_list", fail)
    page_cache.signal.forget()
    assert renderings(Site(), get("/a/"), get("/a/")) == ["1", "2"]
    assert "no page is kept" in caplog.text


@pytest.mark.django_db(transaction=True)
def test_pages_go_on_when_somebody_holds_the_row():
    page_changes.raise_generation()
    site, failures = Site(), []
    got: list[str] = []
    with transaction.atomic():
        PageGeneration.objects.update(value=1)
        page_cache.signal.forget()
        in_thread(lambda: got.extend(renderings(site, get("/a/"), get("/a/"))), failures).join(20)
    assert (failures, got) == ([], ["1", "1"])


def rendered_across_a_change(site: Site) -> list[str]:
    """Return two answers after a change that fell within the rendering of the first."""

    def make(_request, words):
        site.make = lambda _request, words: HttpResponse(words)
        page_changes.raise_generation()
        return HttpResponse(words)

    site.make = make
    return renderings(site, get("/a/"), get("/a/"))


def test_page_is_rendered_anew_when_a_change_came_while_it_was_rendered():
    assert rendered_across_a_change(Site()) == ["1", "2"]


def test_page_would_stay_when_the_generation_were_read_after_its_rendering(monkeypatch):
    # The negative control.
    keep = page_cache._keep
    monkeypatch.setattr(
        page_cache,
        "_keep",
        lambda key, _read, *rest: keep(key, page_cache.signal.generation(), *rest),
    )
    assert rendered_across_a_change(Site()) == ["1", "1"]


def test_memory_is_bounded():
    pages = caches["pages"]
    for number in range(600):
        pages.set(str(number), b"")
    assert len(pages._cache) <= 500


def test_pages_are_kept_in_the_process_when_the_other_cache_keeps_nothing(settings):
    nothing = {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}
    settings.CACHES = {**settings.CACHES, "default": nothing}
    assert renderings(Site(), get("/a/"), get("/a/")) == ["1", "1"]


def test_file_is_streamed_as_before(tmp_path):
    (tmp_path / "a").write_bytes(b"film")
    site = Site(lambda *_: FileResponse((tmp_path / "a").open("rb")))
    response = site.answer(get("/film/"))
    assert (b"".join(response), "ETag" in response) == (b"film", False)
    response.close()
