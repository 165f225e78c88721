import pytest
from django.utils.text import slugify

from office.letters import plain_letters


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
