"""Lists without bullets are lists to every screen reader, without saying so twice.

Safari takes a list with `list-style: none` for layout, unless the style is an empty string; a role
that the element has by itself is a warning of the HTML checker.
"""

import re
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
# What is folded has a triangle for a marker; it is no list.
RULE = re.compile(r"([^{}]+)\{[^{}]*list-style(?:-type)?:\s*none")


def lists_without_style(css: str) -> list[str]:
    """Return the selectors of lists whose style is none."""
    return [one.strip() for one in RULE.findall(css) if "summary" not in one]


def test_no_template_gives_a_list_the_role_that_it_has():
    templates = sorted((ROOT / "templates").rglob("*.html"))
    assert [one.name for one in templates if 'role="list"' in one.read_text()] == []


def test_no_list_of_ours_has_the_style_none():
    sheets = sorted((ROOT / "frontend/css").rglob("*.css"))
    found = {one.name: lists_without_style(one.read_text()) for one in sheets}
    assert {name: selectors for name, selectors in found.items() if selectors} == {}


def test_a_list_with_the_style_none_is_found():
    assert lists_without_style(".a { color: red; } ul.b { list-style: none; }") == ["ul.b"]
    assert lists_without_style("summary { list-style: none; } ul { list-style: ''; }") == []
