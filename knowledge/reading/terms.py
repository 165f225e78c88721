"""Words that are explained where a page first uses them."""

import re

from django.utils.html import escape
from django.utils.translation import get_language

from knowledge.models import Term
from office.shared_reads import shared
from search.sources import SYNONYMS

DUTCH = "nl"
# As `knowledge/pages/terms.py` opens it; nothing that an editor types holds this.
MARK = re.compile(r'<a data-term="(\d{1,18})">(.*?)</a>', re.DOTALL)


def explained(html: str) -> str:
    """Return the HTML of a page in which each marked word is explained at its first use.

    A word of which the row is gone stays a word. One query, and none without marks.
    """
    numbers = {int(number) for number, _word in MARK.findall(html)}
    if not numbers:
        return html
    terms = {row.pk: row for row in Term.objects.filter(pk__in=numbers)}

    def write(mark: re.Match) -> str:
        term = terms.pop(int(mark[1]), None)
        return f"{mark[2]}{_behind(term)}" if term else mark[2]

    return MARK.sub(write, html)


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


def _behind(term: Term) -> str:
    lang = "" if get_language() == DUTCH else f' lang="{DUTCH}"'
    return f' <span class="kk-term"{lang}>({escape(term.explanation)})</span>'
