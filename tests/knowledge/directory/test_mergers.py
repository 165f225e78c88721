"""A gemeente that merged: where it leads, how its pages are called, and what is refused."""

from datetime import date

import pytest
from django.db import transaction
from django.db.models import ProtectedError
from wagtail.models import ModelLogEntry

from knowledge.directory import gemeenten, mergers, queries as directory
from knowledge.directory.mergers import MergerRefused
from knowledge.models import Gemeente, PageGemeente, Province
from knowledge.pages import documents
from knowledge.reading import cards
from knowledge.reading.facts import Facts
from search.models import IndexChange
from tests.knowledge.factories import make_home
from tests.knowledge.pages.factories import make_case
from tests.knowledge.questions.factories import make_question

pytestmark = pytest.mark.django_db
DAY, TODAY = date(2026, 1, 1), date(2026, 3, 1)


def make_gemeente(name: str, **fields) -> Gemeente:
    return Gemeente.objects.create(name=name, slug=name.lower(), **fields)


def merge(one: Gemeente, into: Gemeente, on: date = DAY) -> None:
    mergers.merge(one, into=into, on=on, today=TODAY, by=None)
    one.refresh_from_db()


@pytest.fixture
def merged() -> tuple[Gemeente, Gemeente]:
    """Return Aadorp, which merged, and Bedorp, which it belongs to."""
    utrecht = Province.objects.create(name="Utrecht", slug="utrecht")
    one = make_gemeente("Aadorp", inhabitants=9_000, inhabitants_year=2020)
    into = make_gemeente("Bedorp", province=utrecht, inhabitants=60_000, inhabitants_year=2026)
    merge(one, into)
    return one, into


def test_page_of_what_merged_leads_to_the_other_for_good(client, merged):
    make_home()
    for path in ("/gemeenten/", "/en/gemeenten/"):
        answer = client.get(f"{path}aadorp/")
        assert (answer.status_code, answer["Location"]) == (301, f"{path}bedorp/")
    # The negative control.
    mergers.part_again(merged[0], by=None)
    assert client.get("/gemeenten/aadorp/").status_code == 200


def test_what_was_written_stays_and_says_what_it_is_called_now(client, merged):
    page = make_case(gemeente="Aadorp")

    (card,) = cards.cards([page])
    (fact,) = Facts(page, "nl").gemeenten
    (document,) = documents.load([f"page:{page.pk}"])

    called = "Aadorp (nu Bedorp)"
    assert (card.foot, fact.name, document.meta) == (called, called, called)
    assert (fact.slug, fact.inhabitants) == ("bedorp", "ongeveer 9.000 inwoners (2020, CBS)")
    assert document.facets["gemeente"] == ("bedorp",)
    assert document.facets["provincie"] == ("utrecht",)
    assert called in client.get(page.url).content.decode()


def test_page_about_both_counts_once_with_the_gemeente_of_today(merged):
    page = make_case(gemeente="Aadorp")
    PageGemeente.objects.create(page=page, gemeente=merged[1])
    alone = make_case(gemeente="Aadorp")

    ((entry,),) = [group.entries for group in gemeenten.overview("nl").groups]
    found = directory.pages_about(merged[1], language="nl")
    (document,) = documents.load([f"page:{page.pk}"])

    assert (entry.name, entry.counts) == ("Bedorp", "2 praktijkvoorbeelden")
    assert [one.title for one in found] == [alone.title, page.title]
    assert {one.foot for one in found} == {"Aadorp (nu Bedorp)"}
    assert document.facets["gemeente"] == ("bedorp",)


def test_question_about_what_merged_is_found_with_the_gemeente_of_today(client, merged):
    make_home()
    question = make_question("Hoe doe je dat?", gemeente=merged[0])

    html = client.get(question.get_absolute_url()).content.decode()

    assert "Aadorp (nu Bedorp)" in html


def test_merging_again_takes_along_what_merged_before(client, merged):
    one, into = merged
    page = make_case(gemeente="Aadorp")
    last = make_gemeente("Cedorp")
    IndexChange.objects.all().delete()

    merge(into, last, on=date(2026, 2, 1))

    assert IndexChange.objects.get().document_id == f"page:{page.pk}"
    one.refresh_from_db()

    assert (one.merged_into, one.merged_on) == (last, DAY)
    assert client.get("/gemeenten/aadorp/")["Location"] == "/gemeenten/cedorp/"


@pytest.mark.parametrize(
    ("one", "into", "on", "said"),
    [
        ("Cedorp", "Cedorp", DAY, "niet in zichzelf"),
        ("Cedorp", "Aadorp", DAY, "Aadorp hoort al bij Bedorp"),
        ("Aadorp", "Cedorp", DAY, "Aadorp hoort al bij Bedorp"),
        # A circle: what it belongs to would belong to it.
        ("Bedorp", "Aadorp", DAY, "Aadorp hoort al bij Bedorp"),
        ("Cedorp", "Bedorp", date(2026, 3, 2), "nog niet geweest"),
    ],
)
def test_merger_that_cannot_be_is_refused_and_changes_nothing(merged, one, into, on, said):
    make_gemeente("Cedorp")
    before = list(Gemeente.objects.values_list("name", "merged_into", "merged_on"))
    rows = {row.name: row for row in Gemeente.objects.all()}

    with pytest.raises(MergerRefused, match=said):
        merge(rows[one], rows[into], on)

    assert list(Gemeente.objects.values_list("name", "merged_into", "merged_on")) == before


def test_merger_of_today_is_taken(merged):
    cedorp = make_gemeente("Cedorp")

    merge(cedorp, merged[1], TODAY)

    assert cedorp.merged_on == TODAY


def test_parting_what_never_merged_is_refused(merged):
    with pytest.raises(MergerRefused, match="Bedorp is al een gemeente van zichzelf"):
        mergers.part_again(merged[1], by=None)


def test_deeds_stand_in_the_history_of_the_gemeente(merged):
    mergers.part_again(merged[0], by=None)

    entries = ModelLogEntry.objects.for_instance(merged[0]).order_by("pk")

    assert [(entry.action, entry.data["into"]) for entry in entries] == [
        ("knowledge.gemeente_merged", "Bedorp"),
        ("knowledge.gemeente_parted", "Bedorp"),
    ]


@pytest.mark.parametrize("deed", ["merge", "part"])
def test_search_hears_of_every_page_and_question_about_either(merged, deed):
    one, into = merged
    if deed == "merge":
        mergers.part_again(one, by=None)
    about = [make_case(gemeente="Aadorp"), make_case(gemeente="Bedorp")]
    make_case(gemeente="Cedorp")
    make_case(gemeente="Aadorp", live=False)
    question = make_question("Hoe doe je dat?", gemeente=one)
    IndexChange.objects.all().delete()

    if deed == "merge":
        merge(one, into)
    else:
        mergers.part_again(one, by=None)

    heard = set(IndexChange.objects.values_list("document_id", flat=True))
    assert heard == {*(f"page:{page.pk}" for page in about), f"question:{question.pk}"}


def test_gemeente_that_a_page_is_about_is_not_deleted(merged):
    page = make_case(gemeente="Cedorp")
    gemeente = Gemeente.objects.get(name="Cedorp")

    for delete in (
        gemeente.delete,
        Gemeente.objects.filter(name="Cedorp").delete,
        # What merged leads here.
        merged[1].delete,
    ):
        with pytest.raises(ProtectedError), transaction.atomic():
            delete()

    # The negative control.
    PageGemeente.objects.filter(page=page).delete()
    assert gemeente.delete()[0]


def test_draft_about_a_gemeente_that_is_gone_can_be_opened():
    page = make_case()
    gone = make_gemeente("Aadorp")
    page.gemeenten.add(PageGemeente(gemeente=gone))
    page.save_revision()
    gone.delete()

    draft = page.get_latest_revision_as_object()

    assert list(draft.gemeenten.all()) == []


def test_sitemap_names_the_gemeente_of_today_alone(client, merged):
    make_home()
    make_case(gemeente="Aadorp")

    found = client.get("/sitemap.xml").content.decode()

    assert "/gemeenten/bedorp/" in found
    assert "/gemeenten/aadorp/" not in found
