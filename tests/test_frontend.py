"""Templates and style know each other: no class without a style, no style without a use."""

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
# `kk-badge--{{ kind }}`: made of the kinds that search knows.
MADE_OF = "kk-badge--"


def ours(text: str) -> set[str]:
    """Return the names of our own classes, parts and variants included."""
    return set(re.findall(r"kk-[a-z0-9_-]*[a-z0-9]", text))


def styled() -> set[str]:
    """Return our classes that the style names."""
    css = "".join(file.read_text() for file in (ROOT / "frontend/css").rglob("*.css"))
    without_comments = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    return {name[1:] for name in re.findall(r"\.kk-[a-z0-9_-]+", without_comments)}


def used() -> set[str]:
    """Return our classes in templates, in Python that makes HTML, and in scripts."""
    files = [
        *(ROOT / "templates").rglob("*.html"),
        *(ROOT / "frontend/js").rglob("*.js"),
        *(
            file
            for app in ("office", "search", "knowledge", "events")
            for file in (ROOT / app).rglob("*.py")
            if "migrations" not in file.parts
        ),
    ]
    return set().union(*(ours(file.read_text()) for file in files))


def test_every_class_of_a_template_has_a_style() -> None:
    public = [f for f in (ROOT / "templates").rglob("*.html") if "admin" not in f.parts]
    named = set().union(
        *(
            ours(" ".join(re.findall(r'class="([^"]*)"', file.read_text().replace("{{", '"{{'))))
            for file in public
        )
    )
    assert {name for name in named - styled() if not MADE_OF.startswith(name)} == set()


def test_every_style_of_ours_is_used() -> None:
    assert {name for name in styled() - used() if not name.startswith(MADE_OF)} == set()


def test_every_icon_is_used() -> None:
    icons = {file.stem for file in (ROOT / "frontend/icons").glob("*.svg")}
    text = "".join(file.read_text() for file in (ROOT / "templates").rglob("*.html"))
    assert {name for name in icons if not re.search(rf"""["']{name}["']""", text)} == set()
