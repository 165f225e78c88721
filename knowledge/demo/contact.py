"""Who answers for one gemeente of the demonstration; the other shows a page without."""

import datetime

from knowledge.models import ContactPerson, Gemeente
from office.setup import Say

GEMEENTE = "winterswijk"
# Nobody who exists: mail to this name reaches no one (RFC 2606).
PERSON = {
    "name": "Bo Verzonnen",
    "role": "beleidsadviseur (nagemaakt)",
    "email": "bo@winterswijk.example",
    "agreed_on": datetime.date(2026, 11, 2),
}


def load(say: Say) -> None:
    """Make an invented contact person, unless there is one."""
    gemeente = Gemeente.objects.get(slug=GEMEENTE)
    _person, made = ContactPerson.objects.get_or_create(gemeente=gemeente, defaults=PERSON)
    if made:
        say("Made an invented contact person, whom a visitor can ask.")
