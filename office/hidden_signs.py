"""Signs in a text that nobody sees: the closed list of them, and the text without them.

Word and web pages put them inside words (soft hyphens, zero-width spaces), and such a word is not
found, not the same as its twin, and read aloud in pieces. Some carry meaning where they stand: the
joiner between two emoji, the non-joiner of a Persian word. Those stay.
"""

import re

# What Unicode calls default ignorable (DerivedCoreProperties.txt), without the two joiners.
INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
# Between Persian or Indian letters they say which shape a letter has.
JOINERS = re.compile("[\u200c\u200d]")
NO_BREAK_SPACES = "\u00a0\u2007\u202f"

_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_EMOJI = (
    "[\u00a9\u00ae\u203c\u2049\u2122\u2139\u2194-\u21aa\u231a-\u27bf\u2934\u2935\u2b05-\u2b55"
    "\u3030\u303d\u3297\u3299\U0001f000-\U0001faff][\ufe0e\ufe0f]?[\U0001f3fb-\U0001f3ff]?"
)
_JOINING = (
    "\u0600-\u061b\u061d-\u07ff\u0840-\u08ff\u0900-\u0dff\u1000-\u109f\u1780-\u17b3"
    "\u17b6-\u180a\u1810-\u18aa\ufb50-\ufdff\ufe70-\ufefc"
)
_WITHOUT_SPACES = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17b3\u17b6-\u17ff"
_IDEOGRAPH = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
# Each of these asks for a visible neighbour, so that what is cleaned stays as it is when it is
# cleaned again.
_MEANT = "|".join(
    (
        # The flags of England, Scotland and Wales; families, keycaps, a heart in colour.
        "\U0001f3f4[\U000e0020-\U000e007e]{1,8}\U000e007f",
        f"{_EMOJI}(?:\u200d{_EMOJI})*",
        "[0-9#*]\ufe0f\u20e3",
        f"(?<=[{_JOINING}])[\u200c\u200d]",
        # Between words of Thai, Lao, Burmese and Khmer, which have no spaces.
        f"(?<=[{_WITHOUT_SPACES}])\u200b(?=[{_WITHOUT_SPACES}])",
        # The shape of a Chinese or Japanese sign (in names), of a Mongolian letter, of an operator.
        f"(?<=[{_IDEOGRAPH}])[\ufe00-\ufe02\U000e0100-\U000e01ef]",
        "(?<=[\u1820-\u18aa])[\u180b-\u180d\u180f]",
        "(?<=[\u1820-\u18aa])[\u180e\u202f](?=[\u1820-\u18aa])",
        "(?<=[\u2200-\u22ff\u2a00-\u2aff])\ufe00",
        # The order of vowel signs in Hebrew, and syllables of Old Korean that miss a part.
        "(?<=[\u0591-\u05c7])\u034f",
        "\u115f(?=[\u1161-\u11a7])|(?<=[\u1100-\u115e])\u1160(?=[\u11a8-\u11ff])",
        # Between figures, or a currency and its amount, it keeps a number on one line.
        f"(?<=[0-9€$£])[{NO_BREAK_SPACES}](?=[0-9])",
    )
)
# Which way a full stop or a figure belongs, in a text with Arabic or Hebrew: beside such a letter
# or sign, never between two letters of a Dutch word. What turns a whole text round goes, always.
_DIRECTION = "[\u061c\u200e\u200f]"
_NOT_LATIN = r"[\u0020-\u0040\u005b-\u0060\u007b-\u007e\u0590-\u060b\u060d-\u061b\u061d-\u08ff]"
_DIRECTION_MEANT = f"(?<={_NOT_LATIN}){_DIRECTION}|{_DIRECTION}(?={_NOT_LATIN})"
# Tab and line ends are seen; NUL is refused where it is typed.
_CONTROLS = "\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
# What is no sign at all (Unicode §23.7), and half of one. A browser copies U+FFFE where a PDF
# breaks a word at the end of a line: "samen\ufffewerking" is one word.
_NO_SIGNS = "\ud800-\udfff\ufdd0-\ufdef" + "".join(
    chr(plane + last) for plane in range(0, 0x110000, 0x10000) for last in (0xFFFE, 0xFFFF)
)
_LOOSE = f"[{_CONTROLS}{_NO_SIGNS}{NO_BREAK_SPACES}\u2028\u2029]"
_HIDDEN = f"{INVISIBLE.pattern}|{JOINERS.pattern}|{_LOOSE}"
_ANY = re.compile(_HIDDEN)
_SIGNS = re.compile(f"(?P<meant>{_MEANT})|{_HIDDEN}")
_SIGNS_BOTH_WAYS = re.compile(f"(?P<meant>{_MEANT}|{_DIRECTION_MEANT})|{_HIDDEN}")
_INSTEAD = dict.fromkeys(f"{NO_BREAK_SPACES}\x0b\x0c\u2028\u2029", " ") | {
    "\x1e": "-",  # how an old Word writes a hyphen that does not break; \x1f is its soft one
    # Signs of Windows that were read as Latin-1: a browser does the same with "&#146;".
    **{chr(code): bytes([code]).decode("cp1252", "ignore") for code in range(0x80, 0xA0)},
    "\x85": " ",  # except this one, which ends a line in Unicode
}


def without_hidden_signs(text: str) -> str:
    """Return text without signs that nobody sees, those that carry meaning excepted.

    Spaces that do not break become ordinary ones, except inside a number. Twice is the same as
    once.
    """
    if not _ANY.search(text):
        return text
    signs = _SIGNS_BOTH_WAYS if _RIGHT_TO_LEFT.search(text) else _SIGNS
    return signs.sub(lambda found: found["meant"] or _INSTEAD.get(found[0], ""), text)
