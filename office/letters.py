"""Letters that Unicode does not take apart, as people write them who have no such key."""

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
