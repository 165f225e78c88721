"""The rules of the house as functions of source text and models; tests/test_architecture.py judges.

Each returns sentences, so that a rule can be fed something wrong and be seen to find it.
"""

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.db.models import Model
from django.urls import URLPattern, URLResolver

ROOT = Path(__file__).resolve().parent.parent

# Lowest first: each room may import from those before it, never from those after it.
ROOMS = ["office", "search", "knowledge", "events", "site_config"]

# The same inside a room, lowest first. A module may import from its own line and from those above.
# `models.choices` and `models.passage` hold words that blocks and models share.
ORDER: dict[str, list[tuple[str, set[str]]]] = {
    "office": [
        ("ground", {"registry", "clock", "refusals", "forms", "setup", "loops"}),
        ("models", {"models"}),
        ("deeds", {"accounts", "mail", "retention"}),
        ("views", {"refusal_middleware", "templatetags", "urls", "management"}),
        ("composition", {"wagtail_hooks", "apps"}),
    ],
    "search": [
        ("models and values", {"models", "documents"}),
        ("pure", {"sources", "chain", "dutch", "english", "analysis", "query", "units"}),
        ("finding", {"engines", "forms", "highlight", "ranking", "indexing", "results"}),
        ("views", {"views", "urls", "management"}),
        ("composition", {"apps"}),
    ],
    "knowledge": [
        (
            "ground",
            {
                "addresses",
                "codes",
                "text.blocks",
                "films",
                "text.choices",
                "text.cutting",
                "text.extraction",
                "text.mending",
                "text.rich_text",
                "transcripts",
                "workflows",
            },
        ),
        ("models", {"models"}),
        (
            "pure",
            {
                "passage_rows",
                "places",
                "page_facts",
            },
        ),
        (
            "deeds",
            {"page_life", "passages", "publishing", "questions", "recordings"},
        ),
        ("set-up", {"editors", "site_pages"}),
        (
            "queries",
            {
                "around",
                "directory",
                "documents",
                "home",
                "lists",
                "page_parts",
                "queries",
                "question_documents",
                "question_mails",
                "question_queries",
                "question_retention",
                "question_rows",
                "recording_page",
                "routing",
            },
        ),
        ("views", {"forms", "views", "admin", "templatetags", "urls"}),
        ("composition", {"wagtail_hooks", "management", "demo", "apps"}),
    ],
    "events": [
        ("models", {"models"}),
        ("pure", {"calendars", "exports", "lives", "schedule"}),
        ("deeds", {"planning", "meetings", "registrations", "report_life", "retention", "setup"}),
        ("queries", {"agenda", "queries", "documents", "mails"}),
        ("views", {"admin", "forms", "views", "templatetags", "urls"}),
        ("composition", {"wagtail_hooks", "management", "demo", "apps"}),
    ],
    "site_config": [
        ("ground", {"environment", "logs", "client_address"}),
        ("settings", {"settings"}),
        (
            "composition",
            {"middleware", "rate_limits", "link_refusals", "error_pages", "admin_search", "checks"},
        ),
        ("composition", {"apps", "urls", "wsgi"}),
    ],
}

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


def imports(source: str) -> set[str]:
    """Return the dotted names that a source imports, wherever in the file it does so.

    A name that begins with a dot is one of the same folder: it is not looked up.
    """
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            place = "." * node.level + (f"{node.module}." if node.module else "")
            found |= {f"{place}{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Call) and _called(node) in IMPORTING:
            # A name in a string is an import all the same.
            found |= set(_words(node)[:1])
    return found


def upward_imports(room: str, module: str, source: str) -> list[str]:
    """Return a sentence for each import of a higher room, or of a higher line of the same room."""
    sentences = []
    for name in sorted(imports(source)):
        target, _dot, inside = name.partition(".")
        if not target:
            sentences.append(f"{room}.{module} imports {name}: write the whole name.")
        elif target in ROOMS and ROOMS.index(target) > ROOMS.index(room):
            sentences.append(f"{room}.{module} imports {name}: {target} stands above {room}.")
        elif target == room and inside and line(room, inside) > line(room, module):
            sentences.append(f"{room}.{module} imports {name}, which stands above it.")
    return sentences


def line(room: str, module: str) -> int:
    """Return how high a module stands in its room; KeyError when the order does not name it."""
    for height, (_name, modules) in enumerate(ORDER[room]):
        if {module.partition(".")[0], ".".join(module.split(".")[:2])} & modules:
            return height
    raise KeyError(
        f"{room}.{module} has no place yet: give it one in ORDER, tests/architecture.py."
    )


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
