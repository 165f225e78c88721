import pytest

from office.mail.greeting import first_name, first_words


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


@pytest.mark.parametrize(
    ("text", "repeated"),
    [
        ("Hoe betrek je de raad?", "Hoe betrek je de raad?"),
        ("Wat kost dat? En wie doet mee.", "Wat kost dat? En wie doet mee."),
        ("Een twee\ndrie", "Een twee drie"),
        ("een " * 12, " ".join(["een"] * 12)),
        ("een " * 13, " ".join(["een"] * 12) + " …"),
        ("", ""),
        ("Kijk op https://win.example", ""),
        ("Kijk op win.example voor geld", ""),
        ("Mail naar An@win", ""),
        ("Bel 0900-123456", ""),
        ("a" * 81, ""),
    ],
)
def test_a_mail_repeats_a_few_words_and_nothing_that_leads_away(text, repeated):
    assert first_words(text) == repeated
