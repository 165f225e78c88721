"""Words that are explained where a page first uses them."""

import re

from django.utils.html import escape
from django.utils.translation import get_language

from knowledge.models import Term
from office.shared_reads import shared
from search.sources import SYNONYMS

DUTCH = "nl"
# As `knowledge/pages/terms.py` opens it; nothing that an editor types holds this.
MARK = re.compile(r'<a data-term="(\d{1,18})">')
# A mark may stand inside a link or another mark, and they inside it: each has an end of its own.
TAG = re.compile(rf"{MARK.pattern}|<a\b[^>]*>|</a>")


def explained(html: str) -> str:
    """Return the HTML of a page in which each marked word is explained at its first use.

    A word of which the row is gone stays a word. One query, and none without marks.
    """
    numbers = {int(number) for number in MARK.findall(html)}
    if not numbers:
        return html
    terms = {row.pk: row for row in Term.objects.filter(pk__in=numbers)}
    # The marks and links that are open; "" for a link.
    opened: list[str] = []

    def write(tag: re.Match) -> str:
        if tag[0] != "</a>":
            opened.append(tag[1] or "")
            return "" if tag[1] else tag[0]
        number = opened.pop() if opened else ""
        return _behind(terms.pop(int(number), None)) if number else tag[0]

    return TAG.sub(write, html)


def register() -> None:
    """Let search find either word for the same thing."""
    SYNONYMS.register("terms", synonyms)


@shared
def synonyms(language: str) -> list[list[str]]:
    """Return each word with the others for it; none in another language. One query."""
    if language != DUTCH:
        return []
    rows = Term.objects.exclude(equals="").values_list("word", "equals")
    groups = [[word, *(other.strip() for other in equals.split(","))] for word, equals in rows]
    return [[phrase for phrase in group if phrase] for group in groups]


def _behind(term: Term | None) -> str:
    if term is None:
        return ""
    lang = "" if get_language() == DUTCH else f' lang="{DUTCH}"'
    return f' <span class="kk-term"{lang}>({escape(term.explanation)})</span>'
