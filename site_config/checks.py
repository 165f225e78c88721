"""System checks of the environment: which variable is wrong, its value, and what to do."""

import ipaddress
import logging
import re
import tempfile
from collections.abc import Iterable, Iterator
from email.utils import parseaddr
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning as Caution, register
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connection

from site_config.environment import WRONG

TAG = "environment"
SHORTEST_KEY = 50
HOST_NAME = re.compile(r"\*|\.?[\w.-]+|\[[0-9a-fA-F:.]+\]")
LOOPBACK = {"127.0.0.1", "localhost", "[::1]", "::1"}

# {variable: (setting, values that work, values of the design that do not work yet)}
CHOICES = {
    "AANSPREEKVORM": ("AANSPREEKVORM", ["je"], ["u"]),
    "PROTECTED_MEDIA": ("PROTECTED_MEDIA", ["django"], ["x-accel"]),
    "SEARCH_ENGINE": ("SEARCH_ENGINE", ["embedded"], ["elasticsearch"]),
    "TASKS": ("TASKS_MODE", ["immediate", "worker"], []),
}


def wrong(number: int, sentence: str, hint: str) -> Error:
    """Return an error under this module's ids."""
    return Error(sentence, hint=hint, id=f"site_config.E{number:03}")


@register(TAG)
def every_value_can_be_read(**_kwargs: object) -> list[CheckMessage]:
    """E001: an invalid boolean, or an invalid address of a database, cache or mail server."""
    return [
        wrong(1, sentence, "Correct it in .env or in the service's environment.")
        for sentence in WRONG.values()
    ]


@register(TAG)
def every_choice_exists(**_kwargs: object) -> Iterable[CheckMessage]:
    """E002: a word that is none of the choices. E003: a reserved choice that does not work yet."""
    found = []
    for variable, (setting, working, reserved) in CHOICES.items():
        value = getattr(settings, setting)
        choices = " or ".join(repr(choice) for choice in working)
        if value in reserved:
            sentence = f"{variable}={value!r} is reserved and does not work yet."
            found.append(wrong(3, sentence, f"Choose {choices}."))
        elif value not in working:
            sentence = f"{variable}={value!r}: choose {choices}."
            found.append(wrong(2, sentence, "See docs/configuration.md."))
    return found


@register(TAG)
def secret_key_is_secret(**_kwargs: object) -> list[CheckMessage]:
    """E004: no key. E005: a short one, or one for development. E006: a wrong older one.

    Every signed link hangs on the key: who guesses it can cancel anyone's registration.
    """
    make = "Make one: python -c 'import secrets; print(secrets.token_urlsafe(50))'."
    try:
        key = settings.SECRET_KEY
    except ImproperlyConfigured:
        return [wrong(4, "SECRET_KEY is empty.", make)]
    if settings.DEBUG:
        return []
    found = []
    if len(key) < SHORTEST_KEY or len(set(key)) < 10 or "development" in key.lower():
        shortage = f"SECRET_KEY has {len(key)} characters or is one for development."
        found.append(wrong(5, shortage, make))
    for older in settings.SECRET_KEY_FALLBACKS:
        if len(older) < SHORTEST_KEY or older == key:
            sentence = "SECRET_KEY_FALLBACKS holds a short key or SECRET_KEY itself."
            found.append(wrong(6, sentence, "Keep only keys that were SECRET_KEY before."))
    return found


@register(TAG)
def addresses_agree(**_kwargs: object) -> Iterable[CheckMessage]:
    """E007: no address. E008: unknown host. E009: no TLS. E010: DEBUG in public. E011: any host.

    E022: an invalid host name.
    """
    return list(_addresses())


def _addresses() -> Iterator[CheckMessage]:
    base, hosts = _site_address(), settings.ALLOWED_HOSTS
    if base is None:
        sentence = f"BASE_URL={settings.BASE_URL!r} is not the address of a site."
        yield wrong(7, sentence, "Give scheme and host, as in https://kenniskring.example.")
        return
    for host in hosts:
        if not HOST_NAME.fullmatch(host):
            sentence = f"ALLOWED_HOSTS holds {host!r}, which is no name of a host."
            yield wrong(22, sentence, "Leave out https://, the port and the path.")
    here = base.hostname in LOOPBACK
    if settings.DEBUG:
        public = sorted({base.hostname, *hosts} - LOOPBACK - {"testserver"})
        if public:
            sentence = f"DEBUG=1 and the site has a public name: {', '.join(public)}."
            yield wrong(10, sentence, "DEBUG shows settings and mail to visitors: switch it off.")
        return
    if not hosts:
        yield wrong(8, "ALLOWED_HOSTS is empty.", f"Set it to {base.hostname}.")
    elif "*" in hosts:
        sentence = "ALLOWED_HOSTS='*' lets anyone choose the name that stands in our mail."
        yield wrong(11, sentence, f"Set it to {base.hostname}.")
    elif not any(_covers(pattern, base.hostname) for pattern in hosts):
        sentence = f"BASE_URL={settings.BASE_URL!r} is not among ALLOWED_HOSTS."
        yield wrong(8, sentence, f"Add {base.hostname} to ALLOWED_HOSTS, or correct BASE_URL.")
    if base.scheme == "http" and not here:
        sentence = f"BASE_URL={settings.BASE_URL!r} is not encrypted."
        yield wrong(9, sentence, "Serve the site through https and say so in BASE_URL.")


@register(TAG)
def preload_covers_what_its_list_asks(**_kwargs: object) -> list[CheckMessage]:
    """E025: preload without subdomains, or without https: browsers' lists take no such site."""
    if not settings.SECURE_HSTS_PRELOAD:
        return []
    if settings.SECURE_HSTS_INCLUDE_SUBDOMAINS and settings.BASE_URL.startswith("https:"):
        return []
    sentence = "HSTS_PRELOAD=1 needs HSTS_SUBDOMAINS=1 and a BASE_URL with https:."
    hint = "Set them, or leave HSTS_PRELOAD out: a domain on the list comes off it in months."
    return [wrong(25, sentence, hint)]


def _site_address() -> SplitResult | None:
    try:
        base = urlsplit(settings.BASE_URL)
        # Read here: an invalid port raises only when it is read.
        stands = base.hostname and base.port != 0
    except ValueError:
        return None
    more = base.path or base.query or base.fragment or base.username
    return base if base.scheme in ("http", "https") and stands and not more else None


def _covers(pattern: str, host: str) -> bool:
    name = pattern.strip("[]").lower()
    return host == name or (name.startswith(".") and (host == name[1:] or host.endswith(name)))


@register(TAG)
def proxies_are_networks(**_kwargs: object) -> Iterable[CheckMessage]:
    """E012: a trusted proxy that is not an address; E013: every address is trusted."""
    found = []
    for value in settings.TRUSTED_PROXIES:
        try:
            network = ipaddress.ip_network(value.strip(), strict=False)
        except ValueError:
            sentence = f"TRUSTED_PROXIES holds {value!r}, which is no address or network."
            found.append(wrong(12, sentence, "Write it as 10.0.0.7 or 10.0.0.0/24."))
            continue
        if network.prefixlen == 0:
            sentence = f"TRUSTED_PROXIES holds {value!r}: every visitor could choose an address."
            found.append(wrong(13, sentence, "Name the proxies only."))
    return found


@register(TAG)
def folders_can_be_written(**_kwargs: object) -> Iterable[CheckMessage]:
    """E014: VAR_DIR or MEDIA_ROOT cannot be written. E019: it depends on where a command runs."""
    found = []
    for variable, folder in [("VAR_DIR", settings.VAR_DIR), ("MEDIA_ROOT", settings.MEDIA_ROOT)]:
        if not Path(folder).is_absolute():
            # The server and the loops would each have a site of their own.
            sentence = f"{variable}={str(folder)!r} is not a full path."
            found.append(wrong(19, sentence, "Begin it with /, or leave the variable out."))
        elif not _can_be_written(Path(folder)):
            sentence = f"{variable}={str(folder)!r} cannot be written."
            found.append(
                wrong(14, sentence, "Give this account the right, or name another folder.")
            )
    return found


def _can_be_written(folder: Path) -> bool:
    # A missing folder is made on first use: check its nearest existing parent.
    nearest = next(path for path in [folder, *folder.parents] if path.exists())
    try:
        # Write a file, as os.access() says yes to root even on a read-only file system.
        tempfile.TemporaryFile(dir=nearest).close()
    except OSError:
        return False
    return True


@register(TAG)
def mail_can_leave(**_kwargs: object) -> Iterable[CheckMessage]:
    """E015: no sender. W016: mail stays in a folder."""
    found: list[CheckMessage] = []
    address = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    if not re.fullmatch(r"[^@\s]+@[^@\s]+", address) or "\n" in settings.DEFAULT_FROM_EMAIL:
        sentence = f"DEFAULT_FROM_EMAIL={settings.DEFAULT_FROM_EMAIL!r} holds no address."
        found.append(wrong(15, sentence, "Write it as De Kenniskring <noreply@example.nl>."))
    if not settings.DEBUG and not settings.EMAIL_URL:
        found.append(
            Caution(
                "EMAIL_URL is not set: nobody gets a confirmation, mail stays in VAR_DIR/mail.",
                hint="Write it as smtp+tls://user:word@mail.example:587.",
                id="site_config.W016",
            )
        )
    return found


@register(TAG)
def log_level_exists(**_kwargs: object) -> list[CheckMessage]:
    """E017: LOG_LEVEL is no level."""
    levels = [name for name in logging.getLevelNamesMapping() if name not in ("NOTSET", "WARN")]
    if settings.LOG_LEVEL in levels:
        return []
    sentence = f"LOG_LEVEL={settings.LOG_LEVEL!r}: choose {', '.join(levels)}."
    return [wrong(17, sentence, "INFO is what production needs.")]


@register(TAG)
def index_prefix_can_name_an_index(**_kwargs: object) -> list[CheckMessage]:
    """E018: a prefix that cannot begin the name of an index (Elasticsearch: lower case)."""
    prefix = settings.SEARCH_INDEX_PREFIX
    if re.fullmatch(r"[a-z0-9][a-z0-9_-]{0,99}", prefix):
        return []
    sentence = f"SEARCH_INDEX_PREFIX={prefix!r} cannot begin the name of an index."
    return [wrong(18, sentence, "Use lower-case letters, digits, - and _.")]


@register(TAG, deploy=True)
def database_can_carry_production(**_kwargs: object) -> list[CheckMessage]:
    """W020: SQLite in production."""
    if not settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        return []
    sentence = "DATABASE_URL names SQLite: writers wait for each other."
    hint = "Use PostgreSQL: postgres://user@host/name."
    return [Caution(sentence, hint=hint, id="site_config.W020")]


@register(TAG, deploy=True)
def static_files_are_collected(**_kwargs: object) -> list[CheckMessage]:
    """E025: no list of hashed names: every page would fail at its first style sheet."""
    if settings.DEBUG or (Path(settings.STATIC_ROOT) / "staticfiles.json").is_file():
        return []
    sentence = f"{settings.STATIC_ROOT} holds no collected static files."
    return [wrong(25, sentence, "Collect them: python manage.py collectstatic --no-input.")]


@register(Tags.database)
def database_answers(
    databases: Iterable[str] | None = None, **_kwargs: object
) -> list[CheckMessage]:
    """E023: a database that cannot be reached, or that refuses the name or the password."""
    if not databases:
        return []
    try:
        connection.ensure_connection()
    except DatabaseError as error:
        hint = "Start the database, make the role or the database, or correct DATABASE_URL."
        words = " ".join(str(error).split())
        return [wrong(23, f"The database of DATABASE_URL does not answer: {words}.", hint)]
    return []


@register(Tags.database)
def cache_table_is_there(
    databases: Iterable[str] | None = None, **_kwargs: object
) -> list[CheckMessage]:
    """E024: CACHE_URL names a table that nobody made: every form would end in an error."""
    chosen = settings.CACHES["default"]
    if not chosen["BACKEND"].endswith(".DatabaseCache"):
        return []
    tables = _tables(databases)
    if not tables or chosen["LOCATION"] in tables:
        return []
    sentence = f"CACHE_URL names the table {chosen['LOCATION']!r}, which is not there."
    return [wrong(24, sentence, "Make it: python manage.py createcachetable.")]


@register(Tags.database)
def demo_accounts_are_gone(
    databases: Iterable[str] | None = None, **_kwargs: object
) -> list[CheckMessage]:
    """E021: an account with a password that everybody knows, in a site that is not for trying."""
    from django.contrib.auth import get_user_model  # noqa: PLC0415 -- the models load after the checks

    accounts = get_user_model()
    if settings.DEBUG or accounts._meta.db_table not in _tables(databases):
        return []
    demo = 'User.objects.filter(email__endswith="@demo.invalid")'
    hint = f"Remove it: python manage.py shell -c '{demo}.delete()'."
    names = accounts.objects.filter(email__endswith="@demo.invalid").values_list("username")
    return [
        wrong(21, f"The demo account {name!r} exists while DEBUG is off.", hint)
        for (name,) in names
    ]


def _tables(databases: Iterable[str] | None) -> list[str]:
    """Return the tables there are: none before the first `migrate`, which runs the checks too."""
    if not databases or database_answers(databases):
        return []
    return connection.introspection.table_names()
