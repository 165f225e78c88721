"""The Dutch chain: stop list, irregular forms, Snowball's classic Dutch stemmer with repairs.

Snowball 3 calls the Kraaij-Pohlmann stemmer `dutch`; that one merges gezin with zin and gezondheid
with zon. `dutch_porter` is the classic one.
"""

import re
from functools import lru_cache

import Stemmer

from search.chain import Chain
from search.words import Words

STOP_WORDS = frozenset(
    """
    aan al alle alleen alles als altijd ander andere anders ben bent bij daar daarbij daardoor
    daarin daarmee daarna daarnaast daarom daarop daarover daarvan daarvoor dan dat de der deze die
    dit doch doen doet door dus echter een eens elk elke en enige er eraan erbij erin ermee erop
    ervan ervoor etc even ge geen gehad geweest haar had hadden heb hebben hebt heeft heel hem hen
    het hier hierbij hierdoor hierin hiermee hierop hierover hiervan hij hoe hoewel hun ieder iedere
    iemand iets ik in indien is ja je jij jou jouw jullie kan kon konden kun kunnen kunt maar mag me
    mee meer men met mij mijn moest moet moeten mogen n na naar nee niet niets nog nogal nou nu of
    om omdat onder ons onze ook op over per reeds s sinds soms t te tegen terwijl toch toe toen tot
    tussen u uit uw van vanaf vanuit veel via voor voordat waar waarbij waardoor waarin waarmee
    waarom waarop waarover waarvan waarvoor wanneer want waren was wat we wel welk welke werd werden
    wie wij wil willen wilt word worden wordt wou zal ze zelf zich zij zijn zo zoals zodat zonder
    zou zouden zullen zult
    """.split()
)

# Forms whose stem the rules do not find: the plural changes more than its ending.
_IRREGULAR = {
    form: base
    for base, forms in {
        "kind": "kind kinder kinderen kinders kindje kindjes",
        "ei": "ei eieren",
        "lid": "lid leden",
        "stad": "stad steden stadje",
        "schip": "schip schepen",
        "weg": "weg wegen",
        "kans": "kans kansen",
        "mens": "mens mensen",
        "wens": "wens wensen",
        "grens": "grens grenzen",
        "les": "les lessen",
        "klas": "klas klassen",
        "dag": "dag dagen",
        "blad": "blad bladen bladeren",
        "overheid": "overheid overheden",
        "mogelijkheid": "mogelijkheid mogelijkheden",
        "moeilijkheid": "moeilijkheid moeilijkheden",
        "vaardigheid": "vaardigheid vaardigheden",
        "bevoegdheid": "bevoegdheid bevoegdheden",
        "werkzaamheid": "werkzaamheid werkzaamheden",
        "criterium": "criterium criteria",
        "centrum": "centrum centra",
        "datum": "datum data",
        "museum": "museum musea museums",
        "politicus": "politicus politici",
        "leraar": "leraar leraren leraars",
        "gemeente": "gemeente gemeenten gemeentes",
        "olie": "olie olien",
        "ouder": "ouder ouders",
        "oudere": "oudere ouderen",
        "jongere": "jongere jongeren",
        "ziekte": "ziekte ziekten ziektes",
        "opgave": "opgave opgaven opgaves",
        "inkomen": "inkomen inkomens inkomsten",
        "kosten": "kosten kost",
        "helpen": "help helpt helpen hielp hielpen geholpen",
        "geven": "geef geeft geven gaf gaven gegeven",
        "nemen": "neem neemt nemen nam namen genomen",
        "krijgen": "krijg krijgt krijgen kreeg kregen gekregen",
    }.items()
    for form in forms.split()
}
# ideeën, knieën, bacteriën: what stands before the ë is the word. Of -ien only in longer words and
# after these letters, for it also ends Julien, gezien, dertien, misschien and groeien.
_PLURAL_WITH_TREMA = re.compile(r"(?:(?<=ee|ie)en|(?<=...[bcgklmnpr]ie)n)$")
# One vowel before the s, in a word that is long enough (not gas, huis); or no vowel at all.
_PLURAL = re.compile(r"(?:..[^aeiouy\W][aiouy]|^(?!sms|gps|cms|dns|css)[^aeiouy\W\d]{2,3})s$")
_DOUBLED = frozenset("bcdfgklmnprst")
_stemmer = Stemmer.Stemmer("dutch_porter")


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """Return the stem of a folded word (`gezinnen` → `gezin`, `subsidies` → `subsidie`)."""
    word = _PLURAL_WITH_TREMA.sub("", word)
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if (len(word) > 6 and word.endswith("ies")) or (
        len(word) > 5 and word.endswith("es") and word[-3] in "dtvgkz"
    ):
        word = word[:-1]
    found = _stemmer.stemWord(word)
    if len(found) > 3 and found[-1] == found[-2] and found[-1] in _DOUBLED:
        found = found[:-1]
    # huis/huizen, brief/brieven: the stem ends as the singular does.
    if len(found) > 2 and found[-1] in "zv":
        found = found[:-1] + ("s" if found[-1] == "z" else "f")
    # foto's, baby's, cd's without their apostrophe; of terras and terrassen this takes as much.
    return found[:-1] if _PLURAL.search(found) else found


CHAIN = Chain(
    "nl",
    STOP_WORDS,
    stem,
    Words(thousands=".", decimal=","),
    {"a'dam": "amsterdam", "r'dam": "rotterdam"},
)
