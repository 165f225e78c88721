"""An editor sees how much of a page is filled in: in its form, and in the lists of the desk."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from knowledge.models import CasePage, ReportPage, TextPage
from tests.knowledge.factories import make_list, make_page, text
from tests.knowledge.pages.desk import client_of
from tests.knowledge.pages.factories import block, make_kind

pytestmark = pytest.mark.django_db
ALL = (
    "occasion",
    "steps",
    "works",
    "works_not",
    "council",
    "partners",
    "voices",
    "lasting",
    "start_here",
)


def make_filled(*names: str) -> CasePage:
    words = text(("aaaaa", "Zo is het."))
    page = make_kind(CasePage, **{name: [block("text", words)] for name in names})
    page.save_revision()
    return page


def form(user, page) -> str:
    answer = client_of(user).get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    return answer.content.decode()


def listing(user, page) -> str:
    parent = page.get_parent()
    return client_of(user).get(reverse("wagtailadmin_explore", args=[parent.pk])).content.decode()


def test_form_says_how_much_is_filled_in_and_leads_to_each_field_that_is_not(an):
    page = make_filled("occasion", "steps", "works", "council", "start_here")

    html = form(an, page)

    assert "5 van de 9 onderdelen ingevuld." in html
    missing = re.findall(r'<li><a href="#(panel-child-[\w-]+-section)">([^<]+)</a>', html)
    assert [label for _id, label in missing] == [
        "Wat niet werkt, obstakels",
        "Wie doen mee",
        "Wie dacht mee",
        "Hoe blijft het bestaan? (borging)",
    ]
    assert all(f'id="{anchor}"' in html for anchor, _label in missing)


def test_form_of_a_complete_page_names_nothing(an):
    html = form(an, make_filled(*ALL))

    assert "9 van de 9 onderdelen ingevuld." in html
    assert "Nog leeg:" not in html


def test_report_has_sections_of_its_own(an):
    page = make_kind(ReportPage, what_next=[block("text", text(("aaaaa", "Verder.")))])

    assert "1 van de 5 onderdelen ingevuld." in form(an, page)


def test_form_of_a_new_page_counts_nothing(an):
    parent = make_list(slug="praktijkvoorbeelden")
    address = reverse("wagtailadmin_pages:add", args=["knowledge", "casepage", parent.pk])

    assert "onderdelen ingevuld" not in client_of(an).get(address).content.decode()


def test_list_of_the_desk_counts_the_newest_version(an):
    page = make_filled("occasion")
    page.steps = page.steps.stream_block.to_python([block("text", text(("bbbbb", "Stap.")))])
    page.save_revision()

    html = listing(an, page)

    assert "Ingevuld" in html
    assert "2 van de 9" in html


def test_list_of_other_pages_has_no_such_column(an):
    page = make_page("<p>Tekst</p>")
    assert type(page) is TextPage

    assert "Ingevuld" not in listing(an, page)


def test_list_costs_one_query_more_however_many_pages_it_has(an):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            listing(an, page)
        return len([one for one in captured if '"wagtailcore_revision"."content"' in one["sql"]])

    page = make_filled("occasion")
    one = queries()
    for _each in range(3):
        make_filled("steps")

    assert queries() == one > 0
