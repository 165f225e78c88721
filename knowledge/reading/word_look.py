"""How a Word document looks and what it says of itself: paper, letters, language, maker. Pure.

WordprocessingML: ECMA-376 Part 1, §17.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

from docx.document import Document as Word
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

COLOUR = RGBColor(0x0B, 0x57, 0x6B)
GREY = RGBColor(0x4A, 0x55, 0x5C)
FONT = "Calibri"
QUOTE, SAID_BY = "Quote", "Attribution"
HEADINGS = ("Title", "Heading 1", "Heading 2", "Heading 3")
INDENT = Cm(1)
# How a document names a language whose words have other spellings elsewhere (BCP 47).
TAGS = {"nl": "nl-NL", "en": "en-GB"}
# What may stand in a property of a document, by python-docx.
LONGEST_PROPERTY = 255


@dataclass(frozen=True, slots=True)
class About:
    """What a document says of itself; `language` is a tag such as "nl", `made_at` is aware."""

    title: str
    subject: str
    maker: str
    language: str
    made_at: datetime


def dress(word: Word) -> None:
    """Give the document the paper and the letters of ours instead of those of python-docx."""
    (section,) = word.sections
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin = section.bottom_margin = Cm(2.5)
    for fonts in word.styles.element.iter(qn("w:rFonts")):
        fonts.attrib.clear()
        for script in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.set(qn(f"w:{script}"), FONT)
    said_by = word.styles.add_style(SAID_BY, WD_STYLE_TYPE.PARAGRAPH)
    said_by.base_style = word.styles["Normal"]
    for name in (*HEADINGS, QUOTE, "Caption"):
        _in_our_colour(word.styles[name])
    for name in HEADINGS:
        spacing = word.styles[name].paragraph_format
        spacing.keep_with_next, spacing.space_after = True, Pt(4)
    word.styles["Title"].font.size = Pt(24)
    word.styles["Title"].paragraph_format.space_after = Pt(12)
    quote = word.styles[QUOTE]
    quote.paragraph_format.keep_together = True
    for style in (quote, said_by):
        style.paragraph_format.left_indent = style.paragraph_format.right_indent = INDENT
    said_by.font.size, said_by.font.color.rgb = Pt(10), GREY


def _in_our_colour(style: ParagraphStyle) -> None:
    for one in style.element.iter():
        if one.attrib.pop(qn("w:themeColor"), None) is None:
            continue
        one.attrib.pop(qn("w:themeShade"), None)
        one.set(qn("w:val" if one.tag == qn("w:color") else "w:color"), str(COLOUR))


def say_what_it_is(word: Word, about: About) -> None:
    """Write the properties of the document, and the language that its words are in."""
    tag = TAGS.get(about.language, about.language)
    said = word.core_properties
    said.title = about.title[:LONGEST_PROPERTY]
    said.subject = about.subject[:LONGEST_PROPERTY]
    said.author = said.last_modified_by = about.maker[:LONGEST_PROPERTY]
    said.created = said.modified = about.made_at.astimezone(UTC).replace(tzinfo=None)
    said.language, said.comments = tag, ""
    # The language that spelling is checked in, and a screen reader speaks.
    for spoken in word.styles.element.iter(qn("w:lang")):
        spoken.set(qn("w:val"), tag)
    look = word.styles["Normal"].element.get_or_add_rPr()
    spoken = OxmlElement("w:lang")
    spoken.set(qn("w:val"), tag)
    look.append(spoken)
