"""axe-core from PyPI: it judges the page that is open, so no Node is needed."""

from functools import cache
from pathlib import Path

import axe_playwright_python
from playwright.sync_api import Page

# WCAG 2.2 AA holds what 2.0 and 2.1 asked.
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

RUN = """([tags, inside]) => axe.run(document.querySelector(inside), {
    runOnly: {type: 'tag', values: tags}, resultTypes: ['violations'], iframes: false,
})"""


def violations(page: Page, inside: str = "html") -> list[str]:
    """Return what axe holds against the page as it is now, or a part of it, one line per rule."""
    if not page.evaluate("() => 'axe' in window"):
        # Added as a visitor's tool would be: the page's own policy does not apply to it.
        page.evaluate(_script())
    found = page.evaluate(RUN, [TAGS, inside])["violations"]
    return [
        f"{rule['id']}: {[node['target'] for node in rule['nodes'][:3]]} "
        f"{rule['nodes'][0]['failureSummary']}"
        for rule in found
    ]


@cache
def _script() -> str:
    return (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
