"""Stored rich text is shown without anything that could be alive, and with all its words."""

import pytest

from knowledge.text import harmless, rich_text


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("<b onclick='x()' style='color:red'>vet</b>", "<b>vet</b>"),
        ("<script>x()</script>", " x() "),
        ("een<svg onload='x()'>twee</svg>drie", "een twee drie"),
        ("<img src='x' onerror='x()'>na", "  na"),
        ("<iframe srcdoc='x'></iframe><object></object>", "    "),
        ('<embed embedtype="media" url="https://x.example/"/>weg', "weg"),
        ("<!--><img src=x onerror=x()>-->", ""),
        ("<![CDATA[><img src=x onerror=x()>]]>", ""),
        ("&lt;b&gt; &amp;lt;", "&lt;b&gt; &amp;lt;"),
        ('<a href="https://x.example/?a=1&amp;b=2">x</a>', None),
        ('<a href="mailto:an@example.org">x</a>', None),
        ('<a id="12" linktype="page">x</a>', None),
        ('<a linktype="page" id="12 or 1=1">x</a>', '<a linktype="page">x</a>'),
        ('<a href="java&#9;script:x()">x</a>', "<a>x</a>"),
        ('<a href=" JAVASCRIPT&colon;x()">x</a>', "<a>x</a>"),
        ('<a href="data:text/html,x" target="_top">x</a>', "<a>x</a>"),
        ("<a href='x\"onclick=\"x()'>x</a>", '<a href="x&quot;onclick=&quot;x()">x</a>'),
        ('<p data-block-key="&quot;&gt;&lt;i&gt;">x</p>', None),
        (None, ""),
    ],
)  # fmt: skip
def test_rich_text_is_shown_with_known_elements_and_attributes_only(stored, shown):
    assert harmless.shown(stored) == (stored if shown is None else shown)


def test_words_of_an_unknown_element_stay_apart():
    (piece,) = rich_text.pieces("<p>een<hr/>twee<td>drie</td>vier<marquee>vijf</marquee></p>")

    assert piece.text == "een twee drie vier vijf"


@pytest.mark.parametrize(
    "url", ["https://example.org/?a=b#c", "http://example.org", "mailto:an@example.org", "/agenda/"]
)
def test_address_stays_when_a_browser_only_goes_there(url):
    assert harmless.address(url) == url


@pytest.mark.parametrize(
    "url",
    ["javascript:x()", " JavaScript:x()", "java\nscript:x()", "\x01javascript:x()", "vbscript:x",
     "data:text/html,<script>x()</script>", "blob:x", "", None],
)  # fmt: skip
def test_address_is_none_when_a_browser_would_run_it(url):
    assert harmless.address(url) == ""


def test_address_that_is_none_leads_nowhere_and_has_no_host():
    base = "https://kring.nl/a/"

    assert harmless.whole_address("/p/x/", base=base) == "https://kring.nl/p/x/"
    assert harmless.whole_address("https://[naam].nl/", base=base) == ""
    assert harmless.host("https://vimeo.com/1") == "vimeo.com"
    assert harmless.host("https://[naam].nl/") == harmless.host("") == ""
