"""What the tools say becomes rows and sentences; their words here are those of real runs."""

from typing import Any

import pytest

from scripts.pages import control, verdict
from scripts.pages.listed import Listed
from scripts.pages.verdict import Finding, Row

NO_ALT = '<img src="data:," width="40" height="40">'
IMAGE_ALT = {
    "id": "image-alt",
    "help": "Images must have alternative text",
    "nodes": [{"html": NO_ALT}, {"html": NO_ALT.replace("40", "50")}],
}
NO_DESCRIPTION = {
    "category": "seo",
    "rule": "meta-description",
    "title": "Document does not have a meta description",
    "places": [],
}
NOT_CRAWLABLE = {
    "category": "seo",
    "rule": "is-crawlable",
    "title": "Page is blocked from indexing",
    "places": [{"element": '<meta name="robots" content="noindex">', "address": "", "words": ""}],
}
WRONG_STATUS = {
    "category": "seo",
    "rule": "http-status-code",
    "title": "Page has unsuccessful HTTP status code",
    "places": [],
}


def logged(address: str) -> dict[str, Any]:
    """Return the audit that an address with status 404 makes a page miss."""
    words = "Failed to load resource: the server responded with a status of 404 (Not Found)"
    return {
        "category": "best-practices",
        "rule": "errors-in-console",
        "title": "Browser errors were logged to the console",
        "places": [{"element": "", "address": address, "words": words}],
    }


def row(*, status: int = 200, hidden: bool = False) -> Row:
    return Row(
        Listed("case", "wagtail_serve", "/case/", status=status, hidden=hidden), "http://127.0.0.1"
    )


def answer(*missed: dict[str, Any]) -> dict[str, Any]:
    return {"scores": {"accessibility": 1, "best-practices": 1, "seo": 0.9}, "missed": [*missed]}


def rules(row: Row) -> list[str]:
    return [finding.rule.partition(":")[0] for finding in row.findings]


def test_axe_is_a_finding_per_element_when_a_rule_is_broken_twice() -> None:
    found = row()
    verdict.of_axe(found, 390, [IMAGE_ALT])
    assert found.findings == [
        Finding("case", "axe 390", "image-alt: Images must have alternative text", node["html"])
        for node in IMAGE_ALT["nodes"]
    ]


def test_vnu_is_read_by_the_name_of_the_file() -> None:
    case, home = row(), Row(Listed("home", "wagtail_serve", "/"))
    report = {
        "messages": [
            {
                "url": "file:/tmp/a/page-0.html",
                "type": "error",
                "message": "Duplicate ID “begin”.",
                "extract": '\n  <p id="begin">Een',
            },
            {
                "url": "file:/tmp/a/page-0.html",
                "type": "info",
                "message": "The first occurrence of ID “begin” was here.",
                "extract": '<h1 id="begin">',
            },
            {
                "url": "file:/tmp/a/page-1.html",
                "type": "info",
                "subType": "warning",
                "message": "The “list” role is unnecessary for element “ul”.",
                "extract": '<ul role="list">',
            },
            {"url": "file:/a/base.css", "type": "error", "message": "Parse Error.", "extract": "}"},
        ]
    }
    others = verdict.of_vnu({"page-0.html": case, "page-1.html": home}, report)
    assert case.findings == [
        Finding("case", "vnu error", "Duplicate ID “begin”.", '<p id="begin">Een')
    ]
    assert [(f.tool, f.element) for f in home.findings] == [("vnu warning", '<ul role="list">')]
    assert others == [Finding("style and pictures", "vnu error", "Parse Error.", "base.css: }")]


def test_lighthouse_is_a_finding_when_a_page_has_no_description() -> None:
    found = row()
    verdict.of_lighthouse(found, answer(NO_DESCRIPTION))
    assert found.scores == {"accessibility": 100, "best-practices": 100, "seo": 90}
    assert [finding.rule for finding in found.findings] == [
        "seo meta-description: Document does not have a meta description"
    ]


def test_lighthouse_is_a_finding_when_the_page_could_not_be_judged() -> None:
    found = row()
    verdict.of_lighthouse(found, {"url": "x", "error": "The page did not paint."})
    assert found.scores == {}
    assert [finding.rule for finding in found.findings] == [
        "could not judge the page: The page did not paint."
    ]


@pytest.mark.parametrize(
    ("status", "hidden", "missed", "broken"),
    [
        (200, True, [NOT_CRAWLABLE], []),
        (200, True, [NOT_CRAWLABLE, NO_DESCRIPTION], ["seo meta-description"]),
        (200, True, [], ["seo"]),
        (200, False, [NOT_CRAWLABLE], ["seo is-crawlable"]),
        (404, False, [WRONG_STATUS, logged("http://127.0.0.1/case/")], []),
        (404, True, [WRONG_STATUS, NOT_CRAWLABLE], []),
        (404, False, [logged("http://127.0.0.1/a.js")], ["best-practices errors-in-console"]),
        (200, False, [WRONG_STATUS], ["seo http-status-code"]),
        (200, False, [logged("http://127.0.0.1/case/")], ["best-practices errors-in-console"]),
    ],
)
def test_lighthouse_lets_a_page_miss_only_what_it_is_meant_to_miss(
    status: int, hidden: bool, missed: list[dict[str, Any]], broken: list[str]
) -> None:
    found = row(status=status, hidden=hidden)
    verdict.of_lighthouse(found, answer(*missed))
    assert rules(found) == broken


def test_table_has_a_line_per_page_and_says_what_is_meant() -> None:
    case, gone = row(), Row(Listed("404", "wagtail_serve", "/nergens/", status=404))
    verdict.of_axe(case, 1280, [IMAGE_ALT])
    verdict.of_lighthouse(case, answer())
    assert verdict.table([case, gone], (1280, 390)) == [
        "page  axe 1280  axe 390  ids  vnu error  vnu warning  access  best  SEO",
        "case         2        0    0          0            0     100   100   90",
        "404          0        0    0          0            0       –     –    –  404 is meant",
    ]


def test_sentences_name_rule_element_and_pages() -> None:
    findings = [
        Finding("case", "axe 1280", "image-alt: words", "<img>"),
        Finding("case", "axe 390", "image-alt: words", "<img>"),
        *(Finding(f"page {at}", "axe 390", "image-alt: words", "<img>") for at in range(7)),
        Finding("home", "lighthouse", "seo meta-description: words"),
    ]
    assert verdict.sentences(findings) == [
        "axe: image-alt: words",
        "    <img>  on case, page 0, page 1, page 2, page 3, page 4 and 2 more",
        "lighthouse: seo meta-description: words",
        "    the page  on home",
    ]


def test_control_is_a_finding_for_each_tool_that_sees_nothing() -> None:
    found = row()
    for tool, rule in control.SEEN.items():
        found.find(tool, f"x {rule} y")
    assert control.blind(found) == []
    found.findings.pop()
    assert [finding.tool for finding in control.blind(found)] == ["lighthouse"]
    assert len(control.blind(row())) == len(control.SEEN)
