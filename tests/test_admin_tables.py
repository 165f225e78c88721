"""Every own table of the admin scrolls sideways by itself: Wagtail clips what is wider."""

import re
from pathlib import Path

import pytest
from django.conf import settings

TEMPLATES = Path(settings.BASE_DIR) / "templates"
CONTAINER = r'<div class="w-overflow-x-auto" tabindex="0" role="region" aria-label="[^>]+">\s*$'


def with_tables() -> list[Path]:
    """Return our templates that show a table as the admin does."""
    return [
        path for path in sorted(TEMPLATES.rglob("*.html")) if 'class="listing"' in path.read_text()
    ]


def is_reachable(html: str) -> bool:
    """Return whether each table stands in a container with a name that the keyboard can scroll."""
    before = html.split("<table")[:-1]
    return all(re.search(CONTAINER, text) for text in before)


@pytest.mark.parametrize("path", with_tables(), ids=lambda path: path.stem)
def test_tables_of_the_admin_can_be_reached_on_a_phone(path):
    assert is_reachable(path.read_text())


def test_a_bare_table_is_found():
    assert len(with_tables()) >= 5
    assert not is_reachable('<div><table class="listing"></table></div>')
