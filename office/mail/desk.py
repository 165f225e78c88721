"""Mails to the address for contact of the site: what waits at the desk.

A visitor who types that address into forms takes nothing from them: they count by themselves.
"""

import datetime
from typing import Any

from office import counting
from office.mail import outbox
from office.models import Mail, SiteSettings

# A flood fills no mailbox; one mail about all of it follows.
MOST, SECONDS = 5, 3_600
# One that is about to be sent may have counted already what waits.
SOON = datetime.timedelta(minutes=1)


def tell(kind: str, *, together: str, now: datetime.datetime, **ids: Any) -> None:
    """Put a mail about these rows in the outbox, in the caller's transaction.

    What exceeds the limit of its kind is told by one mail `together` when the hour is over, which
    counts what waits by then. Without an address for contact nobody is told.
    """
    if not SiteSettings.of_default_site().contact_email:
        return
    wait = counting.seconds_to_wait("mail.desk", who=kind, most=MOST, seconds=SECONDS, now=now)
    if not wait:
        outbox.put(kind, **ids)
    elif not _is_coming(together, now):
        outbox.put(together, not_before=now + datetime.timedelta(seconds=wait) + SOON)


def _is_coming(kind: str, now: datetime.datetime) -> bool:
    waiting = Mail.objects.filter(kind=kind, state=Mail.State.WAITING)
    return waiting.filter(next_try_at__gt=now + SOON).exists()
