"""Measure finding, listing and administering 10,000 pages: `make bench-pages`.

On a database of its own: a file, or one beside the database that DATABASE_URL names. Finding a page
stands beside Wagtail's own way of finding it, in the same run. Nothing here is asserted: the
figures differ per machine.
"""

import os
import re
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import django

from benchmarks import asked, trees
from benchmarks.databases import scratch
from scripts import setup

PAGES = 10_000
# As many times as fit; a cheap deed is done often enough for a steady median.
SECONDS = 2.0
MOST = 200
KNOWLEDGE = "/kennisbank/"
REPORTS = "/kennisbank/verslagen/"
OPGAVEN = "/opgaven/"


def main() -> None:
    """Print one line per deed."""
    begin = time.monotonic()
    with tempfile.TemporaryDirectory() as name, scratch("bench_pages", Path(name)) as database:
        tree = trees.tree(trees.ROOT, setup.PYTHON, var=Path(name), database=database)
        setup.say("Preparing a site with the demonstration content …")
        tree.fill()
        os.environ |= tree.environment
        django.setup()
        from django.db import connection  # noqa: PLC0415 -- after the set-up

        from benchmarks import filling  # noqa: PLC0415 -- after the set-up

        setup.say(f"Adding {PAGES} pages …")
        counts = filling.fill(PAGES)
        added = ", ".join(f"{count} {what}" for what, count in counts.items())
        print(f"{added}; {connection.vendor}, ready after {time.monotonic() - begin:.0f} s")
        print(f"{'':46}{'queries':>9}{'CPU ms':>9}{'ms':>9}")
        finding()
        pages(asked.load())
        explorer()
        # PostgreSQL drops no database that somebody holds.
        connection.close()
    print(f"Medians of at most {MOST} times in {SECONDS:.0f} s; ms with the database's own work.")


def row(name: str, deed: Callable[[], object]) -> None:
    """Do a deed again and again and print what it costs."""
    from django.db import connection  # noqa: PLC0415 -- after the set-up
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415 -- after the set-up

    deed()
    with CaptureQueriesContext(connection) as queries:
        deed()
    count = len(queries)
    cpu, wall = [], []
    until = time.monotonic() + SECONDS
    while len(wall) < 3 or (len(wall) < MOST and time.monotonic() < until):
        spent, passed = time.process_time(), time.perf_counter()
        deed()
        cpu.append(time.process_time() - spent)
        wall.append(time.perf_counter() - passed)
    print(f"{name:46}{count:>9}{median(cpu) * 1000:>9.2f}{median(wall) * 1000:>9.2f}", flush=True)


def finding() -> None:
    """Measure the way from an address to its page, ours and Wagtail's own."""
    from django.http import HttpRequest, HttpResponse  # noqa: PLC0415 -- after the set-up
    from django.test import RequestFactory  # noqa: PLC0415 -- after the set-up
    from django.urls import resolve  # noqa: PLC0415 -- after the set-up
    from wagtail import hooks  # noqa: PLC0415 -- after the set-up
    from wagtail.models import Page, Site  # noqa: PLC0415 -- after the set-up

    from benchmarks.filling import SLUG  # noqa: PLC0415 -- after the set-up
    from knowledge.pages import routing  # noqa: PLC0415 -- after the set-up
    from office import shared_reads  # noqa: PLC0415 -- after the set-up

    # What the site does first with a page that it found: here it is all that it does.
    def stop(page: Page, _request: HttpRequest, _args: list, _kwargs: dict) -> HttpResponse:
        return HttpResponse(page.pk)

    def ours(path: str, pk: int) -> None:
        match = resolve(path)
        request = RequestFactory().get(path, SERVER_NAME=trees.HOST)
        found = match.func(request, *match.args, **match.kwargs)
        if found.content != str(pk).encode():
            sys.exit(f"{path} is another page.")

    def wagtails(path: str, pk: int) -> None:
        request = RequestFactory().get(path, SERVER_NAME=trees.HOST)
        home = Site.find_for_request(request).root_page.localized.specific
        parts = [part for part in path.split("/") if part]
        # Page's own method, past the one of our home page.
        if Page.route(home, request, parts).page.pk != pk:
            sys.exit(f"{path} is another page.")

    copies = Page.objects.filter(slug__startswith=SLUG)
    report = copies.filter(slug__contains="report").order_by("-path").first()
    text = copies.filter(slug__contains="text").order_by("-depth", "-path").first()

    def which(url_path: str, pk: int) -> None:
        if (routing.at(url_path) or (None,))[0] != pk:
            sys.exit(f"{url_path} is another page.")

    for name, page in (("report", report), ("page of text", text)):
        path = page.url
        with hooks.register_temporarily("before_serve_page", stop, order=-1000):
            row(f"find a {name}, {page.depth - 2} deep", lambda p=page, a=path: ours(a, p.pk))
            # As for most visitors: another page was rendered a moment ago.
            with shared_reads.sharing({}):
                row("  with the site known", lambda p=page, a=path: ours(a, p.pk))
        row("  only which page it is", lambda p=page: which(p.url_path, p.pk))
        row("  all of it in Wagtail's own way", lambda p=page, a=path: wagtails(a, p.pk))


def pages(application: asked.Application) -> None:
    """Measure what visitors see, rendered: a query string is never kept.

    What pages read alike is known, as in a process that has run for a while.
    """

    def shown(name: str, path: str) -> None:
        if (status := asked.request(application, path).status) != 200:
            sys.exit(f"{path} answers {status}: nothing to measure.")
        row(name, lambda: asked.request(application, path))

    for name, path in (("kennisbank", KNOWLEDGE), ("verslagen", REPORTS)):
        last = last_page(asked.request(application, path).body.decode())
        shown(f"{name}, page 1", f"{path}?bench=1")
        shown(f"{name}, page {last}, the last", f"{path}?pagina={last}&bench=1")
    shown("home", "/?bench=1")
    listed = asked.request(application, OPGAVEN).body.decode()
    opgave = min(path for path in asked.HREF.findall(listed) if re.match(f"{OPGAVEN}.", path))
    shown("an opgave", f"{opgave}?bench=1")


def last_page(text: str) -> int:
    """Return the highest number that the links between the pages of a list name."""
    return max((int(number) for number in re.findall(r"[?&;]pagina=(\d+)", text)), default=1)


def explorer() -> None:
    """Measure the admin's listing of the page with most children."""
    from django.contrib.auth import get_user_model  # noqa: PLC0415 -- after the set-up
    from django.test import Client  # noqa: PLC0415 -- after the set-up
    from django.urls import reverse  # noqa: PLC0415 -- after the set-up
    from wagtail.models import Page  # noqa: PLC0415 -- after the set-up

    accounts = get_user_model()
    name = {accounts.USERNAME_FIELD: "bench"}
    client = Client(SERVER_NAME=trees.HOST)
    client.force_login(accounts._default_manager.create_superuser(**name, password=None))
    fullest = Page.objects.order_by("-numchild").first()
    path = reverse("wagtailadmin_explore", args=[fullest.pk])
    if (status := client.get(path).status_code) != 200:
        sys.exit(f"{path} answers {status}: nothing to measure.")
    row(f"admin: listing of {fullest.numchild} children", lambda: client.get(path))


if __name__ == "__main__":
    main()
