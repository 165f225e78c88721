import pytest
from django.utils.text import slugify

from office.letters import plain_letters, without_accents


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Søren Ærø", "soren-aero"),
        ("STRAẞE, Straße", "strasse-strasse"),
        ("Łódź in Þingvellir", "lodz-in-thingvellir"),
        ("Œuvre Diyarbakır", "oeuvre-diyarbakir"),
        ("Gewone woorden", "gewone-woorden"),
    ],
)
def test_address_made_of_a_name_loses_no_letter(name, slug):
    assert slugify(plain_letters(name)) == slug


@pytest.mark.parametrize(
    ("word", "plain"),
    [
        ("Évreux", "Evreux"),
        ("blíj\u0301ven", "blijven"),
        ("ǿ", "o"),
        ("ﬁlm", "film"),
        ("Łódź", "Lodz"),
    ],
)
def test_letters_lose_their_accents(word, plain):
    assert without_accents(word) == plain
