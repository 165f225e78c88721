"""What a visitor says of herself in the address: read, kept in links, never stored."""

import pytest
from django.http import QueryDict

from search import preferences
from search.preferences import Preference

SMALL = Preference((("grootte", "tot-10000"),))


@pytest.mark.parametrize(
    ("query", "values"),
    [
        ("mijn-grootte=tot-10000", (("grootte", "tot-10000"),)),
        (
            "mijn-aanpak=kind-centraal&mijn-grootte=tot-10000",
            (("grootte", "tot-10000"), ("aanpak", "kind-centraal")),
        ),
        ("mijn-grootte=heel-klein&mijn-aanpak=", ()),
        ("grootte=tot-10000&mijn-gemeente=almere&x=1", ()),
        ("", ()),
    ],
)
def test_only_what_can_be_chosen_is_read(query, values):
    assert preferences.read(QueryDict(query)).values == values


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("/kennisbank/", "/kennisbank/?mijn-grootte=tot-10000"),
        ("/zoeken/?q=a", "/zoeken/?q=a&mijn-grootte=tot-10000"),
        ("/a/?t=5#p-1", "/a/?t=5&mijn-grootte=tot-10000#p-1"),
        ("/a/?mijn-grootte=vanaf-250000", "/a/?mijn-grootte=vanaf-250000"),
    ],
)
def test_address_keeps_what_was_chosen(url, kept):
    assert SMALL.keeping(url) == kept
    assert preferences.NONE.keeping(url) == url


def test_words_say_what_something_has_in_the_order_of_the_choice():
    both = Preference((("grootte", "tot-10000"), ("aanpak", "kind-centraal")))

    assert both.words(["aanpak", "grootte"]) == "Zoals jouw gemeente · Jouw vorm van aanpak"
    assert both.words(["aanpak"]) == "Jouw vorm van aanpak"
    assert both.words([]) == ""
