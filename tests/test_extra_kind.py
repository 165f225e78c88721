"""A kind of knowledge that the house does not know, in a process of its own.

In the ordinary suite it would enter every list of kinds and every facet.
"""

import os
import subprocess
import sys

import pytest

from tests.architecture import ROOT


@pytest.mark.xdist_group("extra kind")
def test_new_kind_takes_four_steps_and_no_fifth() -> None:
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PYTEST_", "DJANGO_"))
    }
    command = [sys.executable, "-m", "pytest", "-q", "-n0", "tests/extra_kind"]
    settings = ["--ds=tests.extra_kind.settings", "-p", "no:cacheprovider"]
    done = subprocess.run(
        [*command, *settings],
        cwd=ROOT,
        env={**environment, "EXTRA_KIND": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
    assert " passed" in done.stdout.splitlines()[-1]
