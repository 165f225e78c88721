"""The gemeenten as visitors look for them: by name, province and size, and those like one."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count
from django.db.models.functions import Coalesce
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from knowledge.directory.lists import Group, sort_key
from knowledge.models import Gemeente, PageGemeente, Province
from knowledge.models.gemeente import Country, Size
from knowledge.models.kinds import kinds
from knowledge.pages.queries import types
from knowledge.reading import cards
from knowledge.reading.lists import Choice
from office.letters import without_accents
from office.shared_reads import shared

# Found by a name, and shown as alike.
MOST_FOUND, MOST_ALIKE = 20, 5
BRACKETS = re.compile(r"\([^)]*\)")
# Words in names that are written in two ways.
ALSO_WRITTEN = {"den": "de", "st": "sint"}


@dataclass(frozen=True, slots=True)
class ListedGemeente:
    """A gemeente with how much there is of each kind: "2 praktijkvoorbeelden, 1 verslag".

    `name` is as people may have written it, `slug` that of the gemeente that it is today.
    """

    name: str
    slug: str
    where: str
    inhabitants: str
    counts: str


@dataclass(frozen=True, slots=True)
class Overview:
    """The gemeenten with public pages, narrowed to the chosen province and size."""

    groups: list[Group]
    provinces: list[Choice]
    sizes: list[Choice]


@dataclass(frozen=True, slots=True)
class Found:
    """The gemeenten that a typed name finds; `lacking` is one without pages, found alone."""

    listed: list[ListedGemeente]
    lacking: Gemeente | None = None


@shared
def every() -> tuple[Gemeente, ...]:
    """Return every gemeente with its province, sorted as people sort names; one query."""
    rows = Gemeente.objects.select_related("province", "merged_into__province")
    return tuple(sorted(rows, key=lambda row: sort_key(row.name)))


@shared
def suggestions() -> tuple[str, ...]:
    """Return the names to suggest where a gemeente is typed: of today, each name that it has."""
    current = (row for row in every() if row.merged_into_id is None)
    return tuple(dict.fromkeys(name for row in current for name in (row.name, *row.other_names)))


def overview(language: str, *, province: str = "", size: Size | None = None) -> Overview:
    """Return the gemeenten with public pages in a language by province; two queries.

    Each filter is counted as if it were not chosen itself, and keeps the other.
    """
    numbers = _numbers(language)
    rows = [row for row in every() if row.pk in numbers]
    in_province = [row for row in rows if not province or _slug(row) == province]
    of_size = [row for row in rows if size is None or row.size == size]
    by_province: dict[Province | None, list[ListedGemeente]] = defaultdict(list)
    for row in in_province:
        if size is None or row.size == size:
            by_province[row.province].append(_listed(row, numbers))
    provinces = sorted({row.province for row in rows}, key=_province_key)
    in_each = Counter(row.province for row in of_size)
    of_each = Counter(row.size for row in in_province)
    return Overview(
        groups=[
            Group(
                anchor=f"provincie-{one.slug}" if one else "zonder-provincie",
                heading=str(one) if one else _("Zonder provincie"),
                entries=by_province[one],
            )
            for one in provinces
            if by_province[one]
        ],
        provinces=[
            _choice("provincie", one.slug, str(one), in_each[one], province, grootte=size or "")
            for one in provinces
            if one
        ],
        sizes=[
            _choice("grootte", one, str(one.label), of_each[one], size or "", provincie=province)
            for one in Size
            if one in {row.size for row in rows}
        ],
    )


def has_province(slug: str) -> bool:
    """Return whether there is a province with this address."""
    return any(_slug(row) == slug for row in every())


def called(words: str, language: str) -> Found:
    """Return the gemeenten with these words in one of their names, the best first; two queries."""
    rows = matching(every(), words)[:MOST_FOUND]
    numbers = _numbers(language)
    lacking = None
    if len(rows) == 1 and _today(rows[0]).pk not in numbers:
        lacking = _today(rows[0])
    return Found([_listed(row, numbers) for row in rows], lacking)


def matching(rows: Iterable[Gemeente], words: str) -> list[Gemeente]:
    """Return the rows with these words in a name, or with this code: whole names come first.

    Accents, capitals and signs do not matter, nor does "gemeente" before it, "den" for "de", or
    what CBS writes behind it: "Hengelo (O.)".
    """
    rows, without = list(rows), BRACKETS.sub("", words)
    found = _matching(rows, words)
    return found if found or without == words else _matching(rows, without)


def _matching(rows: list[Gemeente], words: str) -> list[Gemeente]:
    sought = _spelled(words).removeprefix("gemeente ")
    if not sought:
        return []
    found = []
    for row in rows:
        names = [_spelled(name) for name in (row.name, *row.other_names)]
        if sought in names or sought == row.code.casefold():
            rank = 0
        elif any(name.startswith(sought) for name in names):
            rank = 1
        elif any(sought in name for name in names):
            rank = 2
        else:
            continue
        found.append((rank, row))
    return [row for _rank, row in sorted(found, key=lambda one: one[0])]


def alike(gemeente: Gemeente, language: str) -> list[ListedGemeente]:
    """Return gemeenten of the same size with public pages, nearest in inhabitants; two queries."""
    if gemeente.size is None:
        return []
    numbers = _numbers(language)
    rows = [
        row
        for row in every()
        if row.pk in numbers and row.size == gemeente.size and row.pk != gemeente.pk
    ]
    rows.sort(key=lambda row: abs(row.inhabitants - gemeente.inhabitants))
    return [_listed(row, numbers) for row in rows[:MOST_ALIKE]]


def _listed(row: Gemeente, numbers: dict[int, Counter]) -> ListedGemeente:
    today = _today(row)
    return ListedGemeente(
        name=row.shown_name,
        slug=today.slug,
        where=str(today.province or ""),
        inhabitants=today.inhabitants_in_words,
        counts=_in_words(numbers.get(today.pk, Counter())),
    )


def _today(row: Gemeente) -> Gemeente:
    return row.merged_into or row


def _slug(row: Gemeente) -> str:
    return row.province.slug if row.province else ""


def _choice(name: str, value: str, label: str, count: int, chosen: str, **others: str) -> Choice:
    asked = {key: other for key, other in others.items() if other}
    if value != chosen:
        asked = {name: value, **asked}
    return Choice(value, label, f"?{urlencode(asked)}", count, chosen=value == chosen)


def _province_key(province: Province | None) -> tuple[int, str]:
    if province is None:
        return 2, ""
    return int(province.country != Country.NETHERLANDS), sort_key(province.name)


def _spelled(name: str) -> str:
    """Return a name as it is compared: however it is written, it is the same."""
    words = re.findall(r"\w+", without_accents(name).casefold())
    return " ".join(ALSO_WRITTEN.get(word, word) for word in words)


def _numbers(language: str) -> dict[int, Counter]:
    """Return how many public pages each gemeente of today has by content type; one query."""
    rows = PageGemeente.objects.filter(page__in=cards.pages(language).order_by().values("pk"))
    rows = rows.annotate(today=Coalesce("gemeente__merged_into", "gemeente"))
    counted = rows.values_list("today", "page__content_type").annotate(
        number=Count("page", distinct=True)
    )
    found: dict[int, Counter] = defaultdict(Counter)
    for gemeente, content_type, number in counted.order_by():
        found[gemeente][content_type] = number
    return found


def _in_words(numbers: Counter) -> str:
    words = []
    for model, content_type in zip(kinds(), types(*kinds()), strict=True):
        if number := numbers[content_type.pk]:
            names = model._meta
            name = names.verbose_name if number == 1 else names.verbose_name_plural
            words.append(f"{number} {name}")
    return ", ".join(words)
