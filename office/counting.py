"""Counting what may not be done too often, in a row that all processes share."""

import datetime

from django.db import transaction
from django.db.models import Case, F, Q, When
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from office.models import Counted
from office.retention import Retention


def seconds_to_wait(what: str, *, who: str, most: int, seconds: int, now: datetime.datetime) -> int:
    """Count that `who` did `what`; return how many seconds too early that was, 0 when it may be.

    `most` times in `seconds`, from the first time on. However many do it at once, exactly `most`
    are let through.
    """
    counted = _add(_key(what, who), now, now + datetime.timedelta(seconds=seconds))
    if counted.count <= most:
        return 0
    return max(1, -int((now - counted.ends_at).total_seconds() // 1))


def give_back(
    what: str, *, who: str, counted_at: datetime.datetime | None = None, seconds: int = 0
) -> int:
    """Take back what was counted last, nothing came of it; return how many are left.

    With `counted_at` and `seconds` only from the window in which that was: the next one did not
    count it.
    """
    rows = Counted.objects.filter(key=_key(what, who))
    if counted_at is not None:
        rows = rows.filter(ends_at__lte=counted_at + datetime.timedelta(seconds=seconds))
    with transaction.atomic():
        # The update is the lock, as below.
        rows.filter(count__gt=0).update(count=F("count") - 1)
        return rows.values_list("count", flat=True).first() or 0


def _add(key: str, now: datetime.datetime, ends_at: datetime.datetime) -> Counted:
    rows = Counted.objects.filter(key=key)
    is_over = Q(ends_at__lte=now)
    with transaction.atomic():
        # The update is the lock: until the commit nobody else changes the row that is read below.
        while not rows.update(
            count=Case(When(is_over, then=1), default=F("count") + 1),
            ends_at=Case(When(is_over, then=ends_at), default=F("ends_at")),
        ):
            Counted.objects.bulk_create([Counted(key=key, ends_at=ends_at)], ignore_conflicts=True)
        return rows.get()


def _key(what: str, who: str) -> str:
    # Hashed with the site's own key: a copy of the table tells no address and no name.
    return f"{what}:{salted_hmac('office.counting', who, algorithm='sha256').hexdigest()[:40]}"


def forget_ended(now: datetime.datetime) -> int:
    """Remove what is counted no longer; return how many rows."""
    removed, _by_model = Counted.objects.filter(ends_at__lte=now).delete()
    return removed


COUNTED = Retention(
    "counted",
    _(
        "Hoe vaak een formulier is verstuurd vanaf één netwerk, naar één e-mailadres of voor één "
        "mens, onleesbaar"
    ),
    _("hoogstens een dag"),
    _("Nodig om misbruik tegen te gaan."),
    forget_ended,
)
