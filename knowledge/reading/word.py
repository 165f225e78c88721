"""A page as a Word document, made of what a reader takes along of it. Pure.

WordprocessingML: ECMA-376 Part 1, §17.
"""

import re
from dataclasses import replace
from io import BytesIO

from django.utils.encoding import iri_to_uri
from docx import Document
from docx.document import Document as Word
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import RGBColor
from docx.text.paragraph import Paragraph

from knowledge.reading.along import Kind, Piece, Run
from office.hidden_signs import without_hidden_signs

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LINK_COLOUR = RGBColor(0x0B, 0x57, 0x6B)
STYLES = {
    Kind.QUOTE: "Intense Quote",
    Kind.PARAGRAPH: "Normal",
    Kind.FACT: "Normal",
    Kind.CAPTION: "Caption",
}
# Word has styles for lists so deep.
DEEPEST = 3
# What may stand in a property of a document, by python-docx.
LONGEST_PROPERTY = 255
# What no XML may hold, not even as a character reference (XML 1.0 §2.2).
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def document(
    pieces: list[Piece], *, title: str, source: tuple[Run, ...], language: str, site: str
) -> bytes:
    """Return a .docx with these pieces and, at its end, where they come from.

    `source` is the line that a reader cites; `language` is a tag such as "nl". Nothing stands in it
    that is not public: its maker is the site.
    """
    word = Document()
    _say_what_it_is(word, title, site, language)
    # Of each depth the list that is going on there.
    numberings: dict[int, int] = {}
    for piece in pieces:
        if piece.kind is Kind.TABLE:
            _table(word, piece)
            continue
        paragraph = word.add_paragraph(style=_style(piece))
        if piece.kind is Kind.ITEM and piece.ordered:
            if piece.begins or piece.level not in numberings:
                numberings[piece.level] = _numbering(word, paragraph)
            _number(paragraph, numberings[piece.level])
        for run in piece.runs:
            _write(paragraph, run)
    paragraph = word.add_paragraph()
    for run in source:
        _write(paragraph, replace(run, italic=True))
    written = BytesIO()
    word.save(written)
    return written.getvalue()


def _said(text: str) -> str:
    """Return text as XML can hold it; whatever is written passes here, stored long ago or not."""
    return _NOT_XML.sub("", without_hidden_signs(text))


def _style(piece: Piece) -> str:
    if piece.kind is Kind.HEADING:
        return "Title" if piece.level == 1 else f"Heading {piece.level - 1}"
    if piece.kind is Kind.ITEM:
        name = "List Number" if piece.ordered else "List Bullet"
        return name if piece.level == 1 else f"{name} {min(piece.level, DEEPEST)}"
    return STYLES[piece.kind]


def _say_what_it_is(word: Word, title: str, site: str, language: str) -> None:
    about = word.core_properties
    maker = _said(site)[:LONGEST_PROPERTY]
    about.title = _said(title)[:LONGEST_PROPERTY]
    about.author = about.last_modified_by = maker
    about.language, about.comments = language, ""
    # The language that spelling is checked in, and a screen reader speaks.
    look = word.styles["Normal"].element.get_or_add_rPr()
    spoken = OxmlElement("w:lang")
    spoken.set(qn("w:val"), language)
    look.append(spoken)


def _write(paragraph: Paragraph, run: Run) -> None:
    written = paragraph.add_run(_said(run.text))
    written.bold, written.italic = run.bold or None, run.italic or None
    if not run.href:
        return
    written.font.color.rgb, written.font.underline = LINK_COLOUR, True
    link = OxmlElement("w:hyperlink")
    # A space in an address, or an accent, makes Word refuse the whole document.
    target = iri_to_uri(_said(run.href))
    key = paragraph.part.relate_to(target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link.set(qn("r:id"), key)
    link.append(written._r)
    paragraph._p.append(link)


def _table(word: Word, piece: Piece) -> None:
    width = max(map(len, piece.rows))
    table = word.add_table(rows=0, cols=width, style="Table Grid")
    for number, texts in enumerate(piece.rows):
        row = table.add_row()
        is_head = piece.headed and number == 0
        for cell, text in zip(row.cells, texts, strict=False):
            _write(cell.paragraphs[0], Run(text, bold=is_head))
        if is_head:
            # Repeated on each page, and read aloud with each cell (§17.4.78).
            row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _numbering(word: Word, paragraph: Paragraph) -> int:
    """Return the key of a list of its own, so that every list begins at 1 (§17.9.15)."""
    numbers = word.part.numbering_part.numbering_definitions._numbering
    style = paragraph.style.element.pPr.numPr.numId.val
    abstract = numbers.num_having_numId(style).abstractNumId.val
    made = numbers.add_num(abstract)
    made.add_lvlOverride(ilvl=0).add_startOverride(1)
    return made.numId


def _number(paragraph: Paragraph, numbering: int) -> None:
    numbered = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    numbered.get_or_add_numId().val = numbering
