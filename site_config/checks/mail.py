"""Whether mail can leave, and in whose name."""

import re
from collections.abc import Iterable
from email.utils import parseaddr

from django.conf import settings
from django.core.checks import CheckMessage, register

from office import mail_address
from site_config.checks.finding import TAG, unwise, wrong


@register(TAG)
def mail_can_leave(**_kwargs: object) -> Iterable[CheckMessage]:
    """E015: no sender. W016: mail stays in a folder."""
    found: list[CheckMessage] = []
    address = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    if not _is_sender(address) or "\n" in settings.DEFAULT_FROM_EMAIL:
        sentence = f"DEFAULT_FROM_EMAIL={settings.DEFAULT_FROM_EMAIL!r} holds no address."
        found.append(wrong(15, sentence, "Write it as De Kenniskring <noreply@example.nl>."))
    if not settings.DEBUG and not settings.EMAIL_URL:
        sentence = "EMAIL_URL is not set: nobody gets a confirmation, mail stays in VAR_DIR/mail."
        hint = "Write it as smtp+tls://user:word@mail.example:587."
        found.append(unwise(16, sentence, hint))
    return found


def _is_sender(address: str) -> bool:
    """Return whether mail can come from it; noreply@localhost will do where nobody reads."""
    try:
        return bool(re.fullmatch(r"[^@\s]+@[^@\s]+", mail_address.for_mail(address)))
    except mail_address.InvalidAddress:
        return False
