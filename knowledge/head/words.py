"""The one or two sentences that describe a page, and who publishes it."""

from django.utils.translation import gettext as _

from knowledge.models import Person
from office.models import SiteSettings
from office.shared_reads import shared

# Search engines show about as much.
LONGEST = 160


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


def printable(text: str) -> str:
    """Return text without what no XML may hold; an end of a line stays."""
    return "".join(sign for sign in text if sign.isprintable() or sign in "\n\t")


def names_somebody_hidden(text: str) -> bool:
    """Tell whether a text holds the name of a person who is shown by role."""
    words = " ".join(text.casefold().split())
    return any(name in words for name in _hidden_names())


@shared
def _hidden_names() -> tuple[str, ...]:
    """Return the names of those who are shown by role, in small letters; one query."""
    names = Person.objects.filter(show_as_role=True).values_list("name", flat=True)
    return tuple(" ".join(name.casefold().split()) for name in names if name.strip())


@shared
def publisher() -> str:
    """Return the name of the organisation that runs the site; one query."""
    known = SiteSettings.objects.filter(site__is_default_site=True)
    name = known.values_list("organisation", flat=True).first()
    return name or SiteSettings().organisation
