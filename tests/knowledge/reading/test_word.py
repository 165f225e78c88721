"""Pieces as a Word document: what it holds, how it looks, and that LibreOffice opens it."""

import os
import shutil
import subprocess
import time
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from docx import Document
from docx.oxml.ns import qn

from knowledge.reading import word, word_look
from knowledge.reading.along import Kind, Piece, Run
from knowledge.reading.word_look import About

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
with_libreoffice = pytest.mark.skipif(
    OFFICE is None and not os.environ.get("REQUIRE_LIBREOFFICE"), reason="there is no LibreOffice"
)
PIECES = [
    Piece(Kind.HEADING, (Run("Titel"),), level=1),
    Piece(Kind.HEADING, (Run("Kop"),), level=2),
    Piece(Kind.PARAGRAPH, (Run("Zie "), Run("hier", href="https://kring.nl/x/"), Run("."))),
    Piece(Kind.ITEM, (Run("Eén"),), ordered=True, begins=True),
    Piece(Kind.ITEM, (Run("Twee"),), ordered=True),
    Piece(Kind.ITEM, (Run("Weer één"),), ordered=True, begins=True),
    Piece(Kind.ITEM, (Run("Los"),)),
    Piece(Kind.CAPTION, (Run("Per jaar"),)),
    Piece(Kind.TABLE, rows=(("Jaar", "Aantal"), ("2024",)), headed=True),
]
SOURCE = (Run("Titel. De Kring. "), Run("https://kring.nl/t/", href="https://kring.nl/t/"))
NESTED = [
    Piece(Kind.ITEM, (Run("Eén"),), ordered=True, begins=True),
    Piece(Kind.ITEM, (Run("Twee"),), ordered=True),
    Piece(Kind.ITEM, (Run("Twee-een"),), level=2, ordered=True, begins=True),
    Piece(Kind.ITEM, (Run("Diep-een"),), level=3, ordered=True, begins=True),
    Piece(Kind.ITEM, (Run("Dieper-een"),), level=4, ordered=True, begins=True),
    Piece(Kind.ITEM, (Run("Diep-twee"),), level=3, ordered=True),
    Piece(Kind.ITEM, (Run("Twee-twee"),), level=2, ordered=True),
    Piece(Kind.ITEM, (Run("Drie"),), ordered=True),
    Piece(Kind.ITEM, (Run("Drie-een"),), level=2, ordered=True, begins=True),
    Piece(Kind.ITEM, (Run("Vier"),), ordered=True),
]
# What XML cannot hold, and a browser or an import brings all the same.
NO_XML = "\x00\x02\x1b\ufffe\uffff\ufdd0\ud83d\U0001fffe"


def opened(content: bytes):
    return Document(BytesIO(content))


ABOUT = About(
    title="Titel",
    subject="Waar het over gaat",
    maker="De Kring",
    language="nl",
    made_at=datetime(2026, 11, 29, 1, 30, tzinfo=ZoneInfo("Europe/Amsterdam")),
)


def made(pieces: list[Piece] = PIECES, about: About = ABOUT) -> bytes:
    return word.document(pieces, about=about, source=SOURCE)


def test_document_has_headings_lists_links_and_its_source_at_the_end():
    document = opened(made())
    said = [(one.style.name, one.text) for one in document.paragraphs]

    assert said == [
        ("Title", "Titel"),
        ("Heading 1", "Kop"),
        ("Normal", "Zie hier."),
        ("List Number", "Eén"),
        ("List Number", "Twee"),
        ("List Number", "Weer één"),
        ("List Bullet", "Los"),
        ("Caption", "Per jaar"),
        ("Normal", "Titel. De Kring. https://kring.nl/t/"),
    ]
    assert [link.address for link in document.paragraphs[-1].hyperlinks] == ["https://kring.nl/t/"]
    assert [link.address for link in document.paragraphs[2].hyperlinks] == ["https://kring.nl/x/"]
    assert [[cell.text for cell in row.cells] for row in document.tables[0].rows] == [
        ["Jaar", "Aantal"],
        ["2024", ""],
    ]


def test_first_row_of_a_table_is_its_head_when_it_names_the_columns():
    def heads(headed):
        table = Piece(Kind.TABLE, rows=(("Jaar",), ("2024",)), headed=headed)
        rows = opened(made([table])).tables[0].rows
        return [bool(row._tr.xpath("./w:trPr/w:tblHeader")) for row in rows]

    assert heads(True) == [True, False]
    assert heads(False) == [False, False]


def test_signs_that_xml_cannot_hold_are_left_out_of_every_string():
    torn = f"samen{NO_XML}werking"
    linked = Run(torn, href=f"https://kring.nl/{NO_XML}")
    pieces = [
        *(Piece(kind, (linked,)) for kind in Kind if kind != Kind.TABLE),
        Piece(Kind.TABLE, rows=((torn,),), headed=True),
    ]

    about = replace(ABOUT, title=torn, subject=torn, maker=torn)
    document = opened(word.document(pieces, about=about, source=(Run(torn),)))

    words = [one.text for one in document.paragraphs]
    words.append(document.tables[0].cell(0, 0).text)
    about = document.core_properties
    said = {*words, about.title, about.subject, about.author, about.last_modified_by}
    assert said == {"samenwerking"}
    assert document.paragraphs[0].hyperlinks[0].address == "https://kring.nl/"


def test_address_with_a_space_or_an_accent_is_written_as_one():
    said = Piece(Kind.PARAGRAPH, (Run("Café", href="https://kring.nl/een café/?a=1&b=2"),))

    (link,) = opened(made([said])).paragraphs[0].hyperlinks

    assert link.address == "https://kring.nl/een%20caf%C3%A9/?a=1&b=2"


def test_each_numbered_list_has_a_number_of_its_own():
    first, second, third = (
        one._p.pPr.numPr.numId.val
        for one in opened(made()).paragraphs
        if one.style.name == "List Number"
    )

    assert first == second != third


def test_document_says_who_made_it_when_and_in_which_language():
    about = opened(made()).core_properties

    assert (about.author, about.last_modified_by, about.title) == ("De Kring", "De Kring", "Titel")
    assert (about.subject, about.comments) == ("Waar het over gaat", "")
    # In UTC, as Word writes it.
    made_at = datetime(2026, 11, 29, 0, 30, tzinfo=UTC)
    assert (about.created, about.modified) == (made_at, made_at)


@pytest.mark.parametrize(("language", "tag"), [("nl", "nl-NL"), ("en", "en-GB"), ("fy", "fy")])
def test_words_are_spelled_and_read_aloud_in_their_language(language, tag):
    document = opened(made(about=replace(ABOUT, language=language)))

    assert document.core_properties.language == tag
    said = {one.get(qn("w:val")) for one in document.styles.element.iter(qn("w:lang"))}
    assert said == {tag}


def test_paper_is_a4_with_our_own_letters():
    document = opened(made())
    (section,) = document.sections

    assert [round(side.mm) for side in (section.page_width, section.page_height)] == [210, 297]
    margins = (section.left_margin, section.right_margin, section.top_margin, section.bottom_margin)
    assert {round(one.cm, 1) for one in margins} == {2.5}
    fonts = document.styles.element.iter(qn("w:rFonts"))
    assert not [name for one in fonts for name in one.attrib if name.endswith("Theme")]


def test_words_of_a_link_look_like_one():
    zie, hier, _dot = (run for run in opened(made()).paragraphs[2].iter_inner_content())

    (linked,) = hier.runs
    assert (linked.font.underline, linked.font.color.rgb) == (True, word_look.COLOUR)
    assert (zie.font.underline, zie.font.color.rgb) == (None, None)


def test_every_paragraph_is_in_the_language_of_the_document():
    normal = opened(made(about=replace(ABOUT, language="en"))).styles["Normal"].element

    assert [one.get(qn("w:val")) for one in normal.rPr.iter(qn("w:lang"))] == ["en-GB"]


def test_property_that_is_too_long_for_a_document_is_cut():
    long = "x" * 300
    about = opened(made(about=replace(ABOUT, title=long, subject=long, maker=long))).core_properties

    assert {len(one) for one in (about.title, about.subject, about.author)} == {255}


def kept(pieces: list[Piece]) -> list[str]:
    """Return the paragraphs that stay on one page with what follows them."""
    document = opened(made(pieces))
    rows = [cell.paragraphs[0] for table in document.tables for cell in table.rows[-1].cells]
    return [
        one.text
        for one in [*document.paragraphs, *rows]
        if one.paragraph_format.keep_with_next or one.style.paragraph_format.keep_with_next
    ]


def test_heading_quote_and_caption_stay_with_what_follows_them():
    pieces = [
        Piece(Kind.HEADING, (Run("Titel"),), level=1),
        Piece(Kind.HEADING, (Run("Kop"),), level=2),
        Piece(Kind.QUOTE, (Run("Zo is het."),)),
        Piece(Kind.SAID_BY, (Run("An, ouder"),)),
        Piece(Kind.QUOTE, (Run("Van niemand."),)),
        Piece(Kind.CAPTION, (Run("Per jaar"),)),
        Piece(Kind.TABLE, rows=(("2024",),)),
        Piece(Kind.PARAGRAPH, (Run("Slot."),)),
    ]

    assert kept(pieces) == ["Titel", "Kop", "Zo is het.", "Per jaar", "Slot."]
    styles = [one.style.name for one in opened(made(pieces)).paragraphs]
    assert styles[2:5] == ["Quote", "Attribution", "Quote"]


def test_source_never_stands_alone_on_the_last_page():
    table = Piece(Kind.TABLE, rows=(("2023",), ("2024",)))

    assert kept([Piece(Kind.ITEM, (Run("Laatste"),))]) == ["Laatste"]
    assert kept([Piece(Kind.PARAGRAPH, (Run("Begin."),)), table]) == ["2024"]


def many(count: int) -> list[Piece]:
    """Return numbered lists, each of its own, with links to addresses of their own."""
    return [
        Piece(
            Kind.ITEM,
            (Run("Zie "), Run("hier", href=f"https://kring.nl/{number}/")),
            ordered=True,
            begins=True,
        )
        for number in range(count)
    ]


def seconds_for(count: int) -> float:
    pieces, began = many(count), time.process_time()
    made(pieces)
    return time.process_time() - began


def test_work_grows_with_the_text_and_no_faster():
    seconds_for(10)

    few, lots = seconds_for(500), seconds_for(4_000)

    # Eight times the text: fifty times the work where a paragraph looks at all before it.
    assert lots < 16 * few


def read_by_libreoffice(content: bytes, kind: str, folder: Path) -> str:
    """Return what LibreOffice makes of a document: "html", or "txt" as it is read on paper."""
    file = folder / "blad.docx"
    file.write_bytes(content)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    as_kind = {"txt": "txt:Text (encoded):UTF8"}.get(kind, kind)
    convert = [OFFICE, profile, "--headless", "--convert-to", as_kind, "--outdir", folder, file]
    subprocess.run(convert, check=True, capture_output=True, timeout=120)
    return (folder / f"blad.{kind}").read_text()


@with_libreoffice
def test_numbers_of_a_list_go_on_after_the_list_below_a_point(tmp_path: Path):
    text = read_by_libreoffice(made(NESTED), "txt", tmp_path)

    lines = [line.strip() for line in text.lstrip("\ufeff").splitlines()]
    assert lines[:10] == [
        "1. Eén",
        "2. Twee",
        "1. Twee-een",
        "1. Diep-een",
        "1. Dieper-een",
        "2. Diep-twee",
        "2. Twee-twee",
        "3. Drie",
        "1. Drie-een",
        "4. Vier",
    ]


@with_libreoffice
def test_libreoffice_opens_it_with_headings_lists_and_links(tmp_path: Path):
    html = read_by_libreoffice(made(), "html", tmp_path).lower()

    assert "<h1" in html
    assert 'href="https://kring.nl/x/"' in html
    assert html.count("<ol") == 2
    assert html.count("<ul") == 1
    assert "<table" in html
