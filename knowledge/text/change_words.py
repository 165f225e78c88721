"""The sentence that says what changed on a page: how it is written, and whether it says anything.

Pure: values in, values out.
"""

import re

WORD = re.compile(r"[^\W\d_]{2,}")
# What is true of every change. A sentence of these words alone tells a reader nothing.
EMPTY = frozenset(
    """
    aangepast aanpassing aanpassingen bewerkt bijgewerkt correctie correcties de dingen dit diverse
    een en enkele er foutje foutjes geen gecorrigeerd gewijzigd het iets in is klein kleine op
    pagina spelfout spelfouten tekst teksten tikfout tikfouten typefout typefouten typfout
    typfouten typo typos update updates van veranderd verandering veranderingen verbeterd
    verbetering verbeteringen wat wijziging wijzigingen woord woorden zin zinnen
    an and change changed changes correction corrections edit edited edits fixed minor page small
    some text the updated various
    """.split()
)


def cleaned(sentence: str) -> str:
    """Return a sentence as it follows a colon: on one line, without the stop at its end."""
    return " ".join(sentence.split()).rstrip(" .;,:")


def says_something(sentence: str) -> bool:
    """Tell whether a sentence says what changed: "." and "typfout" do not."""
    return any(word not in EMPTY for word in WORD.findall(sentence.lower()))
