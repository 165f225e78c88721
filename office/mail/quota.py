"""How many mails one address gets because somebody typed it into a form of ours."""

import datetime

from django.utils.translation import ngettext

from office import counting
from office.mail_address import fold
from office.refusals import Refused

# A shared mailbox registers a few colleagues in a row; a victim is not to drown.
LIMITS = (("hour", 5, 3_600), ("day", 15, 86_400))

# Names of one mailbox at Google: dots in them change nothing, and it has two domains.
GMAIL = {"gmail.com", "googlemail.com"}


class TooManyMails(Refused):
    """An address that got enough mail for now."""


def take(address: str, *, now: datetime.datetime) -> None:
    """Count one mail to an address that a visitor typed; raises TooManyMails beyond the limit.

    Known or not: the refusal tells nothing about who is registered.
    """
    for name, most, seconds in LIMITS:
        wait = counting.seconds_to_wait(
            f"mail.{name}", who=mailbox(address), most=most, seconds=seconds, now=now
        )
        if wait:
            raise TooManyMails(_sentence(wait), status=429)


def mailbox(address: str) -> str:
    """Return where a mail to this address probably ends: an+1@… and an+2@… are mostly one box.

    For whoever is registered they stay two addresses.
    """
    name, at, domain = fold(address).rpartition("@")
    name = name.partition("+")[0] or name
    if domain in GMAIL:
        name, domain = name.replace(".", ""), "gmail.com"
    return name + at + domain


def _sentence(wait: int) -> str:
    minutes = -(-wait // 60)
    return ngettext(
        "Naar dit e-mailadres ging al veel mail. Wat je invulde staat er nog: verstuur het over "
        "1 minuut opnieuw.",
        "Naar dit e-mailadres ging al veel mail. Wat je invulde staat er nog: verstuur het over "
        "%(minutes)s minuten opnieuw.",
        minutes,
    ) % {"minutes": minutes}
