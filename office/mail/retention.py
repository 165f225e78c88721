"""When a mail is forgotten."""

import datetime

from django.utils.translation import gettext_lazy as _

from office.models import Mail
from office.retention import Retention

TERM = datetime.timedelta(days=14)


def forget_mail(now: datetime.datetime) -> int:
    """Remove mails that went out or were given up two weeks ago; return how many."""
    old = Mail.objects.exclude(state=Mail.State.WAITING).filter(created_at__lte=now - TERM)
    removed, _by_model = old.delete()
    return removed


MAIL = Retention(
    "mail",
    _("Welke mail wanneer is verstuurd, zonder de tekst"),
    _("14 dagen"),
    _("Nodig om te zien of mail aankomt."),
    forget_mail,
)
