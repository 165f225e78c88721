import unicodedata

import pytest
from hypothesis import example, given, strategies as st

from office.hidden_signs import INVISIBLE, JOINERS, without_hidden_signs

HIDDEN = [
    sign for sign in map(chr, range(0x110000)) if INVISIBLE.match(sign) or JOINERS.match(sign)
]
# Written out: a sign that the code forgets would else be forgotten here.
DIRECTIONS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
FAMILY = "\U0001f469\u200d\U0001f469\u200d\U0001f467"
SCOTLAND = "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f"


@pytest.mark.parametrize(
    "sign",
    "\u00ad\u034f\u180e\u200b\u200c\u200d\u2060\u2061\u2062\u2063\u2064\ufeff\U000e0041"
    + DIRECTIONS,
    ids=lambda sign: f"U+{ord(sign):04X}",
)
def test_sign_that_people_paste_goes_from_inside_a_word(sign):
    assert without_hidden_signs(f"schuld{sign}hulp{sign}{sign}verlening") == "schuldhulpverlening"


@pytest.mark.parametrize("sign", DIRECTIONS[3:], ids=lambda sign: f"U+{ord(sign):04X}")
def test_sign_that_turns_a_text_round_goes_also_between_hebrew_letters(sign):
    assert without_hidden_signs(f"\u05e9{sign}\u05dc") == "\u05e9\u05dc"


@pytest.mark.parametrize("sign", HIDDEN[:120] + HIDDEN[-5:], ids=lambda sign: f"U+{ord(sign):04X}")
def test_sign_that_nobody_sees_goes_from_inside_a_word(sign):
    assert without_hidden_signs(f"schuld{sign}hulp{sign}{sign}verlening") == "schuldhulpverlening"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("schuld\u00adhulp\u00adverlening", "schuldhulpverlening"),
        ("kinder\u200bOpvang\u200btoeslag", "kinderOpvangtoeslag"),
        ("\ufeffVraag\u2060", "Vraag"),
        ("schuld\x1fhulp, ouder\x1ekind", "schuldhulp, ouder-kind"),
        ("samen\ufffewerking", "samenwerking"),
        ("een\uffff \ufdd0twee\U0010fffe \ud83ddrie\udc4d", "een twee drie"),
        ("helpt\u00a0met\u202fschulden", "helpt met schulden"),
        ("eerste\x0btweede\u2028derde", "eerste tweede derde"),
        ("foto\x92s \x96 klaar", "foto’s – klaar"),
        ("Kop\x85tekst", "Kop tekst"),
        ("eerste\r\n\ttweede", "eerste\r\n\ttweede"),
        (
            "Gewone woorden: één, ‘twee’ – €\u00a01.500.",
            "Gewone woorden: één, ‘twee’ – €\u00a01.500.",
        ),
        ("", ""),
    ],
)
def test_word_is_whole_without_its_hidden_signs(typed, kept):
    assert without_hidden_signs(typed) == kept


@pytest.mark.parametrize(
    "meant",
    [
        FAMILY,
        SCOTLAND,
        "\u2764\ufe0f",
        "1\ufe0f\u20e3",
        "\U0001f44d\U0001f3fd",
        "می\u200cخواهم",
        "क्\u200dष",
        "ភាសា\u200bខ្មែរ",
        "葛\U000e0100",
        "1\u202f500",
        "€\u00a012",
        "שלום!\u200f (Bo)",
    ],
)
def test_sign_that_means_something_stays(meant):
    assert without_hidden_signs(f"Zie {meant} hier") == f"Zie {meant} hier"


def test_what_turns_a_text_round_goes_in_any_script():
    assert without_hidden_signs("שלום \u202efdp.exe\u2066 an\u200eder") == "שלום fdp.exe ander"


@given(
    st.text(
        st.sampled_from(
            [
                *HIDDEN[:60],
                *"aé1 €’",
                "\u2764",
                "\u05d0",
                "\u1820",
                "\u0e01",
                "\x1f",
                "\u00a0",
                "\u1100",
                FAMILY[0],
                SCOTLAND[0],
                *SCOTLAND[-2:],
            ]
        )
    )
    | st.text()
)
@example("a\u200e\u00ad\u05d0")
def test_cleaning_twice_is_cleaning_once(text):
    once = without_hidden_signs(text)

    assert without_hidden_signs(once) == once


@given(st.text())
def test_what_is_seen_is_never_lost(text):
    def seen(words):
        return [
            sign
            for sign in words
            if unicodedata.category(sign)[0] not in "CZ" and not INVISIBLE.match(sign)
        ]

    found = [
        sign
        for sign in seen(without_hidden_signs(text))
        if sign not in "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ-"
    ]
    assert found == [sign for sign in seen(text) if sign not in "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ-"]
