"""Measure the public pages: `make bench`, or against another commit: `make bench BASE=<commit>`.

On a database of its own with the demonstration content: queries, CPU time and size of a page inside
one process; then requests per second from gunicorn with two workers, and those of a plain Django
view in the same run. The client shares the machine with the server, for all alike. With BASE the
same script measures that commit too, in a worktree with its own environment; the two take turns, as
a machine is never equally fast for long. Nothing here is asserted: the figures differ per machine.

Three ways of asking: *rendered* (with a query string, so that no cache answers), *kept* (without,
again and again), *304* (with the ETag that the page gave, where it gives one).
"""

import json
import os
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from benchmarks import tables, trees
from benchmarks.databases import scratch
from benchmarks.serving import CLIENTS, requests_per_second, served
from benchmarks.tables import Row, Rows
from benchmarks.trees import ROOT, Tree, Unusable
from scripts import setup

# Both even: each tree is first as often as second.
ROUNDS = 4  # from gunicorn
TURNS = 12  # in one process, where other work on the machine disturbs a single turn
TIMES = 6  # requests per turn
SECONDS = 1.0  # per round from gunicorn
WARM = 0.5  # before that, for what may be kept
# The address, or the list on which it stands and a word of its last part.
PAGES: dict[str, str | tuple[str, str]] = {
    "home": "/",
    "report": ("/kennisbank/verslagen/", "kenniskring-14"),
    "case": ("/kennisbank/praktijkvoorbeelden/", "winterswijk"),
    "guide": ("/kennisbank/leeswijzers/", "kinderwijkraad"),
    "sheet": ("/kennisbank/actiebladen/", "ouders"),
    "framework": ("/kennisbank/kaders/", "kindvriendelijke"),
    "programme": ("/kennisbank/programmas/", "pioniers"),
    "publication": ("/kennisbank/publicaties/", "thuis"),
    "meeting": ("/agenda/", "15-"),
    "opgave": "/opgaven/meedoen/",
    "list": "/kennisbank/",
    "gemeente": "/gemeenten/winterswijk/",
    "person": "/mensen/guido-de-vries/",
    "contact": "/gemeenten/winterswijk/in-contact/",
    "search": "/zoeken/?q=armoede",
    "agenda": "/agenda/",
}
WAYS = ["rendered", "kept", "304"]


class Asked:
    """The process that measures inside one tree, and what it found."""

    def __init__(self, name: str, tree: Tree, process: subprocess.Popen[str]) -> None:
        self.name, self.tree = name, tree
        self._process = process
        self.rows: Rows = {}
        self.addresses: dict[tuple[str, str], tuple[str, str]] = {}

    def find_pages(self) -> None:
        """Find each page, and the ways of asking for it that this tree knows."""
        for page, target in PAGES.items():
            for way in WAYS:
                self.rows[page, way] = None
            path = target if isinstance(target, str) else self._find(*target)
            if path is None:
                setup.say(
                    f"The {self.name} has no page for {page!r}: {target[1]!r} on {target[0]}."
                )
                continue
            self.addresses[page, "rendered"] = (rendered(path), "")
            # What has a query string is never kept.
            if "?" not in path:
                self.addresses[page, "kept"] = (path, "")
            if etag := self._ask("measure", path=path, etag="", times=1)["etag"]:
                again = self._ask("measure", path=path, etag=etag, times=1)
                if again["status"] == 304:
                    self.addresses[page, "304"] = (path, etag)

    def spend(self, key: tuple[str, str]) -> None:
        """Add a round of CPU time."""
        path, etag = self.addresses[key]
        got = self._ask("measure", path=path, etag=etag, times=TIMES)
        if got["status"] != (304 if etag else 200):
            raise Unusable(f"{path} of the {self.name} answers {got['status']}.")
        row = self.rows[key] or Row(got["queries"], got["kilobytes"])
        row.milliseconds.append(got["milliseconds"])
        self.rows[key] = row

    def _find(self, listed_on: str, word: str) -> str | None:
        return self._ask("find", listed_on=listed_on, word=word)

    def _ask(self, deed: str, **question: Any) -> Any:
        stdin, stdout = self._process.stdin, self._process.stdout
        try:
            print(json.dumps({"deed": deed, **question}), file=stdin, flush=True)
            return json.loads(stdout.readline())
        except (BrokenPipeError, ValueError):
            raise Unusable(f"The process that measures the {self.name} ended.") from None


def main() -> None:
    """Print one table, or two side by side."""
    try:
        measure(os.environ.get("BASE", ""))
    except Unusable as reason:
        sys.exit(str(reason))
    except subprocess.CalledProcessError as error:
        # The command has printed its own message above.
        sys.exit(f"Stopped: `{shlex.join(error.cmd)}` ended with {error.returncode}.")


def measure(name: str) -> None:
    """Measure the working tree, and beside it the commit that name means."""
    sha = trees.commit(name) if name else ""
    with ExitStack() as stack:
        asked = []
        if sha:
            base = trees.base(sha, stack.enter_context(_server_database("bench_base")))
            asked.append(stack.enter_context(asking(f"base {sha[:7]}", base)))
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        database = stack.enter_context(scratch("bench", folder))
        now = trees.tree(ROOT, setup.PYTHON, var=folder, database=database)
        setup.say("Preparing a site with the demonstration content …")
        now.fill()
        asked.append(stack.enter_context(asking("working tree", now)))
        for each in asked:
            each.find_pages()
        setup.say("Measuring inside one process …")
        spend(asked)
        setup.say("Measuring through gunicorn …")
        hello = load(asked)
    if sha:
        names = (f"base {sha[:7]}", f"working tree ({trees.state()})")
        print("\n".join(tables.two(asked[0].rows, asked[1].rows, hello, names)))
    else:
        print("\n".join(tables.one(asked[0].rows, hello)))
    print(
        f"Medians: {TURNS} turns of {TIMES} requests in one process, {ROUNDS} of {SECONDS} s from "
        f"gunicorn (2 workers of 4 threads, {CLIENTS} clients, one machine)."
    )


@contextmanager
def _server_database(name: str) -> Iterator[str | None]:
    # A file stands beside the worktree and is kept; a database on a server goes when the run ends.
    with tempfile.TemporaryDirectory() as folder, scratch(name, Path(folder)) as url:
        yield None if url.startswith("sqlite") else url


@contextmanager
def asking(name: str, tree: Tree) -> Iterator[Asked]:
    """Start the process that measures inside a tree."""
    # -P: the script's own folder holds a search.py, and the tree an app of that name.
    command = [str(tree.python), "-P", str(ROOT / "benchmarks" / "asked.py")]
    environment = {**tree.environment, "PYTHONPATH": str(tree.path)}
    with subprocess.Popen(
        command,
        cwd=tree.path,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            yield Asked(name, tree, process)
        finally:
            process.kill()


def rendered(path: str) -> str:
    """Return an address under which a page is rendered each time: a query string is never kept."""
    return f"{path}{'&' if '?' in path else '?'}bench=1"


def turns(asked: list[Asked], number: int) -> Iterator[tuple[Asked, tuple[str, str]]]:
    """Yield each way of asking for each page, for the trees in turn; who is first alternates."""
    order = asked if number % 2 == 0 else asked[::-1]
    for page in PAGES:
        for way in WAYS:
            for each in order:
                if (page, way) in each.addresses:
                    yield each, (page, way)


def spend(asked: list[Asked]) -> None:
    """Measure CPU time in rounds."""
    for number in range(TURNS):
        for each, key in turns(asked, number):
            each.spend(key)


def load(asked: list[Asked]) -> list[float]:
    """Measure requests per second in rounds, and return those of the plain view."""
    hello = []
    with ExitStack() as stack:
        plain = stack.enter_context(
            served("benchmarks.hello:application", ROOT, setup.PYTHON, dict(os.environ))
        )
        ports = {
            each.name: stack.enter_context(
                served(
                    "site_config.wsgi:application",
                    each.tree.path,
                    each.tree.python,
                    each.tree.environment,
                )
            )
            for each in asked
        }
        for number in range(ROUNDS):
            hello.append(requests_per_second(plain, "/", seconds=2 * SECONDS))
            for each, key in turns(asked, number):
                path, etag = each.addresses[key]
                warm = 0 if key[1] == "rendered" else WARM
                rate = requests_per_second(
                    ports[each.name], path, seconds=SECONDS, warm=warm, etag=etag
                )
                each.rows[key].rates.append(rate)
    return hello


if __name__ == "__main__":
    main()
