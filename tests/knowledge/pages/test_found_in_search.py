"""What an editor does with a page, and what a visitor finds after it: the whole way at once."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.http import QueryDict
from wagtail.models import Page, PageViewRestriction

from knowledge.models import Gemeente, PageGemeente, Passage
from knowledge.pages import documents
from search import forms
from search.results import Hit, find
from search.sources import FACETS
from tests.knowledge.factories import change, make_list, make_page, make_report, republish, text

pytestmark = pytest.mark.django_db

Commit = Callable[[], AbstractContextManager]


@pytest.fixture
def commit(django_capture_on_commit_callbacks) -> Commit:
    """Return a context in which what waits for the commit is done at its end."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def hits(words: str, language: str = "nl") -> list[Hit]:
    asked = QueryDict(mutable=True)
    asked["q"] = words
    return list(find(forms.read(asked, language=language, facets=FACETS)).hits)


def titles(words: str, language: str = "nl") -> list[str]:
    return [hit.title for hit in hits(words, language)]


def test_page_is_found_at_its_paragraph_when_it_is_published(commit):
    with commit():
        page = make_report(
            text(("aaaaa", "Eerst dit."), ("bbbbb", "Winterswijk begint.")), title="Verslag"
        )
    (hit,) = hits("winterswijk")
    passage = Passage.objects.get(page_id=page.pk, text="Winterswijk begint.")
    assert hit.id == f"page:{page.pk}"
    assert hit.kind_label == "Verslag"
    assert [(passage.id, passage.snippet) for passage in hit.passages] == [
        (passage.pk, "<mark>Winterswijk</mark> begint.")
    ]
    assert hit.passages[0].url.endswith(f"#{passage.anchor}")


def test_draft_is_not_found(commit):
    with commit():
        page = make_page(text(("aaaaa", "Winterswijk.")), live=False)
        change(page, text(("aaaaa", "Winterswijk nog eens.")))
    assert titles("winterswijk") == []


def test_new_words_are_found_and_old_ones_are_not_when_a_page_is_edited(commit):
    with commit():
        page = make_page(text(("aaaaa", "Winterswijk.")), title="Pagina")
    with commit():
        change(page, text(("aaaaa", "Deventer.")))
    assert (titles("winterswijk"), titles("deventer")) == (["Pagina"], [])
    with commit():
        republish(page, text(("aaaaa", "Almelo.")))
    assert (titles("winterswijk"), titles("almelo")) == ([], ["Pagina"])


@pytest.mark.parametrize(
    "deed",
    [
        pytest.param(lambda page: page.unpublish(), id="unpublish"),
        pytest.param(lambda page: page.delete(), id="delete"),
        pytest.param(lambda page: page.get_parent().specific.unpublish(), id="unpublish above"),
        pytest.param(lambda page: page.get_parent().specific.delete(), id="delete above"),
    ],
)
def test_page_is_not_found_when_it_is_taken_away(deed, commit):
    with commit():
        above = make_list(slug="verslagen")
        page = make_report(text(("aaaaa", "Winterswijk.")), parent=above, title="Verslag")
    assert titles("winterswijk") == ["Verslag"]
    with commit():
        deed(page)
    gone = not Page.objects.filter(pk=page.pk, live=True).exists()
    assert titles("winterswijk") == ([] if gone else ["Verslag"])


def test_page_is_found_at_its_new_address_when_it_is_moved(commit):
    with commit():
        page = make_report(text(("aaaaa", "Winterswijk.")))
        elsewhere = make_list(slug="elders")
    with commit():
        page.move(elsewhere, pos="last-child")
    assert hits("winterswijk")[0].url == f"/elders/{page.slug}/"


def test_pages_below_are_found_at_their_new_address_when_a_slug_changes(commit):
    with commit():
        above = make_list(slug="oud")
        page = make_report(text(("aaaaa", "Winterswijk.")), parent=above)
    with commit():
        above.slug = "nieuw"
        above.save_revision().publish()
    assert hits("winterswijk")[0].url == f"/nieuw/{page.slug}/"


def test_pages_are_found_again_only_when_they_are_opened_again(commit):
    with commit():
        page = make_report(text(("aaaaa", "Winterswijk.")), title="Verslag")
    with commit():
        closed = PageViewRestriction.objects.create(
            page=page.get_parent(), restriction_type=PageViewRestriction.LOGIN
        )
    assert titles("winterswijk") == []
    with commit():
        closed.delete()
    assert titles("winterswijk") == ["Verslag"]


def test_translation_is_found_in_its_own_language_only(commit):
    with commit():
        make_report(text(("aaaaa", "Winterswijk begint.")), title="Verslag")
        english = make_list("en")
        make_report(text(("aaaaa", "Winterswijk begins.")), parent=english, title="Report")
    assert (titles("winterswijk"), titles("winterswijk", "en")) == (["Verslag"], ["Report"])


def test_documents_cost_as_many_queries_for_ten_pages_as_for_one(
    django_assert_max_num_queries,
):
    pages = [make_report(text(("aaaaa", f"Woorden {n}."))) for n in range(10)]
    ids = [f"page:{page.pk}" for page in pages]
    used = []
    for part in (ids[:1], ids):
        with django_assert_max_num_queries(20) as captured:
            assert len(documents.load(part)) == len(part)
        used.append(len(captured))
    assert used[0] == used[1]


def test_gemeente_that_merged_is_a_filter_on_the_one_it_went_into(commit, client):
    today = Gemeente.objects.create(name="Meierijstad", slug="meierijstad")
    former = Gemeente.objects.create(
        name="Veghel", slug="veghel", merged_into=today, merged_on="2017-01-01"
    )
    with commit():
        page = make_report(title="Van Veghel")
        page.gemeenten.add(PageGemeente(gemeente=former))
        page.save()

    html = client.get("/zoeken/?gemeente=veghel").content.decode()

    assert "Van Veghel" in html
    # What is on is called as it is found, and can be taken away.
    assert '<a class="kk-chip kk-chip--removable" href="?"><span>Meierijstad</span>' in html
