"""Reads settings that are more than text, and keeps what is wrong for the system checks to say."""

from collections.abc import Callable
from typing import Any
from urllib.parse import unquote, urlsplit

from environs import Env, EnvError

# {variable: what is wrong and what to do}. A value that cannot be read never stops the settings
# themselves: `manage.py check` can then say everything that is wrong at once.
WRONG: dict[str, str] = {}
MAIL_PORTS = {"smtp": 25, "smtp+tls": 587, "smtps": 465}


def read(parse: Callable[..., Any], name: str, default: Any, advice: str) -> Any:
    """Return what parse makes of a variable; default, and an entry in WRONG, when it cannot."""
    try:
        return parse(name, default)
    except (EnvError, ValueError):
        # The value itself is not shown: an address may hold a password.
        WRONG[name] = f"{name} cannot be read: {advice}."
        return parse("UNSET", default)


def database(env: Env) -> Callable[..., dict[str, Any]]:
    """Return the parser of an address of a database that refuses kinds the platform cannot use."""

    def parse(name: str, default: str) -> dict[str, Any]:
        found = env.dj_db_url(name, default)
        kind = found["ENGINE"].rpartition(".")[2]
        # A database in memory would lose every registration at the next start.
        kept = found["NAME"] not in ("", ":memory:") or kind == "postgresql"
        if kind not in ("postgresql", "sqlite3") or not kept:
            raise ValueError(f"{name} names no PostgreSQL and no file of SQLite.")
        return found

    return parse


def cache(env: Env) -> Callable[..., dict[str, Any]]:
    """Return the parser of an address of a cache that refuses kinds whose packages are not here."""

    def parse(name: str, default: str) -> dict[str, Any]:
        found = env.dj_cache_url(name, default)
        kind = found["BACKEND"].rpartition(".")[2]
        if kind not in ("LocMemCache", "DatabaseCache") or (
            kind == "DatabaseCache" and not found.get("LOCATION")
        ):
            raise ValueError(f"{name} names no known kind of cache.")
        return found

    return parse


def mail_server(env: Env) -> Callable[..., dict[str, Any]]:
    """Return the parser of an address of a mail server; smtps is encrypted from the first byte.

    Not environs' own: that one knows no smtp+tls, and takes smtps for STARTTLS, which a server on
    port 465 never answers (RFC 8314 §3.3).
    """

    def parse(name: str, default: str) -> dict[str, Any]:
        server = urlsplit(env.str(name, default))
        if server.scheme not in MAIL_PORTS or not server.hostname or server.path.strip("/"):
            raise ValueError(f"{name} names no mail server.")
        return {
            "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "EMAIL_HOST": server.hostname,
            "EMAIL_PORT": server.port or MAIL_PORTS[server.scheme],
            "EMAIL_HOST_USER": unquote(server.username or ""),
            "EMAIL_HOST_PASSWORD": unquote(server.password or ""),
            "EMAIL_USE_TLS": server.scheme == "smtp+tls",
            "EMAIL_USE_SSL": server.scheme == "smtps",
        }

    return parse
