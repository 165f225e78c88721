"""What passages are called: by their first words, so that no two on a page have one name."""

from collections import Counter

FEWEST, MOST = 6, 18
# As many characters of a text as eighteen words seldom pass.
ENOUGH = 200


def whole_words(beginning: str) -> str:
    """Return the first `ENOUGH` characters of a text without a word that was cut in two.

    >>> whole_words("Een plan")
    'Een plan'
    """
    if len(beginning) < ENOUGH:
        return beginning
    return f"{beginning.rpartition(' ')[0] or beginning} …"


def first_words(texts: dict[str, str]) -> dict[str, str]:
    """Return a name for each of these texts, by its key: as few first words as tell it apart.

    Texts that begin alike for eighteen words are numbered.

    >>> first_words({"a": "Een plan", "b": "Een plan", "c": "Wat kost het?"})
    {'a': 'Een plan', 'b': 'Een plan (2)', 'c': 'Wat kost het?'}
    """
    words = {key: text.split() for key, text in texts.items()}
    names: dict[str, str] = {}
    for length in range(FEWEST, MOST + 1, FEWEST):
        tried = {key: _cut(words[key], length) for key in words if key not in names}
        alike = Counter(tried.values())
        is_last = length == MOST
        names |= {key: name for key, name in tried.items() if is_last or alike[name] == 1}
    seen: Counter[str] = Counter()
    for key in words:
        name = names[key]
        seen[name] += 1
        if seen[name] > 1:
            names[key] = f"{name} ({seen[name]})"
    return {key: names[key] for key in words}


def _cut(words: list[str], length: int) -> str:
    return " ".join(words[:length]) + (" …" if len(words) > length else "")
