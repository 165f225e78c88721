"""The frame of every public page, as a screen reader is told it; the way back leads away."""

from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup

from tests import public_walk

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.shown,
    # One worker walks: the other would fill a site of its own first.
    pytest.mark.xdist_group("public walk"),
]

REACHED = {
    "/",
    "/en/",
    "/bestaat-niet/",
    "/agenda/",
    "/privacy/",
    "/en/privacy/",
    "/gemeenten/winterswijk/",
    "/mensen/guido-de-vries/",
    "/opgaven/meedoen/",
    "/vragen/1/",
    "/vragen/stellen/",
    "/kennisbank/verslagen/kenniskring-14-lokale-aanpak-van-kinderarmoede/",
    "/kenniskringen/reeks/kenniskringen/",
}


def found(judge) -> dict[str, list[str]]:
    """Return what judge finds wrong with each page of the site."""
    faults = {at: judge(page) for at, page in public_walk.walk().items()}
    return {at: wrong for at, wrong in faults.items() if wrong}


def test_walk_comes_everywhere():
    assert REACHED - public_walk.walk().keys() == set()


def test_every_page_has_one_h1_and_leaves_no_level_out():
    assert found(public_walk.heading_faults) == {}


def test_landmarks_of_a_page_have_names_of_their_own():
    assert found(public_walk.landmark_faults) == {}


def test_way_back_never_leads_to_the_page_itself():
    itself = {
        at: steps
        for at, page in public_walk.walk().items()
        if urlsplit(at).path in (steps := public_walk.crumbs(page))
    }
    assert itself == {}


def test_menus_of_a_page_have_names_of_their_own():
    alike = {}
    for at, page in public_walk.walk().items():
        names = [public_walk.name_of(one) for one in page.select("summary")]
        # The list of contents and the filters are folded once.
        if len(set(names)) < len(names):
            alike[at] = [name for name in names if names.count(name) > 1]
    assert alike == {}


def test_no_list_says_that_it_is_a_list():
    said = {
        at: [str(one)[:80] for one in page.select("ul[role=list], ol[role=list]")]
        for at, page in public_walk.walk().items()
    }
    assert {at: lists for at, lists in said.items() if lists} == {}
    assert any(page.select("ul") for page in public_walk.walk().values())


@pytest.mark.parametrize(
    ("html", "faults"),
    [
        ("<h1>A</h1><h2>B</h2><h3>C</h3><h2>D</h2>", []),
        ("<h1>A</h1><h3>C</h3>", ["h3 after h1: C"]),
        ("<h2>B</h2><h1>A</h1>", ["h2 after h0: B"]),
        ("<h2>B</h2>", ["0 h1", "h2 after h0: B"]),
        ("<h1>A</h1><h1> </h1>", ["2 h1", "empty h1"]),
    ],
)
def test_headings_that_are_no_outline_are_found(html, faults):
    assert public_walk.heading_faults(BeautifulSoup(html, "html.parser")) == faults


@pytest.mark.parametrize(
    ("html", "faults"),
    [
        ('<nav aria-label="A"></nav><nav aria-label="B"></nav><aside aria-label="A"></aside>', []),
        ("<nav></nav><nav></nav>", ["navigation '' is there 2 times"]),
        (
            '<section aria-labelledby="a"><h2 id="a">A</h2></section><p role="region" '
            'aria-label="A"></p>',
            ["region 'A' is there 2 times"],
        ),
        (
            '<section aria-labelledby="a"></section>',
            ["region without a name", "#a names a section and is not there"],
        ),
        ('<p id="a"></p><p id="a"></p>', ["#a is there 2 times"]),
    ],
)
def test_landmarks_that_cannot_be_told_apart_are_found(html, faults):
    assert public_walk.landmark_faults(BeautifulSoup(html, "html.parser")) == faults
