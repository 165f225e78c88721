"""Contact persons and what is asked of them; An asks, Cas answers."""

import datetime
import itertools

from knowledge.contact import deeds as contact
from knowledge.directory import mergers
from knowledge.models import CasePage, ContactPerson, ContactRequest, Gemeente
from office.models import Mail
from tests.knowledge.pages.factories import make_case

# A Thursday without holidays around it.
NOW = datetime.datetime(2027, 3, 4, 12, 0, tzinfo=datetime.UTC)
MERGED_ON = datetime.date(2027, 1, 1)
_numbers = itertools.count(1)


def make_shown_gemeente(name: str = "Almere") -> tuple[Gemeente, CasePage]:
    """Return a gemeente and the public case about it."""
    case = make_case(gemeente=name)
    return Gemeente.objects.get(name=name), case


def make_gemeente(name: str = "Almere") -> Gemeente:
    """Return a gemeente of which there is no page."""
    return Gemeente.objects.get_or_create(slug=name.lower(), defaults={"name": name})[0]


def merge(gemeente: Gemeente, into: Gemeente, day: datetime.date = MERGED_ON) -> None:
    """Let a gemeente be part of another one, since a day."""
    mergers.merge(gemeente, into=into, on=day, today=NOW.date(), by=None)
    gemeente.refresh_from_db()


def make_person(gemeente: Gemeente | str = "Almere", **fields) -> ContactPerson:
    """Return who answers for a gemeente."""
    if isinstance(gemeente, str):
        gemeente = make_gemeente(gemeente)
    values = {
        "name": "Cas Bos",
        "role": "beleidsadviseur",
        "email": f"cas@{gemeente.slug}.nl",
        "agreed_on": datetime.date(2027, 1, 4),
    }
    return ContactPerson.objects.create(gemeente=gemeente, **{**values, **fields})


def ask(gemeente: Gemeente | str = "Almere", **fields) -> ContactRequest:
    """Return a request that was sent by the form and not confirmed."""
    if isinstance(gemeente, str):
        gemeente = make_gemeente(gemeente)
    values = {
        "text": "Wat kost het?",
        "name": "An Smit",
        "organisation": "Gemeente Ergens",
        "email": f"an{next(_numbers)}@ergens.nl",
        "language": "nl",
        "form_key": f"key-{next(_numbers)}",
        "now": NOW,
    }
    return contact.ask(gemeente, **{**values, **fields})


def make_request(gemeente: Gemeente | str = "Almere", **fields) -> ContactRequest:
    """Return a confirmed request, which is with the contact person when there is one."""
    request = ask(gemeente, **fields)
    contact.confirm(request, now=fields.get("now", NOW))
    return fresh(request)


def fresh(request: ContactRequest) -> ContactRequest:
    """Return the request as it is stored."""
    return ContactRequest.objects.get(pk=request.pk)


def stands(request: ContactRequest) -> tuple[str, str]:
    """Return state and reason of a request as it is stored."""
    stored = fresh(request)
    return stored.state, stored.reason


def kinds() -> list[str]:
    """Return the kinds of the mails in the outbox, in order."""
    return list(Mail.objects.order_by("pk").values_list("kind", flat=True))


def last_ids() -> dict:
    """Return what the last mail in the outbox is about."""
    return Mail.objects.latest("pk").ids
