"""The environment that settings read is the one that is documented."""

import ast
import re
import runpy
from pathlib import Path

import pytest

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
