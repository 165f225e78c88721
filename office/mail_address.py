"""An e-mail address: the one form in which it is stored and mailed, and when two are one person's.

What an address is says `email-validator` (RFC 5321, RFC 5322), with domains by IDNA 2008. Python's
own codec is of 2003 and writes maßwerk.de as masswerk.de, which is somebody else's domain.
"""

import unicodedata
from collections.abc import Callable

import email_validator
from django.utils.translation import gettext as _

from office import hidden_signs

MAX_LENGTH = 254  # RFC 5321 §4.5.3.1.3, with erratum 1690
SHOWN = 80  # characters of what was typed that a sentence repeats
# The accounts for trying the site out live at a name that never answers (RFC 6761 §6.4). The
# list may be changed by whoever uses the library: it is documented as part of its interface.
email_validator.SPECIAL_USE_DOMAIN_NAMES[:] = [
    name for name in email_validator.SPECIAL_USE_DOMAIN_NAMES if name != "invalid"
]


class InvalidAddress(ValueError):
    """No address that mail can go to; its text is what whoever typed it reads."""


def normalised(address: str) -> str:
    """Return the form in which an address is stored and mailed; raises InvalidAddress.

    It is ASCII, its domain in lower case and as the mail servers know it. Signs that nobody can
    see are left out. A name without a dot (localhost), an address in brackets and a domain that
    is for one network only are refused: such mail ends at our own machine or nowhere.
    """
    text = _tidy(address)
    if len(text) > MAX_LENGTH:
        raise InvalidAddress(_wrong())
    try:
        found = email_validator.validate_email(
            text, allow_smtputf8=False, check_deliverability=False, strict=True
        )
    except email_validator.EmailNotValidError as error:
        raise InvalidAddress(_why(text)) from error
    return found.ascii_email


def fold(address: str) -> str:
    """Return the form in which two spellings of one address are equal.

    Case says nothing, so it goes. Dots and plus signs stay, which some servers tell apart. What
    is no address has a fold too.
    """
    try:
        return normalised(address).lower()
    except InvalidAddress:
        return unicodedata.normalize("NFKC", _tidy(address)).lower()


def for_mail(address: str) -> str:
    """Return an address of whatever origin in ASCII; raises InvalidAddress."""
    return address if address.isascii() else normalised(address)


def readable(address: str) -> str:
    """Return an address as people write it, with the letters of its domain."""
    if "xn--" not in address:
        return address
    try:
        return email_validator.validate_email(address, check_deliverability=False).normalized
    except email_validator.EmailNotValidError:
        return address


def _tidy(address: str) -> str:
    # Whatever is longer stays too long, and is not worth looking at sign by sign.
    seen = hidden_signs.INVISIBLE.sub("", address[: 4 * MAX_LENGTH])
    without = hidden_signs.JOINERS.sub("", seen)
    if _narrow(without).isascii():
        seen = without
    return _narrow(seen).strip()


def _narrow(text: str) -> str:
    """Return text with the wide letters of a Japanese keyboard as ordinary ones."""
    if text.isascii():
        return text
    return "".join(
        unicodedata.normalize("NFKC", sign) if unicodedata.east_asian_width(sign) == "F" else sign
        for sign in text
    )


def _why(text: str) -> str:
    """Return what is wrong with an address and what to do, in the words of a visitor."""
    if any(unicodedata.category(sign)[0] == "C" or sign in "\u2028\u2029" for sign in text):
        return _wrong()
    if "<" in text or ">" in text:
        return _("Vul alleen het e-mailadres in, zonder naam en haakjes.")
    if any(sign.isspace() for sign in text):
        return _("In dit e-mailadres staat een spatie. Haal die weg.")
    local, at, domain = text.rpartition("@")
    if not (local and at and domain):
        return _wrong()
    strange = _first(local, lambda sign: not sign.isascii())
    strange = strange or _first(domain, lambda sign: not _can_be_in_a_domain(sign))
    if strange:
        return _("‘%(sign)s’ kan niet in een e-mailadres. Kijk het adres na.") % {"sign": strange}
    if _is_address("naam@" + domain):
        # The name before the @ is at fault.
        return _wrong()
    return _("Naar ‘%(domain)s’ kunnen we geen mail sturen. Voorbeeld: naam@gemeente.nl") % {
        "domain": domain[:SHOWN]
    }


def _wrong() -> str:
    return _("Dit e-mailadres klopt niet. Voorbeeld: naam@gemeente.nl")


def _first(text: str, is_strange: Callable[[str], bool]) -> str:
    return next((sign for sign in text if is_strange(sign)), "")


def _can_be_in_a_domain(sign: str) -> bool:
    if sign.isascii():
        # Brackets and colons stand in the address of a machine, which has a sentence of its own.
        return sign.isalnum() or sign in "-.[]:"
    return _is_address(f"naam@a{sign}a.nl")


def _is_address(text: str) -> bool:
    try:
        email_validator.validate_email(text, check_deliverability=False)
    except email_validator.EmailNotValidError:
        return False
    return True
