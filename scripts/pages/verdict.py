"""What the tools found, as rows of a table and as sentences; everything that is promised."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from scripts.pages.listed import Listed

CATEGORIES = ("accessibility", "best-practices", "seo")
NOT_FOUND = 400  # from here on a status says that something went wrong
MOST_PLACES, MOST_NAMES, LONGEST = 6, 6, 160


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is below the promise: on which page, which rule, at which element."""

    page: str
    tool: str
    rule: str
    element: str = ""


@dataclass(slots=True)
class Row:
    """A page of the site at address, with its findings and Lighthouse's scores of 0 to 100."""

    page: Listed
    address: str = ""
    findings: list[Finding] = field(default_factory=list)
    scores: dict[str, int] = field(default_factory=dict)

    @property
    def url(self) -> str:
        """Where it is."""
        return f"{self.address}{self.page.path}"

    def find(self, tool: str, rule: str, element: str = "") -> None:
        """Add a finding."""
        self.findings.append(Finding(self.page.name, tool, rule, " ".join(element.split())))

    def count(self, tool: str) -> int:
        """Return how often a tool found something."""
        return sum(finding.tool == tool for finding in self.findings)


def of_axe(row: Row, width: int, violations: Iterable[dict[str, Any]]) -> None:
    """Add what axe holds against the page at a width, one finding per element."""
    for rule in violations:
        for node in rule["nodes"]:
            row.find(f"axe {width}", f"{rule['id']}: {rule['help']}", node["html"])


def of_vnu(rows: dict[str, Row], report: dict[str, Any]) -> list[Finding]:
    """Add what vnu says of the file of each row; return what it says of files without a row."""
    others = Row(Listed("style and pictures", "", ""))
    for message in report["messages"]:
        is_warning = message["type"] == "info"
        if is_warning and message.get("subType") != "warning":
            # It only says where the first of two stands.
            continue
        file = message.get("url", "").rpartition("/")[2]
        row = rows.get(file, others)
        where = message.get("extract") or message.get("url", "")
        element = where if row is not others else f"{file}: {where}"
        row.find("vnu warning" if is_warning else "vnu error", message["message"], element)
    return others.findings


def of_lighthouse(row: Row, answer: dict[str, Any]) -> None:
    """Add the scores of a page, and each audit that it misses without being meant to."""
    if "error" in answer:
        row.find("lighthouse", f"could not judge the page: {answer['error']}")
        return
    row.scores = {name: round(100 * (answer["scores"][name] or 0)) for name in CATEGORIES}
    for audit in answer["missed"]:
        places = [place for place in audit["places"] if not _is_meant(row.page, audit, place)]
        if audit["places"] and not places:
            continue
        if not audit["places"] and _is_meant(row.page, audit, {}):
            continue
        rule = f"{audit['category']} {audit['rule']}: {audit['title']}"
        for place in places or [{}]:
            row.find("lighthouse", rule, place.get("element") or place.get("words", ""))
    missed = {audit["rule"] for audit in answer["missed"]}
    if row.page.hidden and row.page.status < NOT_FOUND and "is-crawlable" not in missed:
        row.find("lighthouse", "seo: noindex is meant here, and search engines may list the page")


def _is_meant(page: Listed, audit: dict[str, Any], place: dict[str, str]) -> bool:
    """Return whether the page is to miss this audit, as what it is."""
    failed = page.status >= NOT_FOUND
    if audit["rule"] == "is-crawlable":
        return page.hidden or failed
    if audit["rule"] == "http-status-code":
        return failed
    # The browser logs that the page itself was not found; any other error counts.
    return audit["rule"] == "errors-in-console" and failed and place["address"].endswith(page.path)


def table(rows: Sequence[Row], widths: Iterable[int]) -> list[str]:
    """Return a line for each page."""
    names = [*(f"axe {width}" for width in widths), "ids", "vnu error", "vnu warning"]
    head = ["page", *names, "access", "best", "SEO", ""]
    lines = [
        [
            row.page.name,
            *(str(row.count(name)) for name in names),
            *(str(row.scores.get(name, "–")) for name in CATEGORIES),
            _meant(row),
        ]
        for row in rows
    ]
    columns = [max(map(len, column)) for column in zip(head, *lines, strict=True)]
    return [_line(line, columns) for line in (head, *lines)]


def _line(cells: Sequence[str], columns: Sequence[int]) -> str:
    name, *numbers, note = cells
    aligned = [cell.rjust(size) for cell, size in zip(numbers, columns[1:-1], strict=True)]
    return "  ".join([name.ljust(columns[0]), *aligned, note]).rstrip()


def _meant(row: Row) -> str:
    if row.page.status >= NOT_FOUND:
        return f"{row.page.status} is meant"
    return "noindex is meant" if row.page.hidden else ""


def sentences(findings: Iterable[Finding]) -> list[str]:
    """Return every rule that was broken, with the elements and the pages on which they stand."""
    rules: dict[tuple[str, str], dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for finding in findings:
        pages = rules[finding.tool.split()[0], finding.rule][finding.element]
        if finding.page not in pages:
            pages.append(finding.page)
    lines = []
    for (tool, rule), elements in sorted(rules.items()):
        lines.append(f"{tool}: {rule}")
        for element, pages in list(elements.items())[:MOST_PLACES]:
            lines.append(f"    {_cut(element) or 'the page'}  on {_names(pages)}")
        if len(elements) > MOST_PLACES:
            lines.append(f"    and {len(elements) - MOST_PLACES} more elements")
    return lines


def _names(pages: Sequence[str]) -> str:
    more = len(pages) - MOST_NAMES
    return ", ".join(pages[:MOST_NAMES]) + (f" and {more} more" if more > 0 else "")


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
