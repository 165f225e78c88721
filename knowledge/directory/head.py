"""The heads of the page of a gemeente and of a person."""

from django.db.models import Q
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _, ngettext

from knowledge import closing
from knowledge.directory.queries import Entry
from knowledge.head.routes import in_every_language, of_route
from knowledge.head.values import Head
from knowledge.models import Gemeente, KnowledgePage, Person
from office.mail.kinds import absolute


def of_gemeenten(path: str) -> Head:
    """Return the head of the list of gemeenten."""
    said = _(
        "Wat doen gemeenten tegen kinderarmoede? Kies een gemeente, bijvoorbeeld een die even "
        "groot is als die van jou."
    )
    return of_route(_("Gemeenten"), said, path=path, languages=in_every_language(path))


def of_people(path: str) -> Head:
    """Return the head of the list of people."""
    said = _("Wie sprak er, of werd genoemd? Van A tot Z op achternaam.")
    return of_route(_("Mensen"), said, path=path, languages=in_every_language(path))


def of_gemeente(gemeente: Gemeente, entries: list[Entry]) -> Head:
    """Return the head of a gemeente's page; one query. One of which nothing can be read is in no
    search engine.
    """
    title = _("Gemeente %(name)s") % {"name": gemeente.name}
    if not entries:
        said = _("Over %(name)s staat hier nog niets.") % {"name": gemeente.name}
        return Head(title=title, description=said, is_indexed=False)
    said = _("Wat doet gemeente %(name)s tegen kinderarmoede? %(pages)s: %(titles)s.")
    words = said % {"name": gemeente.name, "pages": _number(entries), "titles": _titles(entries)}
    about = Q(gemeenten__gemeente=gemeente) | Q(gemeenten__gemeente__merged_into=gemeente)
    return _head("gemeente", title, words, gemeente.slug, about)


def of_person(person: Person, entries: list[Entry]) -> Head:
    """Return the head of the page of a person who is shown by name; one query."""
    said = _("Waar %(name)s sprak of genoemd werd. %(pages)s: %(titles)s.")
    words = said % {"name": person.name, "pages": _number(entries), "titles": _titles(entries)}
    return _head("person", person.name, words, person.slug, Q(speakers__person=person))


def _head(name: str, title: str, words: str, slug: str, on_page: Q) -> Head:
    addresses = {}
    for language in _languages(on_page):
        with translation.override(language):
            addresses[language] = absolute(reverse(name, args=[slug]))
    kind = "profile" if name == "person" else "website"
    path = reverse(name, args=[slug])
    return of_route(title, words, path=path, languages=addresses, kind=kind)


def _languages(on_page: Q) -> list[str]:
    """Return the languages in which there is a page to show."""
    pages = closing.visible(KnowledgePage.objects.filter(on_page, alias_of=None))
    found = pages.order_by("locale_id").values_list("locale__language_code", flat=True)
    return list(dict.fromkeys(found))


def _number(entries: list[Entry]) -> str:
    return ngettext("%(number)s pagina", "%(number)s pagina’s", len(entries)) % {
        "number": len(entries)
    }


def _titles(entries: list[Entry]) -> str:
    return ", ".join(dict.fromkeys(entry.title for entry in entries))
