"""A second process of the site, for what one process must learn from another."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import connection

from tests import database

ROOT = Path(__file__).parents[2]


class Visitor:
    """Another process of the site, as its visitor meets it."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def __getattr__(self, name: str) -> Callable:
        def order(*positional: object, **named: object) -> object:
            self._process.stdin.write(json.dumps([name, positional, named]) + "\n")
            self._process.stdin.flush()
            answer = self._process.stdout.readline()
            assert answer, self._process.stderr.read()[-3000:]
            return json.loads(answer)

        return order

    def read(self, path: str) -> str:
        """Return status and words of the page."""
        answer = self.visit(path)
        return f"{answer['status']} {answer['words']}"

    def keeps(self, path: str) -> bool:
        """Return whether the page comes from memory: one question, for the generation, at most."""
        self.visit(path)
        return self.visit(path)["queries"] <= 1


@pytest.fixture(scope="module")
def process(
    django_db_setup: None,
    django_db_blocker: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[subprocess.Popen[str]]:
    """Start the process that visits."""
    with django_db_blocker.unblock():
        url = database.url(connection.settings_dict["NAME"])
    started = subprocess.Popen(
        [sys.executable, "-m", "tests.site_config.visitor"],
        cwd=ROOT,
        env={
            "DATABASE_URL": url,
            "DJANGO_SETTINGS_MODULE": "site_config.settings",
            "DEBUG": "1",
            "LOG_LEVEL": "ERROR",
            "SECRET_KEY": "visits",
            "VAR_DIR": str(tmp_path_factory.mktemp("visitor")),
        },
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    yield started
    started.communicate(timeout=20)


@pytest.fixture
def visitor(process: subprocess.Popen[str], transactional_db: None) -> Visitor:
    """Return the process that visits, with nothing in its memory."""
    visitor = Visitor(process)
    visitor.clear()
    visitor.live(LIFE=60, BRIEF_LIFE=1)
    return visitor
