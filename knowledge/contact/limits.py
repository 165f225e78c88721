"""How many questions one sender may ask, and one contact person gets."""

import datetime

from django.utils.translation import gettext_lazy as _

from knowledge.models import ContactPerson
from office import counting
from office.mail import quota
from office.refusals import Refused

# A day of questions to as many gemeenten is work; more is a mailing.
OF_SENDER = 5
SENDER_SECONDS = 86_400
# She does this beside her work: what exceeds it goes to the desk.
OF_PERSON = 5
PERSON_TERM = datetime.timedelta(days=7)


class TooManyQuestions(Refused):
    """A sender who confirmed as many questions today as are allowed."""


def count_sender(email: str, *, now: datetime.datetime) -> None:
    """Count one question of a sender who confirmed it; raises TooManyQuestions."""
    wait = counting.seconds_to_wait(
        "contact.sender",
        who=quota.mailbox(email),
        most=OF_SENDER,
        seconds=SENDER_SECONDS,
        now=now,
    )
    if wait:
        raise TooManyQuestions(
            _(
                "Je stelde vandaag al %(number)s vragen aan gemeenten. Bevestig deze vraag morgen: "
                "de link blijft werken."
            )
            % {"number": OF_SENDER},
            status=429,
        )


def has_enough(person: ContactPerson, *, now: datetime.datetime) -> bool:
    """Return whether a contact person, who is locked, got as much this week as she can take."""
    return person.requests.filter(asked_at__gt=now - PERSON_TERM).count() >= OF_PERSON
