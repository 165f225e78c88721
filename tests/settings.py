"""The platform's settings as the tests see them: equal on every machine, with or without .env.

Only DATABASE_URL, ELASTICSEARCH_* and the REQUIRE_* variables come from outside. Each process of
pytest has a VAR_DIR of its own, so that two workers never share a search index, mail or media.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from environs import Env

READ_BY_SETTINGS = [
    "AANSPREEKVORM",
    "ALLOWED_HOSTS",
    "BASE_URL",
    "CACHE_URL",
    "DEBUG",
    "DEFAULT_FROM_EMAIL",
    "EMAIL_URL",
    "HSTS_PRELOAD",
    "HSTS_SUBDOMAINS",
    "LOG_LEVEL",
    "MEDIA_ROOT",
    "PROTECTED_MEDIA",
    "REDACTION_KEY",
    "SEARCH_ENGINE",
    "SEARCH_INDEX_PREFIX",
    "SECRET_KEY",
    "SECRET_KEY_FALLBACKS",
    "TASKS",
    "TRUSTED_PROXIES",
    "VAR_DIR",
]

for name in READ_BY_SETTINGS:
    os.environ.pop(name, None)
os.environ["SECRET_KEY"] = "test-only-test-only-test-only-test-only-test-only-0123456789"
os.environ["REDACTION_KEY"] = "test-only-of-redaction-test-only-of-redaction-0123456789"
os.environ["VAR_DIR"] = tempfile.mkdtemp(prefix="kenniskring-test-")
atexit.register(shutil.rmtree, os.environ["VAR_DIR"], ignore_errors=True)

# A developer's .env must not colour the tests.
Env.read_env = lambda *_args, **_kwargs: True

from site_config.settings import *  # noqa: E402, F403 -- after the environment is laid out

# Tests speak to the site under the name that Django's client uses.
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]

# Mail that is sent stays in this process, unless a test has a server.
MAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

# A cheap hash: dozens of tests make accounts, none tests the hash.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

DATABASES = globals()["DATABASES"]
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A file, not memory: live servers and races need connections of their own, as in production.
    # It stands outside VAR_DIR, beside the migrated one that it is a copy of.
    directory = Path(__file__).parent.parent / "var" / "test"
    directory.mkdir(parents=True, exist_ok=True)
    DATABASES["default"]["TEST"] = {"NAME": str(directory / "test.sqlite3")}
    # The kernel keeps what a killed process wrote; only a power cut would lose it.
    DATABASES["default"]["OPTIONS"]["init_command"] = (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"
    )

# Nothing is collected for the tests: files come from where they are made, under their own names.
STORAGES = {
    **globals()["STORAGES"],
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
# A page that is kept would hide what a test changes in its own transaction, which never commits.
# Tests of the cache put it back (`kept_pages`); the site of the browser tests has it always.
MIDDLEWARE = [
    name for name in globals()["MIDDLEWARE"] if name != "office.page_cache.PageCacheMiddleware"
]

# Otherwise every test client reads the whole tree of static files first.
WHITENOISE_AUTOREFRESH = True

# The index of the admin's search boxes costs a sixth of every saved page; tests that search there
# keep it (`admin_search_index`), and the site of the browser tests has it as in production. On
# PostgreSQL it also makes publishers wait for each other: it must not be what helps in a race.
WAGTAILSEARCH_BACKENDS = {
    "default": {**globals()["WAGTAILSEARCH_BACKENDS"]["default"], "AUTO_UPDATE": False}
}
