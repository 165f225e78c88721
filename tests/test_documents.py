"""What the documents name is there: every file, folder, command, target, module and variable."""

import importlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import get_commands

from tests.architecture import ROOMS, ROOT

DOCUMENTS = [
    *(name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")),
    *(str(file.relative_to(ROOT)) for file in sorted((ROOT / "docs").rglob("*.md"))),
]
TOP = {path.name for path in ROOT.iterdir()}
# What git does not hold but the documents may name: made on the spot, or by the operators.
MADE = (".env", ".venv/", "var/", "static/build")
# A code span, or the target of a link.
SPANS = re.compile(r"`([^`\n]+)`|\]\(([^)\s]+)\)")


def spans(text: str) -> Iterator[str]:
    for code, link in SPANS.findall(text):
        yield code or f"link:{link}"
    for block in re.findall(r"```sh\n(.*?)```", text, re.DOTALL):
        yield from block.splitlines()


def targets() -> set[str]:
    """Return the targets of the Makefile."""
    makefile = (ROOT / "Makefile").read_text()
    listed = re.search(r"^TARGETS = (.*)$", makefile, re.MULTILINE)
    return set(listed[1].split()) | set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))


def wrong(span: str, folder: Path) -> str | None:
    """Return what is wrong with a code span or link of a document in folder, or None."""
    if span.startswith("link:"):
        target = span.removeprefix("link:").partition("#")[0]
        is_here = not target or "://" in target or (folder / target).exists()
        return None if is_here else f"there is no {target}"
    for words in re.findall(r"(?:^|\s)make ((?:[A-Z]+=\S+ )*[a-z-]+)", span):
        if words.split()[-1] not in targets():
            return f"make has no target {words.split()[-1]!r}"
    for command in re.findall(r"manage\.py ([a-z_]+)", span):
        if command not in get_commands():
            return f"there is no command {command!r}"
    for path in span.split() if is_path(span) else []:
        pattern = re.sub(r"<[a-z_]+>", "*", path.rstrip("/"))
        if not path.startswith(MADE) and not list(ROOT.glob(pattern)):
            return f"there is no {path}"
    if re.fullmatch(r"[a-z_]+(\.[A-Za-z_]+)+", span) and span.partition(".")[0] in ROOMS:
        return missing_name(span)
    return None


def is_path(span: str) -> bool:
    top = span.partition("/")[0]
    return ("/" in span and top in TOP and " " not in span) or span in TOP


def missing_name(dotted: str) -> str | None:
    """Return a sentence unless it is a model, or a module and what is named in it."""
    if dotted in {model._meta.label for model in apps.get_models()}:
        return None
    parts = dotted.split(".")
    for length in range(len(parts), 0, -1):
        try:
            found = importlib.import_module(".".join(parts[:length]))
        except ModuleNotFoundError:
            continue
        for name in parts[length:]:
            if not hasattr(found, name):
                return f"there is no {dotted}"
            found = getattr(found, name)
        return None
    return f"there is no {dotted}"


@pytest.mark.parametrize("name", DOCUMENTS)
def test_document_names_only_what_is_there(name: str) -> None:
    file = ROOT / name
    found = [
        f"{span}: {sentence}"
        for span in spans(file.read_text())
        if (sentence := wrong(span, file.parent))
    ]
    assert found == []


@pytest.mark.parametrize(
    "span",
    [
        "knowledge/queries.py",
        "knowledge/models/<kind>s/",
        "link:decisions/9999-nothing.md",
        "make bake",
        "PORT=8001 make bake",
        "python manage.py bake",
        "knowledge.mails.MAIL_KINDS",
        "office.mail.kinds.NOTHING",
    ],
)
def test_name_is_found_when_it_is_nowhere(span: str) -> None:
    assert wrong(span, ROOT / "docs")


@pytest.mark.parametrize(
    "span",
    [
        "knowledge/models/<kind>.py",
        "events/series/",
        "link:decisions/0001-foundations.md",
        "make test",
        'ARGS="tests/events -k seats" make test',
        "python manage.py run_loops",
        "office.mail.kinds.MAIL_KINDS",
        "/kennisbank/verslagen/",
        "READ_BY_SETTINGS",
    ],
)
def test_name_passes_when_it_is_there(span: str) -> None:
    assert wrong(span, ROOT / "docs") is None
