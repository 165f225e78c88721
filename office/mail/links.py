"""Links in mails: signed, not stored.

A token is an HMAC over its purpose, the row and the row's `link_version`. Nothing is kept, so a
later mail can carry the same link again, and raising `link_version` revokes every link of the row.
"""

import base64
import hmac
from typing import TypeVar

from django.conf import settings
from django.db.models import Model
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from office.impossible_values import MOST_DIGITS
from office.refusals import Refused

Row = TypeVar("Row", bound=Model)

SIGNATURE_BYTES = 20


class LinkRefused(Refused):
    """A link that is altered, meant for something else, or revoked.

    404 for all three: the answer must not tell which rows exist.
    """

    template = "link_refused.html"

    def __init__(self) -> None:
        super().__init__(_("De link werkt niet meer. Vraag een nieuwe link aan."), status=404)


def make(purpose: str, row: Model, *, version: int | None = None) -> str:
    """Return the token that gives its bearer `purpose` on row; fit for a path or a query.

    With a `version` of its own it is good as long as the row is there: the row's revokes it not.
    """
    return f"{row.pk}-{_signature(purpose, row, version, settings.SECRET_KEY)}"


def read(token: str, purpose: str, model: type[Row], *, version: int | None = None) -> Row:
    """Return the row that token was made for, with the same `version`.

    Raises LinkRefused, always with the same words.
    """
    digits, _dash, signature = token.partition("-")
    if not (digits.isascii() and digits.isdigit() and len(digits) <= MOST_DIGITS):
        raise LinkRefused
    row = model._default_manager.filter(pk=int(digits)).first()
    if row is None or not signature.isascii():
        raise LinkRefused
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    # One row has one spelling: "7" and "007" are not both its token.
    genuine = digits == str(row.pk) and any(
        hmac.compare_digest(signature, _signature(purpose, row, version, key)) for key in keys
    )
    if not genuine:
        raise LinkRefused
    return row


def _signature(purpose: str, row: Model, version: int | None, key: str) -> str:
    signed = row.link_version if version is None else version
    value = f"{row._meta.label_lower}:{row.pk}:{signed}"
    digest = salted_hmac(f"kenniskring.link.{purpose}", value, key, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(digest[:SIGNATURE_BYTES]).decode().rstrip("=")
