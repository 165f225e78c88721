"""Every wrong value of the environment is named, with its id and what to do."""

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core import checks
from django.db import OperationalError, connection
from environs import Env

from scripts.checking import PRODUCTION
from site_config import environment
from site_config.checks import database, files, values
from site_config.checks.finding import TAG

KEY = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQ"
GOOD = {
    "ALLOWED_HOSTS": ["kenniskring.example"],
    "BASE_URL": "https://kenniskring.example",
    "DEBUG": False,
    "EMAIL_URL": "smtp://127.0.0.1:25",
    "REDACTION_KEY": KEY[::-1],
    "SECRET_KEY": KEY,
}


def manifest(names: Iterable[str]) -> str:
    """Return what collectstatic writes when it has collected these files."""
    return json.dumps({"version": "1.1", "paths": dict.fromkeys(names, ""), "hash": ""})


def found() -> list[str]:
    messages = checks.run_checks(tags=[TAG])
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
        ({"REDACTION_KEY": ""}, ["E028"]),
        ({"REDACTION_KEY": "x" * 60}, ["E028"]),
        ({"REDACTION_KEY": KEY}, ["E028"]),
        ({"SECRET_KEY_FALLBACKS": [KEY]}, ["E006"]),
        ({"BASE_URL": "kenniskring.example"}, ["E007"]),
        ({"BASE_URL": "https://kenniskring.example/pad"}, ["E007"]),
        ({"BASE_URL": "http://[::1"}, ["E007"]),
        ({"BASE_URL": "https://kenniskring.example:99999"}, ["E007"]),
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
        ({"VAR_DIR": Path("var")}, ["E019"]),
        ({"MEDIA_ROOT": Path()}, ["E019"]),
        ({"ALLOWED_HOSTS": ["kenniskring.example", "https://b.nl"]}, ["E022"]),
        ({"ALLOWED_HOSTS": ["kenniskring.example", "b.nl:443"]}, ["E022"]),
        ({"DEFAULT_FROM_EMAIL": "nobody"}, ["E015"]),
        ({"DEFAULT_FROM_EMAIL": "A <a@b.nl>\nBcc: c@d.nl"}, ["E015"]),
        ({"DEFAULT_FROM_EMAIL": "A <a@☃.nl>"}, ["E015"]),
        ({"DEFAULT_FROM_EMAIL": "A <a@maßwerk.de>"}, []),
        ({"EMAIL_URL": ""}, ["W016"]),
        ({"LOG_LEVEL": "loud"}, ["E017"]),
        ({"SEARCH_INDEX_PREFIX": "Kenniskring"}, ["E018"]),
        ({"SECURE_HSTS_PRELOAD": True}, ["E025"]),
        (
            {
                "SECURE_HSTS_PRELOAD": True,
                "SECURE_HSTS_INCLUDE_SUBDOMAINS": True,
                "BASE_URL": "http://127.0.0.1:8000",
                "ALLOWED_HOSTS": ["127.0.0.1"],
            },
            ["E025"],
        ),
    ],
)
def test_value_is_named_when_it_is_wrong(settings: Any, values: dict, ids: list[str]) -> None:
    for name, value in {**GOOD, **values}.items():
        setattr(settings, name, value)
    assert found() == ids


@pytest.mark.parametrize(
    "values",
    [
        {"ALLOWED_HOSTS": [".kenniskring.example", "[::1]"]},
        {"TRUSTED_PROXIES": ["10.0.0.7", "10.1.0.0/16", "fd00::1"]},
        {"SECURE_HSTS_INCLUDE_SUBDOMAINS": True},
        {"SECURE_HSTS_INCLUDE_SUBDOMAINS": True, "SECURE_HSTS_PRELOAD": True},
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
    (message,) = values.every_choice_exists()
    assert message.msg == "TASKS='celery': choose 'immediate' or 'worker'."


def test_value_that_cannot_be_read_is_told_without_its_secret(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(environment, "WRONG", {})
    monkeypatch.setattr(values, "WRONG", environment.WRONG)

    def parse(name: str, default: str) -> str:
        if name == "DATABASE_URL":
            raise ValueError("postgres://user:secret@")
        return default

    value = environment.read(parse, "DATABASE_URL", "sqlite:///x", "write it otherwise")

    (message,) = values.every_value_can_be_read()
    assert value == "sqlite:///x"
    assert message.msg == "DATABASE_URL cannot be read: write it otherwise."


@pytest.mark.parametrize(
    ("parser", "name", "address"),
    [
        (environment.database, "DATABASE_URL", "mysql://an@host/name"),
        (environment.database, "DATABASE_URL", "sqlite:///"),
        (environment.database, "DATABASE_URL", "sqlite://:memory:"),
        (environment.cache, "CACHE_URL", "redis://127.0.0.1:6379/1"),
        (environment.cache, "CACHE_URL", "dummy://"),
        (environment.cache, "CACHE_URL", "db://"),
        (environment.mail_server, "EMAIL_URL", "dummymail://"),
        (environment.mail_server, "EMAIL_URL", "smtp://"),
    ],
)
def test_kind_is_refused_when_the_platform_cannot_use_it(
    monkeypatch: pytest.MonkeyPatch, parser: Any, name: str, address: str
) -> None:
    monkeypatch.setenv(name, address)
    with pytest.raises(ValueError, match=f"{name} names no"):
        parser(Env())(name, "")


@pytest.mark.parametrize(
    ("parser", "name", "address"),
    [
        (environment.database, "DATABASE_URL", "postgres://an@host/name"),
        (environment.database, "DATABASE_URL", "sqlite:////srv/kenniskring.sqlite3"),
        (environment.cache, "CACHE_URL", "locmem://"),
        (environment.cache, "CACHE_URL", "db://kenniskring_cache"),
    ],
)
def test_kind_is_taken_when_the_platform_can_use_it(
    monkeypatch: pytest.MonkeyPatch, parser: Any, name: str, address: str
) -> None:
    monkeypatch.setenv(name, address)
    assert parser(Env())(name, "")


@pytest.mark.parametrize(
    ("address", "port", "starttls", "tls"),
    [
        ("smtp://mail.example", 25, False, False),
        ("smtp+tls://an:w%40rd@mail.example:587", 587, True, False),
        ("smtp+tls://mail.example:25", 25, True, False),
        ("smtps://mail.example", 465, False, True),
    ],
)
def test_mail_goes_out_as_its_address_says(
    monkeypatch: pytest.MonkeyPatch, address: str, port: int, starttls: bool, tls: bool
) -> None:
    monkeypatch.setenv("EMAIL_URL", address)
    server = environment.mail_server(Env())("EMAIL_URL", "")
    assert server == {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": "mail.example",
        "EMAIL_PORT": port,
        "EMAIL_HOST_USER": "an" if "an:" in address else "",
        "EMAIL_HOST_PASSWORD": "w@rd" if "an:" in address else "",
        "EMAIL_USE_TLS": starttls,
        "EMAIL_USE_SSL": tls,
    }


@pytest.mark.django_db
def test_database_is_named_with_what_it_says_when_it_does_not_answer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert database.database_answers(databases=["default"]) == []

    def refuse() -> None:
        raise OperationalError('connection failed: FATAL:  role "an"\n\tdoes not exist')

    monkeypatch.setattr(connection, "ensure_connection", refuse)
    (message,) = database.database_answers(databases=["default"])
    assert message.msg == (
        "The database of DATABASE_URL does not answer: "
        'connection failed: FATAL: role "an" does not exist.'
    )
    # What asks the database comes after it and stays silent.
    assert database.demo_accounts_are_gone(databases=["default"]) == []


@pytest.mark.django_db
def test_table_of_the_cache_is_named_when_nobody_made_it(settings: Any) -> None:
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.db.DatabaseCache",
            "LOCATION": "nobody_made_it",
        }
    }
    (message,) = database.cache_table_is_there(databases=["default"])
    assert message.msg == "CACHE_URL names the table 'nobody_made_it', which is not there."
    settings.CACHES["default"]["LOCATION"] = get_user_model()._meta.db_table
    assert database.cache_table_is_there(databases=["default"]) == []


@pytest.mark.parametrize(
    ("kind", "ids"),
    [
        ("sqlite3", ["site_config.W020"]),
        ("postgresql", []),
    ],
)
def test_database_is_judged_by_its_kind(
    settings: Any, monkeypatch: pytest.MonkeyPatch, kind: str, ids: list[str]
) -> None:
    monkeypatch.setitem(settings.DATABASES["default"], "ENGINE", f"django.db.backends.{kind}")
    messages = database.database_can_carry_production()
    assert [message.id for message in messages] == ids


@pytest.mark.django_db
def test_demo_account_is_an_error_when_debug_is_off(settings: Any) -> None:
    users = get_user_model().objects
    users.create(username="redacteur", email="redacteur@demo.invalid")
    users.create(username="an", email="an@gemeente.example")
    (message,) = database.demo_accounts_are_gone(databases=["default"])
    settings.DEBUG = True
    assert message.msg == "The demo account 'redacteur' exists while DEBUG is off."
    assert database.demo_accounts_are_gone(databases=["default"]) == []


@pytest.mark.django_db
def test_demo_accounts_are_not_looked_for_when_there_is_no_table_yet(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    get_user_model().objects.create(username="redacteur", email="redacteur@demo.invalid")
    monkeypatch.setattr(connection.introspection, "table_names", list)
    assert database.demo_accounts_are_gone(databases=["default"]) == []


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


@pytest.fixture
def collected(tmp_path: Path) -> str:
    """Return a VAR_DIR in which collectstatic seems to have been."""
    (tmp_path / "static").mkdir()
    (tmp_path / "static" / "staticfiles.json").write_text(manifest(files.named_assets()))
    return str(tmp_path)


def test_deploy_check_is_clean_when_settings_are_those_of_production(collected: str) -> None:
    judge = ["manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    done = python(*judge, **PRODUCTION, VAR_DIR=collected)
    assert (done.returncode, done.stdout) == (
        0,
        "System check identified no issues (2 silenced).\n",
    ), done.stderr


@pytest.mark.parametrize(
    ("chosen", "header"),
    [
        ({}, "max-age=31536000"),
        ({"HSTS_SUBDOMAINS": "1"}, "max-age=31536000; includeSubDomains"),
        (
            {"HSTS_SUBDOMAINS": "1", "HSTS_PRELOAD": "1"},
            "max-age=31536000; includeSubDomains; preload",
        ),
    ],
)
def test_browsers_are_told_of_other_sites_under_the_domain_only_when_chosen(
    chosen: dict[str, str], header: str
) -> None:
    ask = (
        "import django; django.setup()\n"
        "from django.http import HttpResponse\n"
        "from django.middleware.security import SecurityMiddleware\n"
        "from django.test import RequestFactory\n"
        "request = RequestFactory(HTTP_HOST='kenniskring.example').get('/', secure=True)\n"
        "answer = SecurityMiddleware(lambda request: HttpResponse())(request)\n"
        "print(answer['Strict-Transport-Security'])"
    )
    assert python("-c", ask, **{**PRODUCTION, **chosen}).stdout.strip() == header


def test_settings_stand_and_name_everything_when_every_value_is_wrong() -> None:
    wrong = {
        "ALLOWED_HOSTS": "",
        "BASE_URL": "?",
        "CACHE_URL": "?",
        "DATABASE_URL": "nonsense",
        "DEBUG": "maybe",
        "EMAIL_URL": "nonsense",
        "HSTS_PRELOAD": "maybe",
        "HSTS_SUBDOMAINS": "maybe",
        "LOG_LEVEL": "?",
        "SECRET_KEY": "",
        "VAR_DIR": "/proc/nowhere",
    }
    done = python("manage.py", "check", **wrong)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    # Hosts are judged against a BASE_URL that can be read.
    assert [name for name in wrong if f") {name}" not in done.stderr] == ["ALLOWED_HOSTS"]


def test_server_refuses_to_start_when_the_environment_is_wrong(collected: str) -> None:
    wrong = {**PRODUCTION, "DATABASE_URL": "nonsense", "VAR_DIR": collected}
    done = python("-c", "import site_config.wsgi", **wrong)
    assert done.returncode == 3
    assert "(site_config.E001) DATABASE_URL cannot be read" in done.stderr
    assert "E026" not in done.stderr


def test_server_starts_only_when_static_files_are_collected(collected: str, tmp_path: Path) -> None:
    start = ["-W", "ignore", "-c", "import site_config.wsgi"]
    done = python(*start, **PRODUCTION, VAR_DIR=str(tmp_path / "empty"))
    assert done.returncode == 3
    assert "(site_config.E026)" in done.stderr
    assert "python manage.py collectstatic" in done.stderr
    assert python(*start, **PRODUCTION, VAR_DIR=collected).returncode == 0


def test_static_files_need_not_be_collected_when_debug_is_on(settings: Any) -> None:
    settings.STATIC_ROOT = settings.VAR_DIR / "static"
    assert [str(message.id) for message in files.static_files_are_collected()] == [
        "site_config.E026"
    ]
    settings.DEBUG = True
    assert files.static_files_are_collected() == []
