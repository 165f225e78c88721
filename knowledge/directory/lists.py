"""The list of people of whom something can be read, and what it shares with that of gemeenten."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from knowledge.models import PageSpeaker
from knowledge.reading import cards
from office.letters import without_accents


@dataclass(frozen=True, slots=True)
class ListedPerson:
    """A person with her last role and on how many pages she is."""

    name: str
    slug: str
    role: str
    pages: int
    fictional: bool


@dataclass(frozen=True, slots=True)
class Group:
    """The entries under one heading; `anchor` is its id."""

    anchor: str
    heading: str
    entries: list


def people(language: str) -> list[Group]:
    """Return the people with public pages in a language by the letter of their name; two queries.

    Who is shown by role is in no list of names.
    """
    rows = PageSpeaker.objects.filter(
        person__show_as_role=False, page__in=cards.pages(language).order_by().values("pk")
    )
    # The newest page comes first: its role is how she is known now.
    rows = rows.select_related("person", "organisation").order_by(
        "-page__first_published_at", "-page", "sort_order"
    )
    newest: dict[int, PageSpeaker] = {}
    pages: dict[int, set[int]] = defaultdict(set)
    for row in rows:
        known = newest.get(row.person_id)
        if known is None or (row.description and not known.description):
            newest[row.person_id] = row
        pages[row.person_id].add(row.page_id)
    letters: dict[str, list[ListedPerson]] = defaultdict(list)
    for row in sorted(newest.values(), key=lambda row: name_key(row.person.name)):
        person = row.person
        letters[_letter(person.name)].append(
            ListedPerson(
                name=person.name,
                slug=person.slug,
                role=row.description,
                pages=len(pages[person.pk]),
                fictional=person.fictional,
            )
        )
    return [
        Group(anchor=f"letter-{letter.lower()}", heading=letter, entries=letters[letter])
        for letter in sorted(letters)
    ]


def total(groups: Iterable[Group]) -> int:
    """Return how many entries there are in all groups."""
    return sum(len(group.entries) for group in groups)


def lacking(groups: Iterable[Group], whole: Iterable[Group]) -> int:
    """Return how many entries of whole are in none of the groups."""
    slugs = [{entry.slug for group in some for entry in group.entries} for some in (groups, whole)]
    return len(slugs[1] - slugs[0])


def sort_key(name: str) -> str:
    """Return a name as it is sorted: ’s-Hertogenbosch among the h, Øster among the o."""
    words = name.removeprefix("’s-").removeprefix("'s-")
    return without_accents(words).casefold()


def name_key(name: str) -> tuple[str, str]:
    """Return a person's name as it is sorted: by her last name without "van de", then the whole."""
    return sort_key(_last_name(name)), sort_key(name)


def _last_name(name: str) -> str:
    words = [word for word in name.split() if word[:1].isupper()] or name.split() or [name]
    return words[-1]


def _letter(name: str) -> str:
    first = sort_key(_last_name(name))[:1].upper()
    return first if first.isalpha() else "0"
