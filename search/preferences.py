"""What a visitor says of herself, kept in the address alone: it leads, and hides nothing.

`?mijn-grootte=20000-50000` puts first, or marks, what has this value of the facet `grootte`. It
goes along with every link that is made by `keeping`; there is no cookie and no session.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest

from search.sources import FACETS, Facet

PREFIX = "mijn-"


@dataclass(frozen=True, slots=True)
class Preference:
    """The value that a visitor chose of each facet that can be preferred: ((facet, value), …)."""

    values: tuple[tuple[str, str], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.values)

    @property
    def fields(self) -> list[tuple[str, str]]:
        """Return the fields of an address that say it: [("mijn-grootte", "20000-50000")]."""
        return [(f"{PREFIX}{name}", value) for name, value in self.values]

    def words(self, has: Iterable[str]) -> str:
        """Return what is said of something that has the chosen value of these facets."""
        has = set(has)
        marks = [FACETS[name].preferable.mark for name, _value in self.values if name in has]
        return " · ".join(map(str, marks))

    def keeping(self, url: str) -> str:
        """Return an address of this site that says it too; one that says another keeps its own."""
        address, mark, anchor = url.partition("#")
        if not self.values or f"{PREFIX}{self.values[0][0]}=" in address:
            return url
        joined = "&" if "?" in address else "?"
        return f"{address}{joined}{urlencode(self.fields)}{mark}{anchor}"


NONE = Preference()


def preferable() -> list[Facet]:
    """Return the facets of which a visitor can have a value of her own."""
    return [facet for facet in FACETS.values() if facet.preferable]


def read(params: Mapping[str, str]) -> Preference:
    """Return what a query string says; a value that does not exist is passed over, no query."""
    if not params:
        return NONE
    asked = [(facet, params.get(f"{PREFIX}{facet.name}", "")) for facet in preferable()]
    return Preference(
        tuple((facet.name, value) for facet, value in asked if value in facet.preferable.values)
    )


def of(request: HttpRequest | None) -> Preference:
    """Return what the address of a request says."""
    return read(request.GET) if request else NONE
