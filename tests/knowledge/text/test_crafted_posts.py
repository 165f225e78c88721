"""What no toolbar offers comes out harmless when it is posted all the same."""

import json

import pytest
from bs4 import BeautifulSoup

from knowledge.templatetags.passages import passage_pieces
from knowledge.text import mending
from knowledge.text.blocks import BodyBlock

pytestmark = pytest.mark.django_db

WORDS = "Kijk hier naar."


def posted(*, kind: str = "unstyled", key: str = "aaaaa", style: str = "", **entity) -> str:
    """Return what the editor of rich text sends for one paragraph, with one entity or style."""
    at = {"offset": 5, "length": 4}
    block = {
        "key": key,
        "text": WORDS,
        "type": kind,
        "depth": 0,
        "inlineStyleRanges": [{**at, "style": style}] if style else [],
        "entityRanges": [{**at, "key": 0}] if entity else [],
        "data": {"onclick": "x()"},
    }
    return json.dumps({"blocks": [block], "entityMap": {"0": entity} if entity else {}})


def stored(content: str) -> str:
    """Return what is stored of it, after the form and after the mending of keys."""
    block = BodyBlock()
    value = block.child_blocks["text"].value_from_datadict({"t": content}, {}, "t")
    raw = [{"type": "text", "id": "t", "value": value.source}]
    ((mended, _changed),) = mending.mend([(block, raw)])
    return mended[0]["value"]


def link(url: object, **data) -> dict:
    return {"type": "LINK", "mutability": "MUTABLE", "data": {"url": url, **data}}


CRAFTED = {
    "javascript": posted(**link("javascript:alive()")),
    "javascript with a tab": posted(**link("java\tscript:alive()")),
    "javascript in capitals": posted(**link(" \x01JaVaScRiPt:alive()")),
    "data": posted(**link("data:text/html,<script>alive()</script>")),
    "quotes in an address": posted(**link('https://x.example/"onclick="alive()')),
    "page without a number": posted(**link("/", id="1 onclick=alive()")),
    "further attributes": posted(**link("/x/", onclick="alive()", style="x:y", target="_top")),
    "an image": posted(
        type="IMAGE", mutability="IMMUTABLE", data={"id": 1, "alt": '"onerror="x()', "format": "x"}
    ),
    "an embed": posted(
        type="EMBED", mutability="IMMUTABLE", data={"url": "https://x.example", "html": "<script>"}
    ),
    "an unknown entity": posted(type="SCRIPT", mutability="MUTABLE", data={"src": "//x.example"}),
    "an unknown style": posted(style="COLOR_red;background:url(//x.example)"),
    "a block of code": posted(kind="code-block"),
    "an unknown block": posted(kind="script"),
    "a key with quotes": posted(key='"><img src=x onerror=alive()>'),
}  # fmt: skip


@pytest.mark.parametrize("content", CRAFTED.values(), ids=list(CRAFTED))
def test_crafted_paragraph_shows_words_and_at_most_a_link_that_leads_somewhere(content):
    html = stored(content)
    shown = passage_pieces({}, html, "t")
    tree = BeautifulSoup("".join(piece["html"] for piece in shown), "html.parser")

    # The words of what the editor knows no name for are dropped before it is stored.
    assert set(tree.get_text().split()) <= set(WORDS.split())
    assert tree.get_text() == WORDS or '"LINK"' not in content
    assert {tag.name for tag in tree.find_all()} <= {"a", "br"}
    for tag in tree.find_all():
        assert set(tag.attrs) <= {"href"}
        assert ":" not in tag.get("href", "") or tag["href"].startswith("https://x.example/")
    for piece in shown:
        assert set(piece["anchor"]) <= set("p-t0123456789abcdef")


def test_ordinary_link_and_style_stay():
    assert "<b>hier</b>" in stored(posted(style="BOLD"))
    assert '<a href="https://x.example/">hier</a>' in stored(posted(**link("https://x.example/")))
