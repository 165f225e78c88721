"""The sentences for a machine that lacks something, said by the real Makefile and script."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

TOO_OLD = "sys.version_info = (3, 9, 2, 'final', 0)"
# What Debian's python3 without python3-venv looks like: venv is there, ensurepip is not.
NO_VENV = (
    "import importlib.util as u; find = u.find_spec; "
    "u.find_spec = lambda name: None if name == 'ensurepip' else find(name)"
)


def fake_python(folder: Path, change: str) -> Path:
    """Write a `python3` that is this Python with one thing changed, and return its folder."""
    program = folder / "python3"
    code = (
        f"import sys, runpy; {change}; sys.argv = sys.argv[1:]; "
        "runpy.run_path(sys.argv[0], run_name='__main__')"
    )
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -c "{code}" "$@"\n')
    program.chmod(0o755)
    return folder


def make(target: str, path: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PATH": path}
    for name in ("MAKEFLAGS", "MAKELEVEL", "PYTHON"):
        environment.pop(name, None)
    return subprocess.run(
        ["/usr/bin/make", "-C", str(ROOT), "--no-print-directory", target],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def sentences(done: subprocess.CompletedProcess[str]) -> list[str]:
    # Make itself ends with "make: *** [Makefile:9: run] Error 1".
    return [line for line in done.stderr.splitlines() if not line.startswith("make: ***")]


@pytest.mark.parametrize("target", ["run", "test", "check"])
def test_make_says_one_sentence_when_python_is_too_old(tmp_path: Path, target: str) -> None:
    done = make(target, f"{fake_python(tmp_path, TOO_OLD)}:/usr/bin:/bin")
    assert done.returncode != 0
    assert sentences(done) == [
        "This is Python 3.9.2 and the platform needs 3.11 or newer: install it "
        "(Debian, Ubuntu: apt install python3.11 python3.11-venv) and say "
        "`make run PYTHON=python3.11`."
    ]
    assert done.stdout == ""


def test_make_says_one_sentence_when_python_has_no_venv(tmp_path: Path) -> None:
    done = make("run", f"{fake_python(tmp_path, NO_VENV)}:/usr/bin:/bin")
    here = ".".join(str(part) for part in sys.version_info[:3])
    assert done.returncode != 0
    assert sentences(done) == [
        f"This Python {here} cannot make a virtual environment: install its venv module "
        "(Debian, Ubuntu: apt install python3-venv)."
    ]
    assert done.stdout == ""


def test_make_says_one_sentence_when_there_is_no_python(tmp_path: Path) -> None:
    (tmp_path / "sh").symlink_to("/bin/sh")
    done = make("run", str(tmp_path))
    assert done.returncode != 0
    assert sentences(done) == [
        "There is no python3 here: install Python 3.11 or newer "
        "(Debian, Ubuntu: apt install python3 python3-venv)."
    ]
