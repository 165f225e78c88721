"""The environment that settings read is the one that is documented."""

import ast
import os
import re
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

from scripts.checking import PRODUCTION
from tests.settings import READ_BY_SETTINGS

ROOT = Path(__file__).resolve().parents[2]


def variables(source: str) -> set[str]:
    """Return the names in env.str("NAME", …) and read(…, "NAME", …)."""
    names = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            if called == "read" or re.fullmatch(r"env\.(?!read_env)\w+", called):
                words = [a.value for a in node.args if isinstance(a, ast.Constant)]
                names |= {word for word in words[:1] if isinstance(word, str)}
    return names


def read_by_settings() -> set[str]:
    return variables((ROOT / "site_config" / "settings.py").read_text())


def test_variables_are_found_when_settings_read_them() -> None:
    source = 'A = env.str("ONE", "x")\nB = read(env.bool, "TWO", False, "choose")\nenv.read_env(F)'
    assert variables(source) == {"ONE", "TWO"}


def test_every_variable_is_documented_and_no_other() -> None:
    text = (ROOT / "docs" / "configuration.md").read_text()
    assert set(re.findall(r"^\| `([A-Z_]+)`", text, re.MULTILINE)) == read_by_settings()


def test_every_variable_stands_in_the_example_and_no_other() -> None:
    text = (ROOT / ".env.example").read_text()
    assert set(re.findall(r"^([A-Z_]+)=", text, re.MULTILINE)) == read_by_settings()


def test_pages_are_kept_in_the_process_whatever_cache_the_counters_have(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("CACHE_URL", "db://counters")
    caches = runpy.run_path(str(ROOT / "site_config" / "settings.py"))["CACHES"]
    assert caches["default"]["BACKEND"].endswith(".DatabaseCache")
    assert caches["pages"] == {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "pages",
        "OPTIONS": {"MAX_ENTRIES": 500},
    }


def test_tests_shield_themselves_from_every_variable() -> None:
    assert set(READ_BY_SETTINGS) | {"DATABASE_URL"} == read_by_settings()


@pytest.mark.parametrize(
    ("chosen", "server"),
    [
        (PRODUCTION, "django.core.mail.backends.smtp.EmailBackend"),
        ({"DEBUG": "1", "EMAIL_URL": ""}, "django.core.mail.backends.filebased.EmailBackend"),
    ],
    ids=["production", "development"],
)
def test_mail_of_wagtail_and_django_waits_in_the_outbox_whatever_the_server(
    chosen: dict[str, str], server: str, tmp_path: Path
) -> None:
    # Asked in a process of its own: the test runner puts a backend of its own in the settings.
    ask = (
        "import django; django.setup()\n"
        "from django.conf import settings\n"
        "from django.core.mail import get_connection\n"
        "print(type(get_connection()).__module__, settings.EMAIL_BACKEND, settings.MAIL_BACKEND)"
    )
    values = {"DJANGO_SETTINGS_MODULE": "site_config.settings", "VAR_DIR": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", ask],
        env={**os.environ, **values, **chosen},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    outbox = "office.mail.backend"
    assert done.stdout == f"{outbox} {outbox}.OutboxBackend {server}\n", done.stderr
