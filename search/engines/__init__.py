"""Which engines are in use."""

from functools import cache
from pathlib import Path

from django.conf import settings

from search.engines.base import Engine
from search.engines.tantivy import TantivyEngine


@cache
def _tantivy(directory: Path) -> TantivyEngine:
    return TantivyEngine(directory)


def current() -> Engine:
    """Return the engine that answers."""
    # The folder is read anew each time: an index belongs to a setting, not to the process.
    return _tantivy(Path(settings.VAR_DIR) / "search")


def every() -> list[Engine]:
    """Return every engine that must be kept up to date."""
    return [current()]
