"""What a case says about asking its gemeente."""

import re

import pytest
from django.urls import reverse

from knowledge.contact import queries
from knowledge.models import PageGemeente
from tests.knowledge.contact.factories import make_gemeente, make_person, make_shown_gemeente
from tests.knowledge.pages.factories import make_case

pytestmark = pytest.mark.django_db


def text(client, case):
    return re.sub(r"\s+", " ", client.get(case.url).content.decode())


def part(page, anchor):
    return re.search(rf'id="{anchor}".*?</section>', page)[0]


def test_button_stands_at_doing_it_yourself_when_somebody_answers(client):
    gemeente, case = make_shown_gemeente()
    make_person(gemeente)

    section = part(text(client, case), "p-zelf-doen")

    assert "Een collega daar beantwoordt je vraag." in section
    address = f"/gemeenten/almere/in-contact/?pagina={case.pk}"
    assert f'href="{address}" rel="nofollow">Breng mij in contact<' in section
    assert "Cas" not in section
    assert "@" not in section


def test_case_says_where_the_question_goes_when_nobody_answers(client):
    _gemeente, case = make_shown_gemeente()

    section = part(text(client, case), "p-zelf-doen")

    assert "Wij kennen bij gemeente Almere nog geen contactpersoon." in section
    assert "Stel je vraag via de redactie" in section
    assert "Breng mij in contact" not in section


def test_case_without_gemeente_offers_nothing(client):
    page = text(client, make_case())
    assert "in-contact" not in page
    assert "p-zelf-doen" not in page
    assert "Nog niet bekend." in page


def test_costs_and_hours_that_are_not_known_can_be_asked(client):
    _gemeente, case = make_shown_gemeente()

    facts = part(text(client, case), "feiten")

    for label, subject in (("Kosten per jaar", "kosten"), ("Tijd per week", "tijd")):
        asked = f"/gemeenten/almere/in-contact/?pagina={case.pk}&amp;over={subject}"
        assert (
            f'<dt>{label}</dt><dd>Nog niet bekend. <a href="{asked}" rel="nofollow" data-beside>'
            "Vraag het de gemeente</a></dd>"
        ) in facts


def test_costs_and_hours_that_are_known_are_not_asked(client):
    case = make_case(gemeente="Almere", costs="€ 300.000", hours="16")
    facts = part(text(client, case), "feiten")
    assert "<dd>€ 300.000</dd>" in facts
    assert "<dd>16</dd>" in facts
    assert "Vraag het de gemeente" not in facts


def test_of_two_gemeenten_the_one_that_answers_is_asked(django_assert_num_queries):
    case = make_case(gemeente="Almere")
    PageGemeente.objects.create(page=case, gemeente=make_gemeente("Elders"), sort_order=1)
    gemeenten = {"almere": "Almere", "elders": "Elders"}
    assert queries.way_in(case.pk, gemeenten).name == "Almere"
    make_person("Elders")

    with django_assert_num_queries(1):
        found = queries.way_in(case.pk, gemeenten)

    assert (found.name, found.known) == ("Elders", True)


def test_page_that_was_never_saved_leads_to_the_form_without_naming_it():
    found = queries.way_in(None, {"almere": "Almere"})
    assert found.url == reverse("contact_ask", args=["almere"])
    assert found.costs_url == f"{found.url}?over=kosten"
