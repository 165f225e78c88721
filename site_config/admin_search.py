"""The search boxes of the admin: Wagtail's search in the database, for any string."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from wagtail.search.backends import database


def SearchBackend(params: dict[str, Any]) -> Any:  # noqa: N802 -- the name that Wagtail looks for
    """Return Wagtail's backend for this database; a quotation mark is to it a sign like any other.

    On SQLite it puts the words between quotation marks without minding those that are in them:
    one `"` in the box was an error of the database.
    """
    backend = database.SearchBackend(params)
    for name in ("search", "autocomplete"):
        setattr(backend, name, _without_quotes(getattr(backend, name)))
    return backend


def _without_quotes(deed: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(deed)
    def find(query: Any, *args: Any, **options: Any) -> Any:
        if isinstance(query, str) and '"' in query:
            # Of quotation marks alone nothing is left, and nothing is what they find.
            query = query.replace('"', " ").strip() or "-"
        return deed(query, *args, **options)

    return find
