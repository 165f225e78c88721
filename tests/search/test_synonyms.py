import pytest
from django.http import QueryDict

from search import forms, indexing
from search.query import parse
from search.results import Results, find
from search.sources import FACETS, SYNONYMS
from search.synonyms import MOST, with_synonyms
from tests.search.factories import make_document

pytestmark = pytest.mark.django_db

COLLEGE = ["schepencollege", "college van B en W"]


@pytest.fixture
def groups(shelf, facets) -> list[list[str]]:
    """Return what a source says means the same; a test fills it."""
    groups: list[list[str]] = []
    SYNONYMS.register("of the test", lambda language: groups if language == "nl" else [])
    return groups


@pytest.fixture
def documents(shelf) -> None:
    shelf.put(
        make_document("page:1", "Het schepencollege besluit."),
        make_document("page:2", "Het college van B en W besluit."),
        make_document("page:3", "De raad vraagt geld."),
        # Not every college is one of B en W.
        make_document("page:4", "Het college voor de rechten van de mens."),
    )
    indexing.rebuild()


def results(words: str, language: str = "nl") -> Results:
    asked = QueryDict(mutable=True)
    asked["q"] = words
    return find(forms.read(asked, language=language, facets=FACETS))


def ids(words: str) -> list[str]:
    return [hit.id for hit in results(words).hits]


def phrases(words: str, language: str = "nl") -> list[str]:
    return [one.phrase for one in with_synonyms(parse(words, language), language).synonyms]


@pytest.mark.usefixtures("documents")
def test_either_word_finds_the_other_at_the_next_question(groups):
    assert ids("schepencollege") == ["page:1"]
    assert ids("college van B en W") == ["page:2", "page:4"]

    groups.append(COLLEGE)

    # What was typed goes first. Of what is not typed every word must be there.
    assert ids("schepencollege") == ["page:1", "page:2"]
    assert ids("college van B en W") == ["page:2", "page:1", "page:4"]
    assert results("schepencollege").total == 2

    groups.clear()
    assert ids("schepencollege") == ["page:1"]


def test_words_of_a_synonym_may_stand_in_different_parts_of_a_document(groups, shelf):
    far = [f"Woord {number} van een lang verhaal." * 30 for number in range(9)]
    shelf.put(make_document("page:1", "Het college besluit.", *far, "Dat doen B en W samen."))
    indexing.rebuild()
    groups.append(COLLEGE)

    found = results("schepencollege")

    # What is counted can be read.
    assert (found.total, [hit.id for hit in found.hits]) == (1, ["page:1"])


@pytest.mark.usefixtures("documents")
def test_snippet_marks_the_other_word(groups):
    groups.append(COLLEGE)

    (hit,) = [hit for hit in results("schepencollege").hits if hit.id == "page:2"]

    assert "<mark>college</mark>" in hit.snippet


@pytest.mark.usefixtures("documents")
def test_answer_names_what_was_looked_for_along(groups, client):
    groups.append(COLLEGE)
    asked = {"q": "wat doet het schepencollege"}

    found = client.get("/zoeken/", asked, headers={"accept": "application/json"}).json()
    html = client.get("/zoeken/", asked).content.decode()

    assert found["synonyms"] == ["college van B en W"]
    assert "Ook gezocht naar: college van B en W</p>" in html


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("Wat besluit het SCHEPENCOLLEGE?", ["college van B en W"]),
        ("het college van b. en w. vragen", ["schepencollege"]),
        ("het college van B en W vragen", ["schepencollege"]),
        # Words of a phrase that do not stand together are not the phrase.
        ("college en B van W", []),
        ("college", []),
        ("", []),
        ("van en", []),
    ],
)
def test_phrase_counts_whole_and_in_its_order(groups, asked, found):
    groups.append(COLLEGE)

    assert phrases(asked) == found


def test_what_stands_in_the_question_already_is_not_added(groups):
    groups.append(COLLEGE)

    assert phrases("schepencollege of college van B en W") == []


def test_inflected_word_finds_its_synonyms(groups):
    groups.append(["schepen", "wethouder"])

    assert phrases("twee wethouders") == ["schepen"]


def test_another_language_has_its_own(groups):
    groups.append(COLLEGE)

    assert phrases("schepencollege", "en") == []


def test_at_most_three_and_those_of_the_longest_phrase_first(groups):
    groups.append(["raad", *(f"raad{letter}" for letter in "abcdef")])
    groups.append(["raad van kinderen", "kinderraad"])

    assert phrases("raad van kinderen") == ["kinderraad", "raada", "raadb"]
    assert MOST == 3


@pytest.mark.usefixtures("documents")
@pytest.mark.parametrize(
    "group",
    [
        ["", "raad"],
        ["de", "raad"],
        ["raad", "raad"],
        ["raad", "?!"],
        ["raad"],
        [],
        ["x" * 999, "raad"],
    ],
    ids=lambda group: repr(group)[:20],
)
def test_any_group_gives_an_answer(groups, group):
    groups.append(group)

    assert ids("de raad") == ["page:3"]


@pytest.mark.usefixtures("documents")
@pytest.mark.parametrize(
    "asked", ["", "x" * 500, "schepencollege " * 40, '"(*', "de " * 90], ids=repr
)
def test_any_question_gives_an_answer(groups, asked):
    groups.append(COLLEGE)
    groups.append(["x", "schepencollege"])

    assert results(asked).total <= 4


@pytest.mark.usefixtures("documents")
def test_without_a_source_nothing_is_found_along(groups, monkeypatch):
    """The negative control."""
    groups.append(COLLEGE)
    monkeypatch.setattr(SYNONYMS, "_items", {})

    assert ids("schepencollege") == ["page:1"]
