"""When a mail is forgotten."""

import datetime

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from office import faults
from office.mail.outbox import LOOP, fault_row
from office.models import Mail
from office.retention import Retention

TERM = datetime.timedelta(days=14)


def forget_mail(now: datetime.datetime) -> int:
    """Remove mails that went out or were given up two weeks ago; return how many."""
    old = Mail.objects.exclude(state=Mail.State.WAITING).filter(created_at__lte=now - TERM)
    # What nobody can send any more is no fault to mend.
    faults.clear(LOOP, [fault_row(mail) for mail in old.filter(state=Mail.State.FAILED)])
    removed, _by_model = old.delete()
    return removed


MAIL = Retention(
    "mail",
    _(
        "Welke mail wanneer is verstuurd, zonder de tekst. Komt een antwoord niet aan, dan met de "
        "tekst"
    ),
    format_lazy(_("{days} dagen"), days=TERM.days),
    _("Nodig om te zien of mail aankomt."),
    forget_mail,
    format_lazy(
        _(
            "Komt de mail niet aan, dan bewaren wij hem {days} dagen, om hem opnieuw te kunnen "
            "versturen."
        ),
        days=TERM.days,
    ),
)
