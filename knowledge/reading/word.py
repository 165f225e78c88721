"""A page as a Word document, made of what a reader takes along of it. Pure.

WordprocessingML: ECMA-376 Part 1, §17. Paragraphs, links and numberings are put in place here:
python-docx looks for the place of each among all that stand there already.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from io import BytesIO

from django.utils.encoding import iri_to_uri
from docx import Document
from docx.document import Document as Word
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.numbering import CT_Num
from docx.oxml.table import CT_Tbl
from docx.shared import Pt
from docx.table import Table
from docx.text.paragraph import Paragraph

from knowledge.reading import word_look
from knowledge.reading.along import Kind, Piece, Run
from knowledge.reading.word_look import About
from office.hidden_signs import without_hidden_signs

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
STYLES = {
    Kind.QUOTE: word_look.QUOTE,
    Kind.SAID_BY: word_look.SAID_BY,
    Kind.PARAGRAPH: "Normal",
    Kind.FACT: "Normal",
    Kind.CAPTION: "Caption",
}
# Word has styles for lists so deep.
DEEPEST = 3
# What no XML may hold, not even as a character reference (XML 1.0 §2.2).
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def document(pieces: list[Piece], *, about: About, source: tuple[Run, ...]) -> bytes:
    """Return a .docx with these pieces and, at its end, where they come from.

    `source` is the line that a reader cites. Nothing stands in it that is not public: its maker is
    the organisation of the site.
    """
    word = Document()
    word_look.dress(word)
    words = {name: _said(getattr(about, name)) for name in ("title", "subject", "maker")}
    word_look.say_what_it_is(word, replace(about, **words))
    paper = _Paper(word)
    for piece, following in _with_following(pieces):
        if piece.kind is Kind.TABLE:
            paper.table(piece, stays=following is None)
        else:
            paper.piece(piece, following)
    paper.paragraph("Normal", tuple(replace(run, italic=True) for run in source))
    written = BytesIO()
    word.save(written)
    return written.getvalue()


def _with_following(pieces: list[Piece]) -> Iterator[tuple[Piece, Piece | None]]:
    return zip(pieces, [*pieces[1:], None], strict=True)


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


class _Paper:
    """A document that is being written, from its beginning to its end."""

    def __init__(self, word: Word) -> None:
        self._word = word
        # The properties of its paper stand behind all that is written.
        self._end = word.element.body.get_or_add_sectPr()
        self._style = cache(lambda name: word.styles[name])
        # The key of each address in the list of what the document leads to.
        self._links: dict[str, str] = {}
        numbers = word.part.numbering_part.element.num_lst
        self._abstracts = {one.numId: one.abstractNumId.val for one in numbers}
        self._last_number = max(numbers, key=lambda number: number.numId)
        # Of each depth the list that is going on there.
        self._lists: dict[int, int] = {}

    def piece(self, piece: Piece, following: Piece | None) -> None:
        """Write what is no table; nothing that belongs to what follows stays behind on a page."""
        name = _style(piece)
        written = self.paragraph(name, piece.runs)
        if piece.kind is Kind.ITEM and piece.ordered:
            if piece.begins or piece.level not in self._lists:
                self._lists[piece.level] = self._new_list(name)
            numbered = written._p.get_or_add_pPr().get_or_add_numPr()
            numbered.get_or_add_numId().val = self._lists[piece.level]
        is_said = following is not None and following.kind is Kind.SAID_BY
        is_one_of_facts = Kind.FACT is piece.kind is getattr(following, "kind", None)
        if is_said or is_one_of_facts:
            written.paragraph_format.space_after = Pt(2)
        if is_said or following is None or piece.kind is Kind.CAPTION:
            written.paragraph_format.keep_with_next = True

    def paragraph(self, style: str, runs: tuple[Run, ...]) -> Paragraph:
        """Write a paragraph and return it."""
        element = OxmlElement("w:p")
        self._end.addprevious(element)
        element.style = self._style(style).style_id
        paragraph = Paragraph(element, self._word._body)
        for run in runs:
            self._write(paragraph, run)
        return paragraph

    def table(self, piece: Piece, *, stays: bool) -> None:
        """Write a table; when it stays with what follows, its last row does."""
        width = self._word._block_width
        element = CT_Tbl.new_tbl(len(piece.rows), max(map(len, piece.rows)), width)
        self._end.addprevious(element)
        Table(element, self._word._body).style = self._style("Table Grid")
        last = len(piece.rows) - 1
        for number, (row, texts) in enumerate(zip(element.tr_lst, piece.rows, strict=True)):
            is_head = piece.headed and number == 0
            properties = row.get_or_add_trPr()
            # A row is never cut in two (§17.4.6).
            properties.append(OxmlElement("w:cantSplit"))
            if is_head:
                # Repeated on each page, and read aloud with each cell (§17.4.78).
                properties.append(OxmlElement("w:tblHeader"))
            for cell, text in zip(row.tc_lst, texts, strict=False):
                paragraph = Paragraph(cell.p_lst[0], self._word._body)
                paragraph.paragraph_format.space_after = Pt(2)
                paragraph.paragraph_format.keep_with_next = (stays and number == last) or None
                self._write(paragraph, Run(text, bold=is_head))

    def _write(self, paragraph: Paragraph, run: Run) -> None:
        written = paragraph.add_run(_said(run.text))
        written.bold, written.italic = run.bold or None, run.italic or None
        if not run.href:
            return
        written.font.color.rgb, written.font.underline = word_look.COLOUR, True
        link = OxmlElement("w:hyperlink")
        # A space in an address, or an accent, makes Word refuse the whole document.
        link.set(qn("r:id"), self._key_of(iri_to_uri(_said(run.href))))
        link.append(written._r)
        paragraph._p.append(link)

    def _key_of(self, address: str) -> str:
        if address not in self._links:
            # "rId1" and so on are those of python-docx.
            key = self._links[address] = f"link{len(self._links) + 1}"
            kind = RELATIONSHIP_TYPE.HYPERLINK
            self._word.part.rels.add_relationship(kind, address, key, is_external=True)
        return self._links[address]

    def _new_list(self, style: str) -> int:
        """Return the key of a list of its own, so that every list begins at 1 (§17.9.15)."""
        key = self._style(style).element.pPr.numPr.numId.val
        made = CT_Num.new(self._last_number.numId + 1, self._abstracts[key])
        made.add_lvlOverride(ilvl=0).add_startOverride(1)
        self._last_number.addnext(made)
        self._last_number = made
        return made.numId
