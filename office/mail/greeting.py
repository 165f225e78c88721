"""By which name a mail speaks to somebody, when anybody may have typed that name."""

import re

LONGEST = 20
# Letters, with a hyphen or an apostrophe between them.
FIRST_NAME = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")


def first_name(name: str) -> str:
    """Return the first word of a name, or "" when it is no name: a greeting is no place to write.

    >>> first_name("Jan-Willem de Vries"), first_name("www.win.example nu"), first_name("A. Bos")
    ('Jan-Willem', '', '')
    """
    first = next(iter(name.split()), "")
    return first if len(first) <= LONGEST and FIRST_NAME.fullmatch(first) else ""
