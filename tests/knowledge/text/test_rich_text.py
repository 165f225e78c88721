"""Rich text falls apart into pieces with keys, whatever was typed, pasted or imported."""

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, strategies as st

from knowledge.text import rich_text
from knowledge.text.rich_text import Piece

WORDS = st.text(alphabet="abc éß&<> ", min_size=1, max_size=12)
KEYS = st.sampled_from(["", "aaaaa", "bbbbb", "ccccc", 'x"y', "spatie hier"])


def escape(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


@st.composite
def documents(draw) -> str:
    """Paragraphs, loose words and lists of two levels; keys miss, repeat or are unsafe."""

    def element(tag: str, inner: str) -> str:
        key = draw(KEYS).replace('"', "&quot;")
        return f'<{tag} data-block-key="{key}">{inner}</{tag}>'

    parts = []
    for kind in draw(st.lists(st.sampled_from(["p", "loose", "ul", "ol"]), max_size=6)):
        words = escape(draw(WORDS))
        if kind == "p":
            parts.append(element("p", f"{words} <b>vet</b><br/>meer"))
        elif kind == "loose":
            parts.append(words)
        else:
            below = f"<ul>{element('li', 'onder')}</ul>" if draw(st.booleans()) else ""
            parts.append(f"<{kind}>{element('li', words + below)}{element('li', 'twee')}</{kind}>")
    return "".join(parts)


@given(documents())
def test_every_piece_has_a_key_of_its_own_after_mending(html):
    keys = [piece.key for piece in rich_text.pieces(rich_text.mend(html))]

    assert "" not in keys
    assert len(set(keys)) == len(keys)
    assert all(rich_text.SAFE_KEY.match(key) for key in keys)


@given(documents())
def test_mending_changes_no_words(html):
    loose = rich_text.plain(html).replace(" ", "")

    assert rich_text.plain(rich_text.mend(html)).replace(" ", "") == loose


@given(documents())
def test_mending_twice_is_mending_once(html):
    once = rich_text.mend(html)

    assert rich_text.mend(once) == once


@given(documents())
def test_mending_the_same_text_gives_the_same_keys(html):
    assert rich_text.mend(html) == rich_text.mend(html)


@given(documents())
def test_pieces_hold_all_words_once_mended(html):
    mended = rich_text.mend(html)
    words = " ".join(piece.text for piece in rich_text.pieces(mended))

    assert words.replace(" ", "") == rich_text.plain(mended).replace(" ", "")


def test_mend_leaves_good_text_as_it_is():
    html = '<p data-block-key="aaaaa">Een</p><ul><li data-block-key="bbbbb">Twee</li></ul>'

    assert rich_text.mend(html) is html


def test_mend_gives_the_second_of_a_double_key_a_new_one():
    html = '<p data-block-key="aaaaa">Een</p><p data-block-key="aaaaa">Twee</p>'

    first, second = rich_text.pieces(rich_text.mend(html))

    assert first.key == "aaaaa"
    assert second.key != "aaaaa"


def test_mend_puts_loose_words_in_a_paragraph():
    (piece,) = rich_text.pieces(rich_text.mend("Zomaar <b>woorden</b>"))

    assert (piece.tag, piece.text) == ("p", "Zomaar woorden")


def test_pieces_keep_two_levels_of_a_list_apart():
    html = (
        '<ol><li data-block-key="aaaaa">Een<ul><li data-block-key="bbbbb">Onder</li></ul></li></ol>'
    )

    outer, inner = rich_text.pieces(html)

    assert outer == Piece("li", "aaaaa", "Een", "Een", depth=1, ordered=True, starts_list=True)
    assert inner == Piece("li", "bbbbb", "Onder", "Onder", depth=2, starts_list=True)


def test_pieces_leave_out_what_holds_no_words():
    assert rich_text.pieces('<p data-block-key="aaaaa"> </p><p data-block-key="bbbbb"></p>') == []


def test_without_takes_one_piece_and_an_empty_list():
    html = '<p data-block-key="aaaaa">Een</p><ul><li data-block-key="bbbbb">Twee</li></ul>'

    assert rich_text.without(html, "bbbbb") == '<p data-block-key="aaaaa">Een</p>'
    assert rich_text.without(html, "zzzzz") == html


@pytest.mark.parametrize(
    ("html", "told"),
    [
        ("<div>Een</div>", ["Een"]),
        ("<div><p>Een</p>twee<div>drie <b>vier</b></div></div>", ["Een", "twee", "drie vier"]),
        ("<table><tbody><tr><td>Een</td><td>twee</td></tr></tbody></table>", ["Een", "twee"]),
        ("<section><h2>Kop</h2>tekst</section>", ["Kop", "tekst"]),
        ("<pre>Een</pre>", ["Een"]),
        ("<dl><dt>Een</dt><dd>twee</dd></dl>", ["Een", "twee"]),
        ("<ul>los<li>punt</li></ul>", ["los", "punt"]),
        ("een <u>streep</u> eronder", ["een streep eronder"]),
        ("<!-- stil --><script>stil()</script><p>Een</p>", ["Een"]),
        ("<div><div></div></div>", []),
        ("<p><p></p></p><hr/>", []),
    ],
)
def test_mend_loses_no_words_of_an_element_that_it_does_not_know(html, told):
    mended = rich_text.mend(html)

    found = rich_text.pieces(mended)
    assert [piece.text for piece in found] == told
    assert all(piece.key for piece in found)
    assert rich_text.mend(mended) == mended


def test_words_of_two_paragraphs_in_one_piece_stay_apart():
    (quote,) = rich_text.pieces("<blockquote><p>Een</p><p>twee<br/>drie</p></blockquote>")

    assert quote.text == "Een twee drie"


def test_word_in_half_bold_stays_one_word():
    assert rich_text.plain("<p>kinder<b>armoede</b></p><p>telt</p>") == "kinderarmoede telt"


def test_without_an_item_its_points_move_up_into_its_place():
    html = (
        '<ul><li data-block-key="a">Boven<ol><li data-block-key="b">Onder</li></ol></li>'
        '<li data-block-key="c">Naast</li></ul>'
    )

    assert rich_text.without(html, "a") == (
        '<ul><li data-block-key="b">Onder</li><li data-block-key="c">Naast</li></ul>'
    )


@pytest.mark.parametrize("half", ["\x00", "\ud83d"])
def test_mend_takes_out_what_no_database_can_store(half):
    html = f'<p data-block-key="aaaaa">Een{half} twee</p>'

    assert rich_text.mend(html) == '<p data-block-key="aaaaa">Een twee</p>'


@pytest.mark.parametrize(
    "words",
    [
        "<script>window.alive = 1</script>",
        '<img src="x" onerror="window.alive = 1">',
        "Schrijf <bijlage> in je mail.",
        "&lt;b&gt; en &amp; zijn hier woorden",
        "1 < 2 && 3 > 2",
    ],
)
@pytest.mark.parametrize("tag", ["p", "li", "blockquote"])
def test_piece_shows_what_looks_like_html_as_the_words_that_were_typed(words, tag):
    html = f"<{tag}>{escape(words)} <b>{escape(words)}</b></{tag}>"

    (piece,) = rich_text.pieces(rich_text.mend(html))

    assert piece.html == f"{escape(words)} <b>{escape(words)}</b>"
    assert piece.text == " ".join(f"{words} {words}".split())
    assert BeautifulSoup(piece.html, "html.parser").get_text() == f"{words} {words}"
