"""Pages as search knows them."""

import pytest
from wagtail.models import Locale, PageViewRestriction

from knowledge.models import Gemeente, PageAudience, PageGemeente, Passage, Province, TextPage
from knowledge.pages import documents, facets
from knowledge.text.choices import Approach, Audience, Change
from tests.knowledge.factories import (
    blocks,
    make_home,
    make_list,
    make_opgave,
    make_page,
    make_report,
    text,
)
from tests.knowledge.pages.factories import make_case

pytestmark = pytest.mark.django_db


def load(*pages):
    return documents.load([f"page:{page.pk}" for page in pages])


def test_document_holds_the_page_and_its_passages():
    report = make_report(
        [
            {"type": "heading", "id": "kop", "value": {"text": "Winterswijk"}},
            {"type": "quote", "id": "q1", "value": {"text": "Zo is het"}},
        ],
        title="Lokale aanpak",
        slug="lokaal",
        summary="Wat werkt.",
        date_text="14 april",
        date_month=4,
        date_day=14,
    )

    (document,) = load(report)

    quote = Passage.objects.get(page_id=report.pk, key="q1")
    assert (document.id, document.kind, document.title) == (
        f"page:{report.pk}",
        "verslag",
        "Lokale aanpak",
    )
    assert (document.url, document.language, document.summary) == (
        "/verslagen/lokaal/",
        "nl",
        "Wat werkt.",
    )
    assert (document.date, document.date_sort) == ("14 april", "--04-14")
    (found,) = document.passages
    assert (found.id, found.text, found.label, found.group) == (
        quote.pk,
        "Zo is het",
        "Winterswijk",
        "kop",
    )
    assert found.url == "/verslagen/lokaal/#p-q1"


def test_a_passage_has_a_label_that_leads_somewhere():
    report = make_report(
        [
            {"type": "heading", "id": "kop", "value": {"text": "Winterswijk"}},
            {"type": "quote", "id": "q1", "value": {"text": "Zo is het", "role": "raadslid"}},
            {
                "type": "links",
                "id": "l0",
                "value": {
                    "items": [
                        {"type": "item", "id": "l1", "value": {"title": "Film", "kind": "Video"}}
                    ]
                },
            },
        ]
    )

    names = [passage.label for passage in load(report)[0].passages]

    assert names == ["Citaat van raadslid", "Winterswijk"]


def test_a_case_shows_no_date_but_is_still_sorted_by_it():
    (document,) = load(make_case(date_text="in 2020", date_year=2020))

    assert (document.date, document.date_sort) == ("", "2020")


def test_other_names_of_a_page_are_found_but_have_no_address():
    page = make_page(also_known_as="schepencollege, B en W", subtitle="Wie beslist")

    (names,) = load(page)[0].passages

    assert (names.id, names.text) == ("", "Wie beslist, schepencollege, B en W")


def test_facets_are_slugs_of_the_source_language():
    opgave = make_opgave(1, slug="meedoen", title="Meedoen")
    hidden = make_opgave(3, slug="opgave-drie", live=False)
    province = Province.objects.create(name="Gelderland", slug="gelderland")
    gemeente = Gemeente.objects.create(name="Winterswijk", slug="winterswijk", province=province)
    report = make_report()
    for one in (opgave, hidden):
        report.opgaven.add(type(report).opgaven.rel.related_model(opgave=one))
    report.gemeenten.add(type(report).gemeenten.rel.related_model(gemeente=gemeente))
    report.save()

    (document,) = load(report)

    assert dict(document.facets) == {
        "opgave": ("meedoen",),
        "gemeente": ("winterswijk",),
        "provincie": ("gelderland",),
    }
    assert document.meta == "Winterswijk"


def test_case_is_found_by_what_lists_filter_by():
    gemeente = Gemeente.objects.create(
        name="Winterswijk", slug="winterswijk", inhabitants=29_000, inhabitants_year=2026
    )
    case = make_case(approach=Approach.CHILD, change=Change.SOFTEN, date_year=2020)
    case.gemeenten.add(PageGemeente(gemeente=gemeente))
    case.audiences.add(PageAudience(audience=Audience.PROFESSIONALS))
    case.save()

    (document,) = load(case)

    # Its year says since when the approach is known, not when something was said.
    assert dict(document.facets) == {
        "gemeente": ("winterswijk",),
        "grootte": ("20000-50000",),
        "aanpak": ("kind-centraal",),
        "verandering": ("verzachten",),
        "doelgroep": ("professionals",),
    }


def test_report_is_found_by_its_year():
    assert load(make_report(date_year=2024))[0].facets["jaar"] == ("2024",)
    assert "jaar" not in load(make_report(date_text="14 april"))[0].facets


def test_opgave_is_about_itself_in_every_language():
    make_home("en")
    make_list("en", "opgaven")
    opgave = make_opgave(1, slug="meedoen", title="Meedoen")
    english = opgave.copy_for_translation(Locale.objects.get(language_code="en"))
    english.title, english.slug, english.live = "Taking part", "taking-part", True
    english.save()

    dutch_document, english_document = sorted(
        load(opgave, english), key=lambda document: document.language, reverse=True
    )

    assert dutch_document.facets["opgave"] == ("meedoen",)
    assert english_document.facets["opgave"] == ("meedoen",)
    assert facets.opgave_labels(["meedoen"], "nl") == {"meedoen": "Meedoen"}
    assert facets.opgave_labels(["meedoen"], "en") == {"meedoen": "Taking part"}


def test_what_visitors_cannot_read_is_no_document():
    draft = make_page(live=False)
    closed = make_page()
    PageViewRestriction.objects.create(page=closed, restriction_type="login")
    below_closed = make_page(parent=closed)
    alias = make_page().create_alias(update_slug="alias")
    without_kind = make_list()

    pages = [draft, closed, below_closed, alias, without_kind]
    assert load(*pages) == []
    listed = set(documents.ids())
    assert {f"page:{page.pk}" for page in pages[:4]} & listed == set()


def test_hidden_removed_and_withdrawn_passages_are_not_in_the_document():
    page = make_page(text(("aaaaa", "Een"), ("bbbbb", "Twee"), ("ccccc", "Drie")))
    rows = Passage.objects.filter(page_id=page.pk)
    rows.filter(text="Een").update(state="removed")
    rows.filter(text="Twee").update(state="hidden")

    assert [one.text for one in load(page)[0].passages] == ["Drie"]


def test_ten_pages_take_as_many_queries_as_one(django_assert_max_num_queries):
    make_home()
    pages = [make_report("<p>Een</p><p>Twee</p>") for _turn in range(10)]
    load(*pages)

    with django_assert_max_num_queries(14) as one:
        load(pages[0])
    with django_assert_max_num_queries(14) as ten:
        load(*pages)

    assert len(ten) == len(one)


def test_kinds_have_a_dutch_and_an_english_name():
    assert facets.kind_labels(["verslag"], "nl") == {"verslag": "Verslag"}
    assert set(facets.kind_labels(["verslag"], "en")) == {"verslag"}


@pytest.mark.django_db(transaction=True)
def test_published_paragraph_is_found_at_once_and_leads_to_its_anchor(client):
    page = make_page(text(("aaaaa", "Over kinderarmoede in de wijk.")), slug="wijk")

    html = client.get("/zoeken/?q=kinderarmoede").content.decode()

    passage = Passage.objects.get(page_id=page.pk)
    assert f"/wijk/#{passage.anchor}" in html
    TextPage.objects.get(pk=page.pk).unpublish()
    assert f"/wijk/#{passage.anchor}" not in client.get("/zoeken/?q=kinderarmoede").content.decode()


@pytest.mark.django_db(transaction=True)
def test_moved_page_is_found_at_its_new_address(client):
    section = make_page(slug="deel")
    page = make_page(blocks("<p>Over kinderarmoede.</p>"), slug="wijk")

    page.move(section, pos="last-child")

    html = client.get("/zoeken/?q=kinderarmoede").content.decode()
    assert "/deel/wijk/#p-" in html
    assert '"/wijk/#p-' not in html
