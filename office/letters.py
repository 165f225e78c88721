"""Letters as people write them who have no such key: without accents, and ø, ß or ł plainly."""

import unicodedata

# What stands on a letter, for in a pattern: \w leaves it out, and there is no letter j́ or b̈.
MARKS = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\ufe20-\ufe2f"

# Letters that Unicode does not take apart.
_SMALL = {
    "æ": "ae",
    "ð": "d",
    "đ": "d",
    "ɖ": "d",
    "ħ": "h",
    "ı": "i",
    "ɨ": "i",
    "ĸ": "k",
    "ł": "l",
    "ƚ": "l",
    "ŋ": "ng",
    "ø": "o",
    "ɵ": "o",
    "œ": "oe",
    "ß": "ss",
    "þ": "th",
    "ŧ": "t",
    "ʉ": "u",
    "ƀ": "b",
    "ƶ": "z",
}
_CAPITAL = {
    small.upper(): plain.capitalize()
    for small, plain in _SMALL.items()
    if len(small.upper()) == 1 and not small.upper().isascii()
}
PLAIN = str.maketrans({**_CAPITAL, "ẞ": "SS", **_SMALL})


def plain_letters(text: str) -> str:
    """Return text in letters that have an accent at most (`Sørensen` → `Sorensen`)."""
    return text.translate(PLAIN)


def without_accents(text: str) -> str:
    """Return text in letters without accents; ligatures come apart (`ǿ` → `o`, `ﬁ` → `fi`)."""
    apart = unicodedata.normalize("NFKD", text)
    return plain_letters("".join(sign for sign in apart if not unicodedata.combining(sign)))
