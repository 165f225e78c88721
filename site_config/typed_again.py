"""The fields of a post that was not taken, for a page from which it is sent again."""

from django.http import QueryDict

# Such a page must not become a way to make us send megabytes.
MOST = 20_000


def fields(posted: QueryDict, most: int = MOST) -> list[tuple[str, str]]:
    """Return (name, value) of every field, nothing when there are more than `most` characters."""
    found = [(name, value) for name, values in posted.lists() for value in values]
    return found if sum(len(name) + len(value) for name, value in found) <= most else []
