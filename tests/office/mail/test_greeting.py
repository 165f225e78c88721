import pytest

from office.mail.greeting import first_name


@pytest.mark.parametrize(
    ("name", "greeted"),
    [
        ("An", "An"),
        ("an de vries", "an"),
        ("Jan-Willem de Vries", "Jan-Willem"),
        ("D’Arcy Smit", "D’Arcy"),
        ("Zoë", "Zoë"),
        ("İnci", "İnci"),
        ("Łukasz Nowak", "Łukasz"),
        ("A. Bos", ""),
        ("", ""),
        ("   ", ""),
        ("www.win.example nu", ""),
        ("https://win.example", ""),
        ("0900-1234", ""),
        ("Je_hebt_gewonnen", ""),
        ("GratisGeldKlikHierNuMeteen", ""),
        ("<b>An</b>", ""),
        ("An\u202e", ""),
        ("An,", ""),
    ],
)
def test_greeting_is_one_word_of_letters_or_nothing(name, greeted):
    assert first_name(name) == greeted
