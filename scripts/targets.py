"""What each `make` target does."""

import os
import shlex
import subprocess
import sys
from collections.abc import Callable

from scripts import serving, setup
from scripts.pages import tools


def run() -> int:
    """Set the site up and serve it."""
    chosen = os.environ.get("PORT") or "8000"
    sentence = serving.wrong_port(chosen) or serving.busy_port(int(chosen))
    if sentence:
        sys.exit(sentence)
    setup.environment()
    setup.packages(with_tests=False)
    setup.assets()
    setup.static_files()
    setup.catalogues()
    setup.database()
    return serving.serve(int(chosen))


def test() -> int:
    """Run the suite on the database that DATABASE_URL names."""
    return _pytest(*_workers())


def prove() -> int:
    """Run the proofs with their full counts."""
    return _pytest("-m", "prove", *_workers())


def _workers() -> list[str]:
    # One more than there are cores uses the time in which others wait for a browser or a lock.
    return ["-n", str(max(3, (os.cpu_count() or 1) + 1)), "--dist", "loadgroup"]


def check() -> int:
    """Judge the repository without running a test."""
    _prepare()
    return _module("scripts.checking")


def check_pages() -> int:
    """Judge every public type of page with axe, vnu and Lighthouse."""
    if sentence := tools.lack():
        sys.exit(sentence)
    _prepare()
    setup.page_tools()
    return _module("scripts.pages")


def assets() -> int:
    """Build the front end, also when nothing seems to have changed."""
    setup.packages(with_tests=False)
    setup.assets(always=True)
    return 0


def bench() -> int:
    """Measure the public pages, beside those of the commit that BASE names."""
    return _benchmark("pages")


def bench_pages() -> int:
    """Measure finding, listing and administering ten thousand pages."""
    return _benchmark("many_pages")


def bench_search() -> int:
    """Measure search."""
    return _benchmark("search")


def bench_captions() -> int:
    """Measure reading the captions of a long film."""
    return _benchmark("captions")


def _prepare() -> None:
    setup.packages(with_tests=True)
    setup.assets()
    setup.catalogues()


def _pytest(*options: str) -> int:
    _prepare()
    extra = shlex.split(os.environ.get("ARGS", ""))
    command = [str(setup.PYTHON), "-m", "pytest", *options, *extra]
    return subprocess.run(command, cwd=setup.ROOT, check=False).returncode


def _benchmark(name: str) -> int:
    _prepare()
    return _module(f"benchmarks.{name}")


def _module(name: str) -> int:
    command = [str(setup.PYTHON), "-m", name]
    return subprocess.run(command, cwd=setup.ROOT, check=False).returncode


TARGETS: dict[str, Callable[[], int]] = {
    "run": run,
    "test": test,
    "prove": prove,
    "check": check,
    "check-pages": check_pages,
    "assets": assets,
    "bench": bench,
    "bench-pages": bench_pages,
    "bench-search": bench_search,
    "bench-captions": bench_captions,
}


def main(arguments: list[str]) -> int:
    """Do the target that arguments name and return its exit code."""
    if len(arguments) != 1 or arguments[0] not in TARGETS:
        sys.exit(f"Say which: {', '.join(TARGETS)}.")
    try:
        return TARGETS[arguments[0]]()
    except subprocess.CalledProcessError as error:
        # The command has printed its own message above.
        sys.exit(f"Stopped: `{shlex.join(error.cmd)}` ended with {error.returncode}.")
    except KeyboardInterrupt:
        return 130
