"""Where our own code and templates say that text is HTML, and so is not escaped any more."""

import ast
import re
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parent.parent
ROOMS = ("events", "knowledge", "office", "search", "site_config")
# Of django.utils, jinja2 and markupsafe alike: what makes text safe, or a class that is.
MAKERS = {
    "mark_safe",
    "mark_for_escaping",
    "format_html",
    "format_html_join",
    "html_safe",
    "SafeString",
    "SafeText",
    "SafeData",
    "Markup",
    "__html__",
    "is_safe",
}
# In a template: a filter that escapes no more, a block that does, and a value that came escaped.
IN_TEMPLATE = {
    "safe": re.compile(r"\|\s*safe\b"),
    "safeseq": re.compile(r"\|\s*safeseq\b"),
    "autoescape off": re.compile(r"\{%-?\s*autoescape\s+off\b"),
}
# A template made of a string in Python, which no search of the files of templates finds.
ENGINES = {"Template", "from_string"}


def uses() -> Counter[tuple[str, str]]:
    """Return how often each file makes text safe, by (file, maker); imports and hints do not."""
    found: Counter[tuple[str, str]] = Counter()
    for room in ROOMS:
        for file in (ROOT / room).rglob("*.py"):
            path = str(file.relative_to(ROOT))
            found.update((path, maker) for maker in in_python(file.read_text()))
    for folder in ("templates", *ROOMS):
        for file in (ROOT / folder).rglob("*"):
            if file.suffix in {".html", ".txt", ".xml", ".ics", ".vtt", ".json"}:
                path = str(file.relative_to(ROOT))
                found.update((path, maker) for maker in in_template(file.read_text()))
    return found


def in_python(source: str) -> list[str]:
    """Return every maker of safe text in Python, also when it is only handed on."""
    tree = ast.parse(source)
    hints = {id(one) for hint in _hints(tree) for one in ast.walk(hint)}
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom | ast.Import):
            # Under another name its uses would not be seen.
            found += [f"{one.name} as {one.asname}" for one in node.names if _is_renamed(one)]
        elif isinstance(node, ast.FunctionDef) and node.name in MAKERS:
            found.append(node.name)
        elif isinstance(node, ast.keyword) and node.arg in MAKERS:
            found.append(node.arg)
        elif isinstance(node, ast.Name | ast.Attribute) and id(node) not in hints:
            name = node.id if isinstance(node, ast.Name) else node.attr
            found += [name] if name in MAKERS | ENGINES else []
    return found


def _is_renamed(one: ast.alias) -> bool:
    return one.name.rpartition(".")[2] in MAKERS | ENGINES and one.asname is not None


def _hints(tree: ast.AST) -> list[ast.AST]:
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.arg | ast.AnnAssign):
            found.append(node.annotation)
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            found.append(node.returns)
    return [one for one in found if one is not None]


def in_template(source: str) -> list[str]:
    """Return every place of a template that says that text is safe."""
    return [name for name, pattern in IN_TEMPLATE.items() for _one in pattern.findall(source)]
