"""Descriptions: never empty, cut at a word, and silent about who is shown by role."""

import pytest

from knowledge.head import words
from knowledge.head.words import cut, describe, printable
from knowledge.models import Person

pytestmark = pytest.mark.django_db


def test_first_that_says_something_is_said():
    assert describe("", None, "  Dit  \n staat er. ", "Dit niet.") == "Dit staat er."


def test_text_is_cut_at_a_word_and_says_so():
    text = "woord " * 40

    said = describe(text)

    assert len(said) <= words.LONGEST
    assert said.endswith("woord…")


@pytest.mark.parametrize(
    ("text", "longest", "expected"),
    [
        ("precies", 7, "precies"),
        ("een twee drie", 9, "een twee…"),
        ("een twee drie", 8, "een…"),
        ("een, twee", 6, "een…"),
        ("zonderspaties", 5, "zond…"),
        ("", 5, ""),
    ],
)
def test_cut(text, longest, expected):
    assert cut(text, longest) == expected


def test_description_is_never_empty():
    assert describe("", title="") != ""
    assert describe("", title="Winterswijk") == (
        "Winterswijk. Kennis en ervaring uit gemeenten die kinderarmoede aanpakken."
    )


@pytest.mark.parametrize("name", ["Bo Baas", "bo  baas"])
def test_name_of_who_is_shown_by_role_is_passed_over(name):
    Person.objects.create(name="Bo Baas", slug="bo-baas", show_as_role=True)

    assert describe(f"Gesprek met {name}.", "Over borging.") == "Over borging."
    assert "aas" not in describe(f"Gesprek met {name}.", title=f"Interview {name}")


def test_name_of_who_is_shown_by_name_is_told():
    """The negative control."""
    Person.objects.create(name="Bo Baas", slug="bo-baas")

    assert describe("Gesprek met Bo Baas.") == "Gesprek met Bo Baas."


def test_signs_that_no_xml_may_hold_are_left_out():
    assert printable("a\x0bb\x00c\nd\ufeff") == "abc\nd"


@pytest.mark.parametrize("space", ["\u00a0", "\u2003", "\u2009", "\u2028"])
def test_space_of_another_width_stays_a_space(space):
    assert printable(f"Tot{space}€ 1.500") == "Tot € 1.500"


@pytest.mark.parametrize("text", ["👨\u200d👩\u200d👧", "می\u200cخواهم"])
def test_joiner_stays(text):
    assert printable(text) == text


@pytest.mark.parametrize("sign", ["\u2003", "\u00a0", "\u200b", "\x0b", "\u200b ", "\u00ad "])
def test_name_of_who_is_shown_by_role_is_known_with_any_space(sign):
    Person.objects.create(name="Anneke van Grotel", slug="grotel", show_as_role=True)
    assert "Grotel" not in describe(f"Door Anneke{sign}van{sign}Grotel")
