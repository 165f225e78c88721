"""Programmes, sheets, frameworks, guides and publications as a visitor reads them."""

import re
from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from knowledge.models import (
    ActionSheetPage,
    FrameworkPage,
    Gemeente,
    Organisation,
    PageGemeente,
    Passage,
    ProgrammePage,
    PublicationPage,
    ReadingGuidePage,
    RecordingPage,
)
from knowledge.models.kinds import kinds
from knowledge.text.choices import Version
from tests.knowledge.factories import make_opgave, make_report, text
from tests.knowledge.pages.factories import block, make_gemeente, make_kind
from tests.knowledge.pages.test_query_counts import MOST_QUERIES
from tests.knowledge.visitors import words_at

pytestmark = pytest.mark.django_db
WORDS = text(("aaaaa", "Zo staat het er."))


def place(name: str, gemeente: Gemeente) -> dict:
    return block("place", {"name": name, "gemeente": gemeente.pk})


def partners(*rows: dict) -> dict:
    items = [{"type": "item", "id": f"wie-{at}", "value": row} for at, row in enumerate(rows)]
    return block("partners", {"items": items})


@pytest.mark.parametrize(
    "model",
    [ActionSheetPage, FrameworkPage, ProgrammePage, PublicationPage, ReadingGuidePage],
)
def test_page_of_which_nothing_is_known_shows_no_empty_heading(client, model):
    page = make_kind(model, title="Nog leeg")

    html = client.get(page.url).content.decode()

    assert "Nog leeg" in html
    assert re.findall(r"<h[23][^>]*>\s*</h[23]>", html) == []
    headings = [" ".join(one.split()) for one in re.findall(r"<h2[^>]*>([^<]*)</h2>", html)]
    # A programme has a status, and a framework is of one form.
    facts = ["Feiten"] if model in (ProgrammePage, FrameworkPage) else []
    assert headings == [*facts, "Niet gevonden wat je zocht?"]
    assert all(one.find("dd") for one in BeautifulSoup(html, "html.parser").select("dl"))


WRITTEN = [kind for kind in kinds() if kind is not RecordingPage]


@pytest.mark.parametrize("model", WRITTEN, ids=lambda model: model.kind)
def test_page_with_words_in_every_part_and_without_a_summary_is_shown_and_described(client, model):
    streams = {
        part.name: [block("text", WORDS)]
        for part in model.passage_fields
        if "text" in model._meta.get_field(part.name).stream_block.child_blocks
    }
    page = make_kind(model, **streams)

    html = client.get(page.url).content.decode()

    assert html.count("Zo staat het er.") > len(streams) > 0
    assert '<meta name="description" content="Zo staat het er.' in html


def test_sheet_shows_its_owner_at_the_top_and_in_its_section(client):
    owner = Organisation.objects.create(name="Burgerkracht", slug="burgerkracht")
    page = make_kind(
        ActionSheetPage, owners=[partners({"organisation": owner.pk}, {"name": "Ouders"})]
    )

    words = words_at(client, page.url)

    assert "Eigenaar en kartrekker Burgerkracht, Ouders" in words
    assert words.count("Burgerkracht") == 2


def test_sheet_with_an_owner_without_a_name_says_nothing_of_it(client):
    page = make_kind(ActionSheetPage, owners=[partners({"organisation": None, "name": ""})])

    words = words_at(client, page.url)
    assert "None" not in words
    assert "Eigenaar" not in words
    assert not Passage.objects.filter(page_id=page.pk, kind="item").exists()


def test_owner_of_whom_only_the_role_is_known_is_not_at_the_top(client):
    page = make_kind(ActionSheetPage, owners=[partners({"name": "", "role": "betaalt"})])

    soup = BeautifulSoup(client.get(page.url).content, "html.parser")

    assert soup.select_one(".kk-facts") is None
    (row,) = soup.select(".kk-partners li")
    assert row.find("b") is None
    assert row.span.text == "betaalt"


def test_organisation_that_is_gone_leaves_its_part(client):
    page = make_kind(ActionSheetPage, together=[partners({"organisation": 999_999, "role": "x"})])

    assert "None" not in words_at(client, page.url)


def test_programme_lists_what_belongs_to_it_and_they_lead_back(client):
    programme = make_kind(ProgrammePage, title="Kinderwijkraden")
    guide = make_kind(ReadingGuidePage, title="Zelf beginnen", programme=programme)
    make_kind(ActionSheetPage, title="Nog niet online", programme=programme, live=False)

    words = words_at(client, programme.url)

    assert "Hoort bij dit programma Leeswijzer Zelf beginnen" in words
    assert "Nog niet online" not in words
    assert "Hoort bij Kinderwijkraden" in words_at(client, guide.url)


def test_page_that_was_checked_says_on_which_day_and_by_whom(client):
    checked = make_kind(ActionSheetPage, checked_on=date(2026, 11, 3))

    assert "Gecontroleerd op 3 november 2026 door de redactie" in words_at(client, checked.url)
    assert "Gecontroleerd" not in words_at(client, make_kind(ActionSheetPage).url)


def test_place_keeps_the_name_of_its_source_and_leads_to_a_gemeente_only_when_known(client):
    gent = make_gemeente("Gent")
    page = make_kind(
        ProgrammePage,
        places=[
            block("place", {"name": "Deurne Noord", "note": "een wijk"}),
            block("place", {"name": "Gent centrum", "gemeente": gent.pk, "lead": "De school"}),
        ],
    )

    html = client.get(page.url).content.decode()

    assert "<b>Deurne Noord</b>" in html
    assert '<b><a href="/gemeenten/gent/">Gent centrum</a></b>' in html
    assert "Trekker: De school" in html


def test_point_of_a_sheet_keeps_its_number_when_others_are_empty(client):
    page = make_kind(
        ActionSheetPage,
        aim=[block("text", WORDS)],
        execution=[block("text", WORDS)],
        owners=[partners({"name": "Ouders"})],
    )

    words = words_at(client, page.url)

    assert "1. Uitvoering" in words
    assert "7. Eigenaar en kartrekker" in words


def test_programme_is_about_the_gemeenten_of_its_places(client):
    one, two = make_gemeente("Genk"), make_gemeente("Leuven")
    page = make_kind(ProgrammePage, places=[place("Genk", one), place("Kessel-Lo", two)])
    PageGemeente.objects.create(page=page, gemeente=one, sort_order=0)
    page = ProgrammePage.objects.get(pk=page.pk)

    page.save_revision().publish()
    page.get_latest_revision_as_object().save_revision().publish()

    rows = PageGemeente.objects.filter(page=page).order_by("sort_order")
    assert [row.gemeente for row in rows] == [one, two]
    assert page.title in words_at(client, "/gemeenten/leuven/")


def test_programme_with_two_places_in_a_gemeente_is_about_it_once(client):
    gent = make_gemeente("Gent")
    page = make_kind(ProgrammePage, places=[place("Gent centrum", gent), place("Sluizeken", gent)])

    page.save_revision().publish()

    assert [row.gemeente for row in PageGemeente.objects.filter(page=page)] == [gent]


def test_timeline_of_which_no_date_is_known_says_so(client):
    page = make_kind(
        ProgrammePage,
        timeline=[
            block("event", {"happening": "gebeurd", "text": "Begonnen"}),
            block(
                "event", {"happening": "gepland", "date": {"text": "na de zomer"}, "text": "Klaar"}
            ),
        ],
    )

    words = words_at(client, page.url)

    assert "datum niet bekend Begonnen" in words
    assert "na de zomer · gepland Klaar" in words


def test_framework_stands_in_phases_and_its_conditions_can_be_ticked(client):
    conditions = {
        "intro": "Eerst dit:",
        "items": [
            {
                "type": "item",
                "id": "v1",
                "value": {"level": "politiek", "text": "<p>Het college zegt ja.</p>"},
            }
        ],
    }
    page = make_kind(
        FrameworkPage,
        phases=[
            block("text", WORDS, "vooraf"),
            block("phase", {"title": "Iedereen mee", "runs_throughout": True}, "fase"),
            block("heading", {"text": "Binnen het bestuur"}),
            block("conditions", conditions),
            block("phase", {"title": "Daarna", "runs_throughout": False}),
        ],
    )

    html = client.get(page.url).content.decode()
    code = Passage.objects.get(page_id=page.pk, key="v1").pk

    assert re.findall(r"<h2[^>]*>(Iedereen mee|Daarna)</h2>", html) == ["Iedereen mee", "Daarna"]
    assert html.count("Loopt door in alle fasen") == 1
    assert re.search(r"<h3[^>]*>Binnen het bestuur</h3>", html)
    assert f'data-tick="{code}"' in html
    assert "Politiek: Het college zegt ja." in words_at(client, page.url)


def test_evidence_leads_to_passages_that_everybody_may_read(client):
    report = make_report(text(("aaaaa", "Het werkte in Almere.")), title="Kenniskring 14")
    hidden = make_report(text(("aaaaa", "Nog geheim.")), live=True)
    code, secret = (Passage.objects.get(page_id=page.pk).pk for page in (report, hidden))
    hidden.unpublish()
    page = make_kind(
        FrameworkPage,
        evidence=[
            block("evidence", {"passage": code, "reason": "Kinderen dachten mee."}),
            block("evidence", {"passage": secret, "reason": "Zegt niemand."}),
        ],
    )

    words = words_at(client, page.url)

    assert "Kinderen dachten mee. Het werkte in Almere. Kenniskring 14" in words
    assert "geheim" not in words
    assert "Zegt niemand" not in words


def test_publication_says_where_to_get_it_and_that_an_address_is_not_known(client):
    links = [
        {"type": "item", "id": "l1", "value": {"title": "Het rapport", "url": "https://x.nl/a"}},
        {"type": "item", "id": "l2", "value": {"title": "De bijlage"}},
    ]
    page = make_kind(
        PublicationPage, publisher="Kind en Gezin", get_it=[block("links", {"items": links})]
    )

    html = client.get(page.url).content.decode()

    assert 'href="https://x.nl/a"' in html
    assert html.count("de link volgt nog") == 1
    assert "Publicatie · Kind en Gezin" in words_at(client, page.url)


@pytest.mark.usefixtures("shared_readings")
def test_framework_of_two_hundred_conditions_costs_what_one_of_ten_does(client):
    opgave = make_opgave(1, confirmed=True)

    def queries(number: int) -> int:
        items = [
            {
                "type": "item",
                "id": f"{number}-{at}",
                "value": {"level": "ambtelijk", "text": "<p>Ja.</p>"},
            }
            for at in range(number)
        ]
        page = make_kind(FrameworkPage, phases=[block("conditions", {"items": items})])
        page.opgaven.create(opgave=opgave)
        client.get(page.url)
        with CaptureQueriesContext(connection) as captured:
            html = client.get(page.url).content.decode()
        assert html.count("data-tick=") == number
        return len(captured)

    assert queries(200) == queries(10) <= MOST_QUERIES


@pytest.mark.parametrize(
    ("fields", "read"),
    [
        ({"version": Version.ADOPTED, "version_date": "juni 2017"}, "juni 2017"),
        ({"version_date": "juni 2017"}, "Versie van juni 2017"),
    ],
)
def test_the_date_of_a_version_is_shown_with_and_without_its_name(client, fields, read):
    assert read in words_at(client, make_kind(FrameworkPage, **fields).url)


def test_without_a_version_nothing_is_said_of_it(client):
    assert "Versie" not in words_at(client, make_kind(FrameworkPage).url)
