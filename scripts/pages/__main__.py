"""`make check-pages`: every public type of page, judged by axe, vnu and Lighthouse.

The site with its demonstration is served as in production, with a database of its own. Prints a
table, then every rule that was broken with the element and the pages, and ends with 1 when there
was one. Sizes, line lengths and heights get a column of their own when they are promised.
"""

import json
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks import trees
from benchmarks.databases import scratch
from benchmarks.serving import free_port, served
from benchmarks.trees import HOST, ROOT, Unusable
from scripts import setup
from scripts.pages import browsing, control, tools, verdict
from scripts.pages.listed import PAGES
from scripts.pages.verdict import Finding, Row
from scripts.setup import say

FURTHER = "import django; django.setup(); from scripts.pages.further import main; main()"


def main() -> int:
    """Judge every page, print what was found and return the exit code."""
    # Who ends it leaves no server, browser or database behind.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    began = time.monotonic()
    try:
        rows, others = judged()
    except Unusable as reason:
        sys.exit(str(reason))
    except subprocess.CalledProcessError as error:
        sys.exit(f"Stopped: `{error.cmd[0]}` ended with {error.returncode}. {error.stderr or ''}")
    say("\n".join(["", *verdict.table(rows, browsing.WIDTHS), ""]))
    findings = [*(finding for row in rows for finding in row.findings), *others]
    say("\n".join(verdict.sentences(findings)))
    took = f"({time.monotonic() - began:.0f} s)"
    if findings:
        say(f"{len(rows)} pages judged, {len(findings)} findings {took}.")
        return 1
    say(f"{len(rows)} pages judged, and every promise is kept {took}.")
    return 0


def judged() -> tuple[list[Row], list[Finding]]:
    """Return a row for each page, and what was found in files that are no page."""
    with tempfile.TemporaryDirectory(prefix="pages-") as name:
        folder = Path(name)
        with site(folder) as (address, made), control.served(HOST) as broken:
            rows = [Row(page.at(made), address) for page in PAGES]
            files = look([*rows, broken], folder)
        say("The Nu Html Checker reads pages, style and pictures …")
        # A page that could not be opened left no file.
        others = verdict.of_vnu(files, tools.vnu([*folder.glob("page-*.html"), *tools.sources()]))
        return rows, [*others, *control.blind(broken)]


@contextmanager
def site(folder: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the address of a served site, and where its further pages are."""
    port = free_port()
    address = f"http://{HOST}:{port}"
    with scratch("pages", folder) as database:
        tree = trees.tree(ROOT, setup.PYTHON, var=folder / "site", database=database)
        tree.environment["BASE_URL"] = address
        say("Preparing a site with the demonstration content …")
        tree.fill()
        done = subprocess.run(
            [str(tree.python), "-c", FURTHER],
            cwd=ROOT,
            env=tree.environment,
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
        made = json.loads(done.stdout)
        with served("site_config.wsgi", ROOT, tree.python, tree.environment, port=port):
            yield address, made


def look(rows: list[Row], folder: Path) -> dict[str, Row]:
    """Judge each row in one browser; return it by the name of the file that holds its HTML."""
    files = {f"page-{at}.html": row for at, row in enumerate(rows)}
    # Lighthouse opens addresses, and sends no forms.
    opened = [row for row in rows if not row.page.sent]
    port = free_port()
    node = setup.node_environment(setup.NODE_OF_PAGES)
    with browsing.chromium(port) as browser:
        say(f"Axe looks at {len(rows)} pages, {len(browsing.WIDTHS)} widths each …")
        with timed(len(rows)):
            for name, row in files.items():
                browsing.judge(browser, row, folder / name)
        say(f"Lighthouse opens {len(opened)} pages …")
        answers = tools.lighthouse([row.url for row in opened], port, node)
        with timed(len(opened)):
            for row, answer in zip(opened, answers, strict=True):
                verdict.of_lighthouse(row, answer)
    return files


@contextmanager
def timed(count: int) -> Iterator[None]:
    """Say how long each of count pages took."""
    began = time.monotonic()
    yield
    say(f"  {(time.monotonic() - began) / count:.1f} s a page")


if __name__ == "__main__":
    sys.exit(main())
