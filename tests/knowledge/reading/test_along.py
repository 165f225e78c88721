"""The words of a page in order, without what leads on; no database."""

import pytest

from knowledge.reading.along import Kind, Run, excerpt, pieces

BASE = "https://kring.nl/kennisbank/een/"


def found(html: str) -> list[tuple]:
    """Return (kind, level, text) of each piece of a page with this main."""
    return [(one.kind, one.level, one.text) for one in pieces(f"<main>{html}</main>", base=BASE)]


def test_headings_paragraphs_and_lists_keep_their_order_and_level():
    html = (
        "<h1>Titel</h1><p>Eén <b>vet</b> woord.</p><section><h2>Kop</h2><ul><li>Boven"
        "<ul><li>Onder</li></ul></li><li>Naast</li></ul><h3>Klein</h3><ol><li><p>Stap</p></li></ol>"
        "</section>"
    )

    assert found(html) == [
        (Kind.HEADING, 1, "Titel"),
        (Kind.PARAGRAPH, 1, "Eén vet woord."),
        (Kind.HEADING, 2, "Kop"),
        (Kind.ITEM, 1, "Boven"),
        (Kind.ITEM, 2, "Onder"),
        (Kind.ITEM, 1, "Naast"),
        (Kind.HEADING, 3, "Klein"),
        (Kind.ITEM, 1, "Stap"),
    ]


@pytest.mark.parametrize(
    "html",
    [
        "<p data-beside>Verder</p>",
        "<p hidden>Verborgen</p>",
        "<span aria-hidden='true'>AG</span>",
        "<nav><a href='/x/'>Weg</a></nav>",
        "<details class='kk-passage__menu'><summary>Deel</summary></details>",
        "<section class='kk-end-block'><h2>Niet gevonden?</h2></section>",
        "<li class='kk-card'>Kaart</li>",
        "<form><label>Naam</label><button>Zoek</button></form>",
        "<!-- opmerking -->",
        "<p>  </p><h2></h2><ul></ul>",
    ],
)
def test_what_leads_on_or_says_nothing_stays_behind(html):
    assert found(f"{html}<p>Blijft</p>") == [(Kind.PARAGRAPH, 1, "Blijft")]


def test_runs_keep_their_look_and_whole_addresses():
    html = '<p>Zie <a href="/p/abc/">de <i>alinea</i></a> of <a href="mailto:a@b.nl">mail</a>.</p>'

    (piece,) = pieces(f"<main>{html}</main>", base=BASE)

    assert piece.runs == (
        Run("Zie "),
        Run("de ", href="https://kring.nl/p/abc/"),
        Run("alinea", italic=True, href="https://kring.nl/p/abc/"),
        Run(" of "),
        Run("mail", href="mailto:a@b.nl"),
        Run("."),
    )


@pytest.mark.parametrize("href", ["https://[naam].gemeente.nl/", "//[x/"])
def test_words_of_a_link_stay_when_its_address_is_none(href):
    (piece,) = pieces(f'<main><p>Zie <a href="{href}">jouw gemeente</a>.</p></main>', base=BASE)

    assert piece.text == "Zie jouw gemeente."
    assert {run.href for run in piece.runs} == {""}


def test_list_below_a_list_below_a_list_has_a_level_of_its_own():
    html = "<ol><li>Een<ol><li>Twee<ul><li>Drie</li></ul></li></ol></li><li>Weer een</li></ol>"

    assert [(level, text) for _kind, level, text in found(html)] == [
        (1, "Een"),
        (2, "Twee"),
        (3, "Drie"),
        (1, "Weer een"),
    ]


def test_table_has_its_caption_and_says_whether_its_first_row_names_the_columns():
    head = "<thead><tr><th scope='col'>Jaar</th></tr></thead>"
    rows = "<tbody><tr><th scope='row'>2024</th></tr></tbody>"

    caption, headed = pieces(
        f"<main><table><caption>Per jaar</caption>{head}{rows}</table></main>", base=BASE
    )
    (plain,) = pieces(f"<main><table>{rows}</table></main>", base=BASE)

    assert (caption.kind, caption.text) == (Kind.CAPTION, "Per jaar")
    assert (headed.rows, headed.headed) == ((("Jaar",), ("2024",)), True)
    assert plain.headed is False


def test_word_in_half_bold_stays_one_word_in_a_table_and_the_name_of_a_fact():
    html = (
        "<dl><dt>Kos<b>ten</b></dt><dd>geen</dd></dl><table><tr><td>kin<i>d</i></td></tr></table>"
    )

    fact, table = pieces(f"<main>{html}</main>", base=BASE)

    assert (fact.text, table.rows) == ("Kosten: geen", (("kind",),))


def test_words_of_blocks_inside_a_point_stand_apart():
    html = "<ul><li><div><b>Politiek</b> Ja.<small>Later.</small></div><div>Verder</div></li></ul>"

    assert found(html) == [(Kind.ITEM, 1, "Politiek Ja. Later. Verder")]


def test_facts_have_their_name_and_tables_their_rows():
    html = (
        "<dl><div><dt>Kosten</dt><dd>niet bekend</dd></div></dl>"
        "<table><tr><th>Jaar</th><th>Aantal</th></tr><tr><td>2024</td><td>12</td></tr></table>"
    )

    fact, table = pieces(f"<main>{html}</main>", base=BASE)

    assert fact.runs == (Run("Kosten: ", bold=True), Run("niet bekend"))
    assert table.rows == (("Jaar", "Aantal"), ("2024", "12"))


def test_numbered_points_with_a_heading_keep_their_number():
    html = "<ol><li><h3>Wat?</h3><p>Dit.</p></li><li><h3>Hoe?</h3></li></ol>"

    assert found(html) == [
        (Kind.HEADING, 3, "1. Wat?"),
        (Kind.PARAGRAPH, 1, "Dit."),
        (Kind.HEADING, 3, "2. Hoe?"),
    ]


def test_name_of_a_fact_that_is_a_question_has_no_colon():
    html = "<dl><dt>Wanneer merk je het?</dt><dd>Snel</dd></dl>"

    assert found(html) == [(Kind.FACT, 1, "Wanneer merk je het? Snel")]


def test_who_said_a_quote_is_apart_from_its_words():
    html = (
        "<blockquote><p>Zo is het.</p><div data-said-by><span>An, ouder</span></div></blockquote>"
    )

    assert found(html) == [(Kind.QUOTE, 1, "Zo is het."), (Kind.SAID_BY, 1, "An, ouder")]


def test_list_in_a_quote_stays_a_list():
    html = "<blockquote><p>Twee:</p><ul><li>Een</li><li>Weer een</li></ul></blockquote>"

    assert [kind for kind, *_ in found(html)] == [Kind.QUOTE, Kind.ITEM, Kind.ITEM]


ASIDE = "<aside><!-- . --><h2>Ook genoemd</h2><p>Bo</p></aside>"


def test_words_without_a_heading_are_not_under_that_of_an_aside():
    html = f"<div><p>Kort</p>{ASIDE} <div><p>Begin.</p><h2>Kop</h2><p>Meer.</p></div></div>"

    words = [text for _kind, _level, text in found(html)]

    assert words == ["Kort", "Begin.", "Kop", "Meer.", "Ook genoemd", "Bo"]


def test_aside_stays_in_front_of_what_has_a_heading_of_its_own():
    html = f"<div>{ASIDE}<!-- . --><div><h2>Kop</h2><p>Meer.</p></div></div>"

    words = [text for _kind, _level, text in found(html)]

    assert words == ["Ook genoemd", "Bo", "Kop", "Meer."]


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ("<div>", "</div>"),
        ("<ul><li>", "</li></ul>"),
        ("<b>", "</b>"),
        ("<blockquote>", "</blockquote>"),
    ],
)
def test_words_are_found_however_deep_they_stand(opening, closing):
    html = f"{opening * 2_000}Diep{opening}woord{closing * 2_001}"

    said = " ".join(text for _kind, _level, text in found(html))

    assert said == "Diep woord"


def test_each_list_says_where_it_begins():
    html = "<ol><li>Een</li><li>Twee</li></ol><ol><li>Weer een</li></ol>"

    found_pieces = pieces(f"<main>{html}</main>", base=BASE)

    assert [one.begins for one in found_pieces] == [True, False, True]


def test_page_without_a_main_says_nothing():
    assert pieces("<p>Los</p>", base=BASE) == []


PLACES = (
    "<h1>Titel</h1><p>Vooraf</p><section><h2 id='kop'>Kop</h2><div id='a'><p>Een</p></div>"
    "<ul><li id='b'>Twee<ul><li id='c'>Drie</li></ul></li><li>Vier</li></ul><h3>Klein</h3>"
    "<figure id='d'><blockquote><p>Vijf</p></blockquote></figure></section><h2>Ander</h2>"
    "<div id='e'><table><tr><td>Zes</td></tr></table></div>"
    "<dl><div id='f'><dt>Naam</dt><dd>Zeven</dd></div></dl>"
    "<div id='g'><h3>Acht</h3><p>Negen</p></div><div id='h'><p>Tien</p></div>"
)


@pytest.mark.parametrize(
    ("anchor", "words"),
    [
        ("a", ["Kop", "Een"]),
        ("b", ["Kop", "Twee", "Drie"]),
        ("c", ["Kop", "Drie"]),
        ("d", ["Klein", "Vijf"]),
        ("e", ["Ander", "Zes"]),
        ("f", ["Ander", "Naam: Zeven"]),
        # A place with a heading of its own needs none from above it.
        ("g", ["Acht", "Negen"]),
        ("kop", ["Kop", "Een", "Twee", "Drie", "Vier", "Klein", "Vijf"]),
        ("nergens", []),
    ],
)
def test_excerpt_is_what_stands_at_a_place_under_its_heading(anchor, words):
    found = excerpt(pieces(f"<main>{PLACES}</main>", base=BASE), anchor)

    assert [one.text or one.rows[0][0] for one in found] == words


def test_excerpt_above_every_heading_has_none():
    found = excerpt(pieces("<main><h1>Titel</h1><p id='a'>Een</p></main>", base=BASE), "a")

    assert [one.text for one in found] == ["Een"]
