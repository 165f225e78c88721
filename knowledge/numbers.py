"""Who has a number that only one kenniskring can have: asked wherever a number is given."""

from collections.abc import Callable
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _
from wagtail.models import Locale

from office.locks import lock
from office.registry import Registry

# Of a number: what has it already, in words, for a page of this translation key; "" is nobody.
Holder = Callable[[int, UUID | None], str]

HOLDERS: Registry[Holder] = Registry("holder of a number")
# Of a number: why no page may go online with it yet, as a Dutch sentence; "" when one may.
ONLINE: Registry[Callable[[int], str]] = Registry("who is online with a number")


def taken(number: int | None, *, by_other_than: UUID | None) -> str:
    """Return why a page cannot have this number, as a Dutch sentence; "" when it can.

    The translations of a page have one number, and one translation key; None: it has no page yet.
    """
    if number is None:
        return ""
    holders = (holder(number, by_other_than) for holder in HOLDERS.values())
    return next((sentence(number, name) for name in holders if name), "")


def refused_online(number: int | None, *, by_other_than: UUID | None) -> str:
    """Return why a page cannot go online with this number, as a Dutch sentence; "" when it can."""
    wrong = taken(number, by_other_than=by_other_than)
    if wrong or number is None:
        return wrong
    return next((sentence for find in ONLINE.values() if (sentence := find(number))), "")


def hold() -> None:
    """Let nobody else give a number until the commit; ask again who has it after this."""
    # Any row that everybody can lock.
    lock(Locale.objects.filter(language_code=settings.LANGUAGE_CODE))


def sentence(number: int, name: str) -> str:
    return _("Nummer %(number)s hoort al bij ‘%(name)s’.") % {"number": number, "name": name}
