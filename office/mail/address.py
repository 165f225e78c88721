"""An e-mail address: when two spellings of it are one person's."""

import unicodedata


def fold(address: str) -> str:
    """Return the form in which two spellings of one address are equal.

    Width and case say nothing, so they go. Dots and plus signs stay, which some servers tell apart.
    Lower case, not `casefold`: that turns ß into ss, which is another person's domain (RFC 5894
    §4.3 keeps them apart).
    """
    return unicodedata.normalize("NFKC", address).strip().lower()
