"""How long somebody who looks at a page waits for the database: for seconds, then she is told.

Only in processes that answer visitors. A migration, a backup, a rebuild and the loops wait their
turn.
"""

from typing import Any

LOCK, STATEMENT = 3, 15  # seconds


def limit(database: dict[str, Any]) -> None:
    """Limit how long a connection with these settings waits; what DATABASE_URL says itself wins."""
    options = database.setdefault("OPTIONS", {})
    if database["ENGINE"] == "django.db.backends.postgresql":
        limits = f"-c lock_timeout={LOCK}s -c statement_timeout={STATEMENT}s"
        options["options"] = f"{limits} {options.get('options', '')}".strip()
    else:
        options["timeout"] = LOCK
