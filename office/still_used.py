"""Why a row cannot be deleted: the rows that still point at it, by name for who may open them.

Wagtail asks its own index of references beforehand. That is filled by a task, so it can lag behind.
"""

from collections import Counter
from collections.abc import Iterable

from django.db.models import Model, ProtectedError, RestrictedError
from django.utils.text import capfirst
from django.utils.translation import gettext as _, ngettext
from modelcluster.fields import ParentalKey
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.utils import get_latest_str

from office.models import User
from office.refusals import Refused

NAMED = 5


class StillUsed(Refused):
    """A row that others need."""


def refusal(error: ProtectedError | RestrictedError, *, user: User) -> StillUsed:
    """Return what to tell user about a deletion that the database layer did not do."""
    rows = getattr(error, "protected_objects", None) or getattr(error, "restricted_objects", ())
    links, unnamed = _where(rows, user)
    named = ", ".join(name for name, _url in links[:NAMED])
    # Of what she may not open she reads no more than how much there is.
    others = [f"{number} × {kind}" for kind, number in unnamed.items()]
    if len(links) > NAMED:
        more = len(links) - NAMED
        others.append(ngettext("%(number)d andere", "%(number)d andere", more) % {"number": more})
    told = StillUsed(
        _(
            "Er is niets verwijderd: dit wordt nog gebruikt door %(rows)s. "
            "Haal het daar eerst weg, of kies daar iets anders."
        )
        % {"rows": "; ".join([named, *others] if named else others)}
    )
    told.links = links[:NAMED]
    return told


def _where(rows: Iterable[Model], user: User) -> tuple[list[tuple[str, str]], Counter[str]]:
    """Return name and form of what holds the rows, and the number of others by kind."""
    finder = AdminURLFinder(user)
    links: dict[str, str] = {}
    unnamed: Counter[str] = Counter()
    for row in rows:
        holder = _holder(row)
        url = finder.get_edit_url(holder)
        kind = str(holder._meta.verbose_name)
        if url is None:
            unnamed[kind] += 1
        else:
            links.setdefault(url, f"{kind} “{get_latest_str(holder)}”")
    return [(capfirst(name), url) for url, name in links.items()], unnamed


def _holder(row: Model) -> Model:
    """Return the page or row whose form holds this row: a speaker is edited on her page."""
    for field in row._meta.fields:
        if isinstance(field, ParentalKey):
            return _holder(getattr(row, field.name))
    return row
