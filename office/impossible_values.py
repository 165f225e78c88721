"""Values in a request that no row can have: a number with letters, of thirty digits, or a NUL.

Wagtail's views, and those of packages, hand them to the database as they came.
"""

from collections.abc import Iterator

from django.db import DataError
from django.http import HttpRequest

# Below 2^63, which is where both databases stop.
MOST_DIGITS = 18


def is_about_one(request: HttpRequest, exception: Exception) -> bool:
    """Return whether exception says that a value of request cannot stand in a column.

    An error of the code about any other value stays an error.
    """
    if isinstance(exception, OverflowError):
        # SQLite; it does not say which number that was.
        return any(map(_is_huge, _values(request)))
    if isinstance(exception, DataError):
        return any("\0" in value or _is_huge(value) for value in _values(request))
    if isinstance(exception, ValueError):
        told = str(exception).removesuffix(".")
        # "Field 'id' expected a number but got 'x'.", and Python's own words for int('x').
        return any(told.endswith((f" got {value!r}", f": {value!r}")) for value in _values(request))
    return False


def _is_huge(value: str) -> bool:
    return value.isdecimal() and len(value) > MOST_DIGITS


def _values(request: HttpRequest) -> Iterator[str]:
    match = request.resolver_match
    if match is not None:
        yield from map(str, (*match.args, *match.kwargs.values()))
    for sent in (request.GET, request.POST):
        for _name, values in sent.lists():
            yield from values
