"""Whether the database answers, can carry the site, and holds what it must and may."""

from collections.abc import Iterable

from django.conf import settings
from django.core.checks import CheckMessage, Tags, register
from django.db import DatabaseError, connection

from site_config.checks.finding import TAG, unwise, wrong


@register(TAG, deploy=True)
def database_can_carry_production(**_kwargs: object) -> list[CheckMessage]:
    """W020: SQLite in production."""
    if not settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        return []
    sentence = "DATABASE_URL names SQLite: writers wait for each other."
    return [unwise(20, sentence, "Use PostgreSQL: postgres://user@host/name.")]


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
    """E024: CACHE_URL names a table that nobody made: every page would end in an error."""
    chosen = settings.CACHES["default"]
    if not chosen["BACKEND"].endswith(".DatabaseCache"):
        return []
    there = tables(databases)
    if not there or chosen["LOCATION"] in there:
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
    if settings.DEBUG or accounts._meta.db_table not in tables(databases):
        return []
    demo = 'User.objects.filter(email__endswith="@demo.invalid")'
    hint = f"Remove it: python manage.py shell -c '{demo}.delete()'."
    names = accounts.objects.filter(email__endswith="@demo.invalid").values_list("username")
    return [
        wrong(21, f"The demo account {name!r} exists while DEBUG is off.", hint)
        for (name,) in names
    ]


def tables(databases: Iterable[str] | None) -> list[str]:
    """Return the tables there are: none before the first `migrate`, which runs the checks too."""
    if not databases or database_answers(databases):
        return []
    return connection.introspection.table_names()
