"""Each page of a list has a title and an address of its own; in other languages it is another."""

import pytest

from knowledge.questions.views import PER_PAGE as QUESTIONS
from knowledge.reading.lists import PER_PAGE as CARDS
from tests.heads import ReadHead, head_of
from tests.knowledge.factories import make_home, make_list, make_report
from tests.knowledge.questions.factories import make_question

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _lists() -> None:
    for language in ("nl", "en"):
        make_home(language)
        make_list(language, slug="kennisbank")
    for number in range(max(CARDS, QUESTIONS) + 1):
        make_report(title=f"Verslag {number}")
        make_question(f"Vraag {number}?")


@pytest.mark.parametrize(("url", "title"), [("/kennisbank/", "Kennisbank"), ("/vragen/", "Vragen")])
def test_second_page_has_a_title_and_an_address_of_its_own(client, url, title):
    first, second = (head_of(client, f"{url}{query}") for query in ("", "?pagina=2"))

    assert _titles(first) == (f"{title} | De Kenniskring", [title])
    assert _titles(second) == (f"{title}, pagina 2 | De Kenniskring", [f"{title}, pagina 2"])
    assert first.canonical == [f"http://127.0.0.1:8000{url}"]
    assert second.canonical == second.metas["og:url"] == [f"http://127.0.0.1:8000{url}?pagina=2"]
    # The second page of a shorter list elsewhere is no translation of it.
    assert (set(first.languages), second.languages) == ({"nl", "en", "x-default"}, {})


def test_second_page_of_what_is_chosen_is_the_list_for_who_counts_pages(client):
    head = head_of(client, "/kennisbank/?soort=verslag&pagina=2")

    assert head.title == "Kennisbank, pagina 2 | De Kenniskring"
    assert head.canonical == ["http://127.0.0.1:8000/kennisbank/"]
    assert head.metas["og:title"] == ["Kennisbank"]


def _titles(head: ReadHead) -> tuple[str, list[str]]:
    return head.title, head.metas["og:title"]
