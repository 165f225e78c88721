"""Documents to measure with: made from Dutch words, or read from a file."""

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

WORDS = """
    armoede gezin kind ouder school gemeente raad wethouder college aanpak opgave wijk buurt
    schuld hulp signaal geld budget regeling toeslag inkomen werk opleiding leraar huis huur
    energie voeding sport cultuur bibliotheek vereniging vrijwilliger netwerk partner
    samenwerking gesprek vertrouwen schaamte drempel bereik doelgroep ervaring deskundige
    beleid plan borging besluit begroting evaluatie meting resultaat voorbeeld verhaal kring
    vraag antwoord verslag opname spreker les zwangerschap peuter kleuter jongere moeder
    vader opvoeding gezondheid zorg arts consultatie verzachten versterken veranderen
    meedoen thuis toekomst kans gelijk recht wet plicht uitvoering communicatie eigenaar
    kartrekker monitoring financiering subsidie fonds bank winkel kleding fiets laptop
    zwemles verjaardag vakantie maaltijd ontbijt tuin plein straat dorp stad provincie land
""".split()
SMALL = "de het een van en in op te dat is voor met die niet aan er om ook als bij maar uit".split()


@dataclass
class Given:
    """One document before anything is made of it."""

    id: str
    title: str
    texts: list[str]


def generated(count: int) -> Iterator[Given]:
    """Yield documents of three to twelve paragraphs; always the same ones."""
    chance = random.Random(14)
    # As in a language: few words are frequent, most are rare; compounds make the rare ones.
    stock = WORDS + [f"{a}{b}" for a in WORDS for b in WORDS if a != b]
    weights = [1 / (rank + 3) for rank in range(len(stock))]
    for number in range(count):
        words = iter(chance.choices(stock, weights, k=12 * 70))
        texts = []
        for _ in range(chance.randint(3, 12)):
            length = chance.randint(12, 60)
            text = " ".join(
                next(words) if chance.random() < 0.55 else chance.choice(SMALL)
                for _ in range(length)
            )
            texts.append(f"{text.capitalize()}.")
        title = " ".join(chance.choices(stock, weights, k=4)).capitalize()
        yield Given(f"page:{number}", title, texts)


def given(path: Path) -> Iterator[Given]:
    """Yield the documents of a file of JSON lines."""
    with path.open() as lines:
        for line in lines:
            row = json.loads(line)
            yield Given(f"page:{row['id']}", row["title"], row["body"].split("\n\n"))


def questions(documents: list[Given], count: int) -> list[str]:
    """Return questions of one to four words that stand together somewhere."""
    chance = random.Random(15)
    asked = []
    for _ in range(count):
        words = chance.choice(chance.choice(documents).texts).rstrip(".").split()
        start = chance.randrange(max(1, len(words) - 4))
        asked.append(" ".join(words[start : start + chance.randint(1, 4)]))
    return asked
