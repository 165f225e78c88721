"""What an editor does with a page, and what a visitor finds after it: the whole way at once."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.http import QueryDict
from wagtail.models import Page, PageViewRestriction

from knowledge.models import (
    ActionSheetPage,
    CasePage,
    FrameworkPage,
    Gemeente,
    KnowledgePage,
    PageGemeente,
    Passage,
    ProgrammePage,
    PublicationPage,
    ReadingGuidePage,
    RecordingPage,
    ReportPage,
)
from knowledge.models.kinds import kinds
from knowledge.pages import documents
from search import forms
from search.results import Hit, find
from search.sources import FACETS
from tests.knowledge.factories import change, make_list, make_page, make_report, republish, text
from tests.knowledge.pages.factories import block, make_kind
from tests.knowledge.recordings.factories import make_recording_page

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


# A block of each kind that is written, by its field: of the new kinds the one that is theirs.
WRITTEN: dict[type[KnowledgePage], tuple[str, str, object]] = {
    ActionSheetPage: ("together", "text", text(("aaaaa", "Samen met de voedselbank."))),
    CasePage: ("works", "text", text(("aaaaa", "Samen met de voedselbank."))),
    FrameworkPage: (
        "phases",
        "conditions",
        {"items": [{"type": "item", "id": "c1", "value": {"text": "<p>Met de voedselbank.</p>"}}]},
    ),
    ProgrammePage: ("timeline", "event", {"text": "Eerst bij de voedselbank."}),
    PublicationPage: (
        "get_it",
        "links",
        {"items": [{"type": "item", "id": "l1", "value": {"title": "De gids van de voedselbank"}}]},
    ),
    ReadingGuidePage: ("steps", "step", {"question": "Waar is de voedselbank?"}),
    ReportPage: ("body", "text", text(("aaaaa", "Samen met de voedselbank."))),
}


def test_every_kind_that_is_written_is_looked_for():
    assert set(WRITTEN) == set(kinds()) - {RecordingPage}


def test_words_that_are_said_are_found_at_their_second(commit):
    with commit():
        page = make_recording_page()

    (hit,) = hits("oplevert")

    assert hit.id == f"page:{page.pk}"
    assert [(found.seconds, "oplevert" in found.snippet) for found in hit.passages] == [(5, True)]


@pytest.mark.parametrize("model", WRITTEN, ids=lambda model: model.kind)
def test_passage_of_every_kind_is_found_at_its_own_address(commit, client, model):
    field, kind, value = WRITTEN[model]
    with commit():
        page = make_kind(model, title="Zonder dat woord", **{field: [block(kind, value)]})
    (passage,) = Passage.objects.filter(page_id=page.pk, text__contains="voedselbank")

    (hit,) = hits("voedselbank")

    assert (hit.id, hit.kind_label) == (f"page:{page.pk}", model.kind_label)
    assert [found.id for found in hit.passages] == [passage.pk]
    assert hit.passages[0].url == f"{page.url}#{passage.anchor}"
    assert f'id="{passage.anchor}"' in client.get(page.url).content.decode()


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
