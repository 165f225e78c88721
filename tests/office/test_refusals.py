"""One class above every refusal, so that one middleware answers all of them."""

import ast
import importlib.util
from pathlib import Path

import pytest

from office.refusals import Refused

ROOT = Path(__file__).parent.parent.parent
ROOMS = ("office", "search", "knowledge", "events", "site_config")
# What a form shows at its fields, and what is not there, are no refusals of a deed.
SHOWN_AT_FIELDS = {"ValidationError", "Http404", "InvalidAddress"}
WORDS = {"_", "gettext", "gettext_lazy", "ngettext"}


def modules() -> list[str]:
    """Return the dotted name of every module of the rooms."""
    files = (file for room in ROOMS for file in (ROOT / room).rglob("*.py"))
    return [
        ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for file in files
        if "migrations" not in file.parts
    ]


def exceptions_named_refused(source: str) -> list[str]:
    """Return the names of the exceptions that source defines as a refusal."""
    classes = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.ClassDef)]
    return [node.name for node in classes if node.name.endswith("Refused")]


def raised_with_a_sentence(source: str) -> set[str]:
    """Return the names of what source raises with a sentence for people."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Raise) or not isinstance(node.exc, ast.Call):
            continue
        calls = (each for argument in node.exc.args for each in ast.walk(argument))
        if any(isinstance(each, ast.Call) and _name(each.func) in WORDS for each in calls):
            found.add(_name(node.exc.func))
    return found


def _name(node: ast.expr) -> str:
    return getattr(node, "id", getattr(node, "attr", ""))


@pytest.fixture(scope="module")
def sources() -> dict[str, str]:
    """The source of every module by its name."""
    return {name: Path(importlib.util.find_spec(name).origin).read_text() for name in modules()}


def test_every_refusal_is_one(sources):
    found = {
        name: getattr(importlib.import_module(module), name)
        for module, source in sources.items()
        for name in exceptions_named_refused(source)
    }

    assert {"LinkRefused", "RangeRefused", "QuestionRefused", "MeetingRefused"} <= set(found)
    assert [name for name, kind in found.items() if not issubclass(kind, Refused)] == []


def test_whatever_is_raised_with_a_sentence_for_people_is_a_refusal(sources):
    wrong = []
    for module, source in sources.items():
        for name in raised_with_a_sentence(source) - SHOWN_AT_FIELDS:
            kind = getattr(importlib.import_module(module), name, None)
            if kind is None or not issubclass(kind, Refused):
                wrong.append(f"{module}: {name}")

    assert wrong == []


def test_the_search_for_refusals_finds_what_it_must():
    source = "class TooRefused(Exception): pass\nraise Wrong(_('Nee.') % {})\nraise Fine('no')"

    assert exceptions_named_refused(source) == ["TooRefused"]
    assert raised_with_a_sentence(source) == {"Wrong"}


def test_refusal_says_what_how_and_where_back():
    refusal = Refused("Dat kan niet.", status=410, back="/terug/")

    assert (str(refusal), refusal.status, refusal.back) == ("Dat kan niet.", 410, "/terug/")
    assert (Refused("Nee.").status, Refused("Nee.").back) == (409, "")
