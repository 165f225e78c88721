"""The one or two sentences that describe a page, and who publishes it."""

import unicodedata

from django.utils.translation import gettext as _

from knowledge.models import Person
from office.models import SiteSettings
from office.shared_reads import shared

# Search engines show about as much.
LONGEST = 160
# Control signs, halves of a pair, and what is no sign at all.
FORBIDDEN = ("Cc", "Cs", "Cn")


def describe(*candidates: str, title: str = "") -> str:
    """Return the first of candidates that says something, cut at a word; never "".

    One that names a person who is shown by role is passed over.
    """
    for text in candidates:
        words = " ".join(printable(text or "").split())
        if words and not names_somebody_hidden(words):
            return cut(words)
    if not title or names_somebody_hidden(title):
        return _("Kennis en ervaring uit gemeenten die kinderarmoede aanpakken.")
    about = _("%(title)s. Kennis en ervaring uit gemeenten die kinderarmoede aanpakken.")
    return cut(about % {"title": title.rstrip(".")})


def cut(text: str, longest: int = LONGEST) -> str:
    """Return text in at most so many characters, cut at a word and with "…" where it is cut."""
    if len(text) <= longest:
        return text
    head = text[: longest - 1]
    if not text[longest - 1].isspace():
        # One word without end has no place to cut at.
        head = head.rpartition(" ")[0] or head
    return head.rstrip(" ,;:–-") + "…"


def title_of_page(title: str, number: int) -> str:
    """Return the title of one page of a list; the first one has that of the list."""
    return title + _(", pagina %(number)s") % {"number": number} if number > 1 else title


def printable(text: str) -> str:
    """Return text without what no XML may hold; every space is plain, an end of a line stays."""
    return "".join(_printable(sign) for sign in text)


def _printable(sign: str) -> str:
    if sign in "\n\t":
        return sign
    category = unicodedata.category(sign)
    if category.startswith("Z"):
        return " "
    # A joiner holds an emoji and a Persian word together; a mark of byte order holds nothing.
    return "" if category in FORBIDDEN or sign == "\ufeff" else sign


def names_somebody_hidden(text: str) -> bool:
    """Tell whether a text holds the name of a person who is shown by role."""
    words = _folded(text)
    return any(name in words for name in _hidden_names())


def _folded(text: str) -> str:
    # Without spaces and unseen signs: whichever stand in a name, it can be read.
    plain = unicodedata.normalize("NFKC", text).casefold()
    unseen = ("Z", "Cc", "Cf")
    return "".join(sign for sign in plain if not unicodedata.category(sign).startswith(unseen))


@shared
def _hidden_names() -> tuple[str, ...]:
    """Return the names of those who are shown by role, folded; one query."""
    names = Person.objects.filter(show_as_role=True).values_list("name", flat=True)
    return tuple(folded for name in names if (folded := _folded(name)))


@shared
def publisher() -> str:
    """Return the name of the organisation that runs the site; one query."""
    return SiteSettings.of_default_site().organisation
