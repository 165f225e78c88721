"""What a mail repeats of a form, when anybody may have typed it: a name, a few words."""

import re

LONGEST, MOST_WORDS = 20, 12
# Letters, with a hyphen or an apostrophe between them.
FIRST_NAME = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
# What a mail program makes a link of: an address, a host, a number to call.
LEADS_AWAY = re.compile(r"://|[/\\@]|\w[.:]\w|\d{5}")


def first_name(name: str) -> str:
    """Return the first word of a name, or "" when it is no name: a greeting is no place to write.

    >>> first_name("Jan-Willem de Vries"), first_name("www.win.example nu"), first_name("A. Bos")
    ('Jan-Willem', '', '')
    """
    first = next(iter(name.split()), "")
    return first if len(first) <= LONGEST and FIRST_NAME.fullmatch(first) else ""


def first_words(text: str) -> str:
    """Return the first words of a text, by which its writer knows it; "" when it leads away.

    Anybody can send a form with another's address: a whole text, or a link in it, would make the
    platform's mail carry whatever a stranger likes.

    >>> first_words("Hoe betrek je de raad?"), first_words("Kijk op win.example voor geld")
    ('Hoe betrek je de raad?', '')
    """
    words = text.split()
    if LEADS_AWAY.search(text) or any(len(word) > 4 * LONGEST for word in words):
        return ""
    return " ".join(words[:MOST_WORDS]) + (" …" if len(words) > MOST_WORDS else "")
