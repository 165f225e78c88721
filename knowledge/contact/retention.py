"""When a contact request is forgotten."""

import datetime

from django.db.models import Q
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from knowledge.models import ContactRequest
from office.retention import RETENTIONS, Retention, delete_each

UNCONFIRMED = datetime.timedelta(days=7)
AFTER_END = datetime.timedelta(days=60)
AT_MOST_MONTHS = 6
AT_MOST = datetime.timedelta(days=183)


def register() -> None:
    """Add the rows of this subject to the table."""
    for retention in (
        Retention(
            "unconfirmed_contact",
            _("Niet bevestigde vraag aan een gemeente, met naam, organisatie en e-mailadres"),
            format_lazy(_("{days} dagen"), days=UNCONFIRMED.days),
            _("Je stelde de vraag zelf, en bevestigde hem niet."),
            forget_unconfirmed,
        ),
        Retention(
            "contact",
            _("Vraag aan een gemeente, met je naam, organisatie en e-mailadres"),
            format_lazy(
                _(
                    "tot {days} dagen nadat de vraag is afgehandeld, nooit langer dan {months} "
                    "maanden"
                ),
                days=AFTER_END.days,
                months=AT_MOST_MONTHS,
            ),
            _("Je vroeg ons om je in contact te brengen."),
            forget,
            format_lazy(
                _(
                    "We bewaren je vraag, je naam, je organisatie en je e-mailadres tot {days} "
                    "dagen nadat de vraag is afgehandeld, nooit langer dan {months} maanden."
                ),
                days=AFTER_END.days,
                months=AT_MOST_MONTHS,
            ),
        ),
    ):
        RETENTIONS.register(retention.name, retention)


def forget_unconfirmed(now: datetime.datetime) -> int:
    """Remove requests that nobody confirmed within a week; return how many."""
    return delete_each(
        ContactRequest.objects.filter(
            state=ContactRequest.State.UNCONFIRMED, created_at__lte=now - UNCONFIRMED
        ),
        now,
    )


def forget(now: datetime.datetime) -> int:
    """Remove what ended 60 days ago, or was asked half a year ago; return how many."""
    over = Q(ended_at__lte=now - AFTER_END) | Q(confirmed_at__lte=now - AT_MOST)
    return delete_each(ContactRequest.objects.filter(over), now)
