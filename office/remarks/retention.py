"""When a remark is forgotten."""

import datetime

from django.db.models import Q
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from office.models import Remark
from office.retention import Retention

AFTER_DONE = datetime.timedelta(days=60)
AT_MOST_MONTHS = 12
AT_MOST = datetime.timedelta(days=365)


def forget_remarks(now: datetime.datetime) -> int:
    """Remove what was handled 60 days ago or waits for a year; return how many."""
    over = Q(done_at__lte=now - AFTER_DONE) | Q(created_at__lte=now - AT_MOST)
    return Remark.objects.filter(over).delete()[0]


REMARKS = Retention(
    "remark",
    _("Fout die je doorgeeft, met je e-mailadres als je dat invulde"),
    format_lazy(
        _("tot {days} dagen nadat wij hem bekeken, nooit langer dan {months} maanden"),
        days=AFTER_DONE.days,
        months=AT_MOST_MONTHS,
    ),
    _("Je gaf het zelf door, zodat wij de fout kunnen herstellen."),
    forget_remarks,
    format_lazy(
        _(
            "Geef je een fout door? Dan bewaren we wat je schreef, met je e-mailadres als je dat "
            "invulde, tot {days} dagen nadat wij het bekeken, nooit langer dan {months} maanden."
        ),
        days=AFTER_DONE.days,
        months=AT_MOST_MONTHS,
    ),
)
