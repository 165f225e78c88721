"""Words that are explained where a page first uses them."""

import re

from django.utils.html import escape
from django.utils.translation import get_language

from knowledge.models import Term

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


def _behind(term: Term) -> str:
    lang = "" if get_language() == DUTCH else f' lang="{DUTCH}"'
    return f' <span class="kk-term"{lang}>({escape(term.explanation)})</span>'
