"""What is done with a remark: it is taken, and an editor handles it."""

import datetime
import hashlib

from django.db import IntegrityError, transaction

from office.mail import desk
from office.models import Remark
from office.remarks import paths


def tell(
    text: str,
    *,
    email: str,
    path: str,
    language: str,
    form_key: str,
    now: datetime.datetime,
) -> Remark:
    """Return the remark of a visitor, which editors read at their desk; they get a mail too.

    `path` is one of `paths.own_path`. The same form sent twice gives the remark that was made
    first; other words in a form that the browser kept are another remark.
    """
    key = hashlib.sha256("\n".join((form_key, text, email)).encode()).hexdigest()
    remark = Remark(
        text=text,
        email=email,
        path=path,
        title=paths.title_at(path)[:300],
        language=language,
        form_key=key,
        created_at=now,
    )
    try:
        with transaction.atomic():
            remark.save()
            desk.tell("remark", together="remarks_together", now=now, remark=remark.pk)
    except IntegrityError:
        first = Remark.objects.filter(form_key=key).first()
        if first is None:
            raise
        return first
    return remark


def done(remark: Remark, *, now: datetime.datetime) -> None:
    """Note that a remark was handled; when it was before stays."""
    Remark.objects.filter(pk=remark.pk, done_at=None).update(done_at=now)
