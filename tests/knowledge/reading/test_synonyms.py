"""A term of the desk with "ook wel": search finds either word, from the next question on."""

import pytest
from django.http import QueryDict

from knowledge.models import Term
from knowledge.reading import terms
from search import forms
from search.results import find
from search.sources import FACETS
from tests.knowledge.factories import make_report, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def reports(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        make_report(text(("aaaaa", "Het schepencollege besluit.")), title="Gent")
        make_report(text(("aaaaa", "Het college van B en W besluit.")), title="Almere")


def titles(words: str) -> list[str]:
    asked = QueryDict(mutable=True)
    asked["q"] = words
    found = find(forms.read(asked, language="nl", facets=FACETS))
    return [hit.title for hit in found.hits]


@pytest.mark.usefixtures("reports")
def test_term_makes_search_find_either_word_and_no_longer_once_it_is_gone():
    assert titles("schepencollege") == ["Gent"]

    term = Term.objects.create(
        word="schepencollege", country="BE", explanation="B en W", equals="college van B en W"
    )
    assert titles("schepencollege") == ["Gent", "Almere"]
    assert titles("college van B en W") == ["Almere", "Gent"]

    term.equals = ""
    term.save()
    assert titles("schepencollege") == ["Gent"]


def test_terms_are_read_as_they_are_typed():
    Term.objects.create(word="OCMW", explanation="x", equals=" sociale dienst ,, welzijn,")
    Term.objects.create(word="zonder", explanation="x")

    assert terms.synonyms("nl") == [["OCMW", "sociale dienst", "welzijn"]]
    assert terms.synonyms("en") == []


def test_one_query_for_ten_terms_or_fifty(django_assert_num_queries):
    for number in range(50):
        Term.objects.create(word=f"woord{number}", explanation="x", equals=f"ander{number}")

    with django_assert_num_queries(1):
        assert len(terms.synonyms("nl")) == 50
