"""Every wrong value of the environment is named, with its id and what to do."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core import checks
from django.db import connection

from scripts.checking import PRODUCTION
from site_config import checks as ours
from site_config import environment

KEY = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQ"
GOOD = {
    "ALLOWED_HOSTS": ["kenniskring.example"],
    "BASE_URL": "https://kenniskring.example",
    "DEBUG": False,
    "EMAIL_URL": "smtp://127.0.0.1:25",
    "SECRET_KEY": KEY,
}


def found() -> list[str]:
    messages = checks.run_checks(tags=[ours.TAG])
    assert all(message.hint for message in messages)
    return [str(message.id).removeprefix("site_config.") for message in messages]


def test_nothing_is_found_when_every_value_is_right(settings: Any) -> None:
    for name, value in GOOD.items():
        setattr(settings, name, value)
    assert found() == []


@pytest.mark.parametrize(
    ("values", "ids"),
    [
        ({"SEARCH_ENGINE": "elastic"}, ["E002"]),
        ({"SEARCH_ENGINE": "elasticsearch"}, ["E003"]),
        ({"AANSPREEKVORM": "u"}, ["E003"]),
        ({"AANSPREEKVORM": "jij"}, ["E002"]),
        ({"TASKS_MODE": "celery"}, ["E002"]),
        ({"PROTECTED_MEDIA": "nginx"}, ["E002"]),
        ({"SECRET_KEY": ""}, ["E004"]),
        ({"SECRET_KEY": "short"}, ["E005"]),
        ({"SECRET_KEY": "x" * 60}, ["E005"]),
        ({"SECRET_KEY": f"development-only-{KEY}"}, ["E005"]),
        ({"SECRET_KEY_FALLBACKS": ["short"]}, ["E006"]),
        ({"SECRET_KEY_FALLBACKS": [KEY]}, ["E006"]),
        ({"BASE_URL": "kenniskring.example"}, ["E007"]),
        ({"BASE_URL": "https://kenniskring.example/pad"}, ["E007"]),
        ({"ALLOWED_HOSTS": []}, ["E008"]),
        ({"ALLOWED_HOSTS": ["other.example"]}, ["E008"]),
        ({"BASE_URL": "http://kenniskring.example"}, ["E009"]),
        ({"DEBUG": True}, ["E010"]),
        ({"DEBUG": True, "BASE_URL": "http://127.0.0.1:8000", "ALLOWED_HOSTS": ["x.nl"]}, ["E010"]),
        ({"ALLOWED_HOSTS": ["*"]}, ["E011"]),
        ({"TRUSTED_PROXIES": ["proxy"]}, ["E012"]),
        ({"TRUSTED_PROXIES": ["0.0.0.0/0"]}, ["E013"]),
        ({"TRUSTED_PROXIES": ["::/0"]}, ["E013"]),
        ({"VAR_DIR": Path("/proc/nowhere")}, ["E014"]),
        ({"MEDIA_ROOT": Path(__file__)}, ["E014"]),
        ({"DEFAULT_FROM_EMAIL": "nobody"}, ["E015"]),
        ({"DEFAULT_FROM_EMAIL": "A <a@b.nl>\nBcc: c@d.nl"}, ["E015"]),
        ({"EMAIL_URL": ""}, ["W016"]),
        ({"LOG_LEVEL": "loud"}, ["E017"]),
        ({"SEARCH_INDEX_PREFIX": "Kenniskring"}, ["E018"]),
    ],
)
def test_value_is_named_when_it_is_wrong(settings: Any, values: dict, ids: list[str]) -> None:
    for name, value in {**GOOD, **values}.items():
        setattr(settings, name, value)
    assert found() == ids


@pytest.mark.parametrize(
    "values",
    [
        {"ALLOWED_HOSTS": [".kenniskring.example"]},
        {"TRUSTED_PROXIES": ["10.0.0.7", "10.1.0.0/16", "fd00::1"]},
        {"BASE_URL": "http://127.0.0.1:8000", "ALLOWED_HOSTS": ["127.0.0.1"]},
        {"BASE_URL": "http://127.0.0.1:8000", "ALLOWED_HOSTS": ["127.0.0.1"], "DEBUG": True},
    ],
)
def test_value_passes_when_it_is_unusual_and_right(settings: Any, values: dict) -> None:
    for name, value in {**GOOD, **values}.items():
        setattr(settings, name, value)
    assert found() == []


def test_choice_is_told_with_its_value_and_the_choices(settings: Any) -> None:
    settings.TASKS_MODE = "celery"
    (message,) = ours.every_choice_exists()
    assert message.msg == "TASKS='celery': choose 'immediate' or 'worker'."


def test_value_that_cannot_be_read_is_told_without_its_secret(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(environment, "WRONG", {})
    monkeypatch.setattr(ours, "WRONG", environment.WRONG)

    def parse(name: str, default: str) -> str:
        if name == "DATABASE_URL":
            raise ValueError("postgres://user:secret@")
        return default

    value = environment.read(parse, "DATABASE_URL", "sqlite:///x", "write it otherwise")

    (message,) = ours.every_value_can_be_read()
    assert value == "sqlite:///x"
    assert message.msg == "DATABASE_URL cannot be read: write it otherwise."


@pytest.mark.parametrize(
    ("kind", "ids"),
    [
        ("mysql", ["site_config.E019"]),
        ("sqlite3", ["site_config.W020"]),
        ("postgresql", []),
    ],
)
def test_database_is_judged_by_its_kind(
    settings: Any, monkeypatch: pytest.MonkeyPatch, kind: str, ids: list[str]
) -> None:
    monkeypatch.setitem(settings.DATABASES["default"], "ENGINE", f"django.db.backends.{kind}")
    messages = ours.database_is_known() + ours.database_can_carry_production()
    assert [message.id for message in messages] == ids


@pytest.mark.django_db
def test_demo_account_is_an_error_when_debug_is_off(settings: Any) -> None:
    users = get_user_model().objects
    users.create(username="redacteur", email="redacteur@demo.invalid")
    users.create(username="an", email="an@gemeente.example")
    (message,) = ours.demo_accounts_are_gone(databases=["default"])
    settings.DEBUG = True
    assert message.msg == "The demo account 'redacteur' exists while DEBUG is off."
    assert ours.demo_accounts_are_gone(databases=["default"]) == []


@pytest.mark.django_db
def test_demo_accounts_are_not_looked_for_when_there_is_no_table_yet(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    get_user_model().objects.create(username="redacteur", email="redacteur@demo.invalid")
    monkeypatch.setattr(connection.introspection, "table_names", list)
    assert ours.demo_accounts_are_gone(databases=["default"]) == []


def python(*words: str, **values: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, **values, "DJANGO_SETTINGS_MODULE": "site_config.settings"}
    # The browser tests of the same worker set it; in production it is an error.
    environment.pop("DJANGO_ALLOW_ASYNC_UNSAFE", None)
    return subprocess.run(
        [sys.executable, *words],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def test_deploy_check_is_clean_when_settings_are_those_of_production() -> None:
    done = python("manage.py", "check", "--deploy", "--fail-level", "WARNING", **PRODUCTION)
    assert (done.returncode, done.stdout) == (
        0,
        "System check identified no issues (0 silenced).\n",
    ), done.stderr


def test_settings_stand_and_name_everything_when_every_value_is_wrong() -> None:
    wrong = {
        "ALLOWED_HOSTS": "",
        "BASE_URL": "?",
        "CACHE_URL": "?",
        "DATABASE_URL": "nonsense",
        "DEBUG": "maybe",
        "EMAIL_URL": "nonsense",
        "LOG_LEVEL": "?",
        "SECRET_KEY": "",
        "VAR_DIR": "/proc/nowhere",
    }
    done = python("manage.py", "check", **wrong)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    # Hosts are judged against a BASE_URL that can be read.
    assert [name for name in wrong if f") {name}" not in done.stderr] == ["ALLOWED_HOSTS"]


def test_server_refuses_to_start_when_the_environment_is_wrong() -> None:
    done = python("-c", "import site_config.wsgi", **{**PRODUCTION, "DATABASE_URL": "nonsense"})
    assert done.returncode == 1
    assert "(site_config.E001) DATABASE_URL cannot be read" in done.stderr
