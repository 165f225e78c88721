"""The rules of the house as functions of source text and models; tests/test_architecture.py judges.

Each returns sentences, so that a rule can be fed something wrong and be seen to find it.
"""

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.db.models import Model
from django.urls import URLPattern, URLResolver

ROOT = Path(__file__).resolve().parent.parent

# Lowest first: each room may import from those before it, never from those after it. Imports are
# judged by the contracts in pyproject.toml; what they cannot see is judged here.
ROOMS = ["office", "search", "knowledge", "events", "site_config"]

LONGEST = 400
NAMES_THAT_SAY_NOTHING = {"utils", "helpers", "services", "common", "misc"}
REVERSING = {"reverse", "reverse_lazy", "redirect", "resolve_url"}
# What takes the name of a module, an app or a model in a string.
IMPORTING = {"import_module", "import_string", "__import__", "get_model", "get_app_config"}


def sources(room: str) -> Iterator[tuple[str, str]]:
    """Return (module path inside the room, source) of every file; migrations are Django's."""
    for file in sorted((ROOT / room).rglob("*.py")):
        parts = file.relative_to(ROOT / room).with_suffix("").parts
        if "migrations" not in parts and file.read_text("utf-8"):
            yield ".".join(part for part in parts if part != "__init__"), file.read_text("utf-8")


def named_imports(source: str) -> set[str]:
    """Return the modules, apps and models that a source names in a string to import them."""
    return {
        word
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call) and _called(node) in IMPORTING
        for word in _words(node)[:1]
    }


def upward_names(room: str, module: str, source: str) -> list[str]:
    """Return a sentence for each name of a higher room that a source imports by a string."""
    return [
        f"{room}.{module} imports {name}: {target} stands above {room}."
        for name in sorted(named_imports(source))
        for target in [name.partition(".")[0]]
        if target in ROOMS and ROOMS.index(target) > ROOMS.index(room)
    ]


def upward_keys(models: Iterable[type[Model]]) -> list[str]:
    """Return a sentence for each foreign key from a room to a higher one."""
    sentences = []
    for model in models:
        room = model._meta.app_label
        for field in model._meta.get_fields(include_hidden=True):
            target = field.related_model if field.many_to_one or field.one_to_one else None
            if field.auto_created or not isinstance(target, type) or room not in ROOMS:
                continue
            other = target._meta.app_label
            if other in ROOMS and ROOMS.index(other) > ROOMS.index(room):
                label = f"{model._meta.label}.{field.name}"
                sentences.append(f"{label} points at {target._meta.label}, which stands above it.")
    return sentences


def url_names(patterns: Iterable[URLPattern | URLResolver]) -> set[str]:
    """Return every name under which an address of patterns can be reversed."""
    names: set[str] = set()
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            names |= url_names(pattern.url_patterns)
        elif pattern.name:
            names.add(pattern.name)
    return names


def upward_addresses(room: str, module: str, source: str, rooms: dict[str, set[str]]) -> list[str]:
    """Return a sentence for each address of a higher room that is named; rooms holds them."""
    sentences = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and _called(node) in REVERSING:
            for word in _words(node)[:1]:
                owners = [r for r in ROOMS[ROOMS.index(room) + 1 :] if word in rooms.get(r, set())]
                sentences += [f"{room}.{module} reverses {word!r} of {r}." for r in owners]
    return sentences


def _called(node: ast.Call) -> str:
    return ast.unparse(node.func).rpartition(".")[2]


def _words(node: ast.Call) -> list[str]:
    given = [*node.args, *(k.value for k in node.keywords if k.arg in ("name", "viewname"))]
    return [a.value for a in given if isinstance(a, ast.Constant) and isinstance(a.value, str)]
