"""Whether mail goes out: how long the oldest mail waits that should have gone."""

import datetime

from django.db.models import Min

from office.models import Mail

# The loop looks every few seconds, so what is due this long is seen by nobody.
OVERDUE = datetime.timedelta(minutes=15)
# One mail server that is away for a day is no fault of ours; that nothing goes out at all is.
NOTHING_SENT = datetime.timedelta(hours=1)


def standing_since(now: datetime.datetime) -> datetime.datetime | None:
    """Return when the oldest mail was put in a queue that does not move, None when it moves.

    A mail that is kept back on purpose until later does not count.
    """
    long_ago = now - NOTHING_SENT
    overdue = Mail.objects.due(now - OVERDUE)
    refused = Mail.objects.filter(
        state=Mail.State.WAITING, attempts__gt=0, created_at__lte=long_ago
    )
    if Mail.objects.filter(state=Mail.State.SENT, sent_at__gt=long_ago).exists():
        refused = refused.none()
    oldest = [found.aggregate(at=Min("created_at"))["at"] for found in (overdue, refused)]
    return min((at for at in oldest if at is not None), default=None)
