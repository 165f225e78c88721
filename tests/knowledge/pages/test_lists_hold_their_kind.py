"""A list shows one kind of page, and no other comes to stand in it, whatever the way."""

import json

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.models import Page

from knowledge.models import CasePage, ListPage, OpgavePage, RecordingPage, ReportPage, TextPage
from knowledge.models.kinds import kinds
from tests.knowledge.factories import make_home, make_list, make_page, make_report
from tests.knowledge.pages import desk

pytestmark = pytest.mark.django_db

WRONG = (
    "“Verslag” kan niet onder “Praktijkvoorbeelden” staan. Daar staan alleen praktijkvoorbeelden."
)


@pytest.fixture
def report():
    return make_report(title="Verslag", slug="verslag-16")


@pytest.fixture
def cases():
    return make_list(slug="praktijkvoorbeelden")


@pytest.fixture
def client(bo):
    return desk.client_of(bo)


def said(response):
    return [str(message).strip() for message in response.context["messages"]]


def parent_of(page):
    return Page.objects.get(pk=page.pk).get_parent().pk


def copying(page, parent, **more):
    return {
        "new_title": "Nog een verslag",
        "new_slug": "nog-een-verslag",
        "new_parent_page": parent.pk,
        **more,
    }


@pytest.mark.parametrize("kind", kinds())
def test_list_takes_its_own_kind_alone(kind):
    holder = ListPage(lists=kind.kind)
    others = {CasePage, ReportPage, RecordingPage, OpgavePage, TextPage, ListPage} - {kind}

    assert holder.takes(kind)
    assert not any(holder.takes(other) for other in others)


def test_whole_knowledge_base_takes_lists_and_pages_of_text():
    holder = ListPage(lists=ListPage.ALL)

    taken = {CasePage, ReportPage, RecordingPage, OpgavePage, TextPage, ListPage}
    assert {model for model in taken if holder.takes(model)} == {TextPage, ListPage}


def test_list_of_opgaven_takes_opgaven():
    holder = ListPage(lists=ListPage.OPGAVEN)

    assert holder.takes(OpgavePage)
    assert not holder.takes(ReportPage)


def test_editor_is_offered_what_the_list_takes(client, cases):
    offered = client.get(reverse("wagtailadmin_pages:add_subpage", args=[cases.pk]), follow=True)

    # One type is left, so Wagtail opens its form.
    made = reverse("wagtailadmin_pages:add", args=["knowledge", "casepage", cases.pk])
    assert offered.redirect_chain == [(made, 302)]


def test_page_of_another_kind_is_not_made_in_a_list(client, cases):
    url = reverse("wagtailadmin_pages:add", args=["knowledge", "reportpage", cases.pk])

    assert client.get(url).status_code == 302
    assert client.post(url, {"title": "X", "slug": "x"}).status_code == 302
    assert not cases.get_children().exists()


def test_page_is_moved_to_another_list_of_its_kind(client, report):
    # The negative control: the same request to the right list.
    other = make_list(slug="oude-verslagen")

    client.post(reverse("wagtailadmin_pages:move_confirm", args=[report.pk, other.pk]))

    assert parent_of(report) == other.pk


@pytest.mark.parametrize("method", ["get", "post"])
def test_move_to_a_wrong_list_is_refused_by_name(client, report, cases, method):
    before = parent_of(report)
    url = reverse("wagtailadmin_pages:move_confirm", args=[report.pk, cases.pk])

    response = getattr(client, method)(url, follow=True)

    assert WRONG in said(response)
    assert response.redirect_chain[-1][0] == reverse("wagtailadmin_pages:move", args=[report.pk])
    assert parent_of(report) == before


def test_superuser_is_refused_as_well(report, cases, admin_client):
    url = reverse("wagtailadmin_pages:move_confirm", args=[report.pk, cases.pk])

    assert WRONG in said(admin_client.post(url, follow=True))


def test_move_of_several_names_each_that_does_not_fit(client, report, cases):
    text = make_page(title="Tekst")
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "move"])

    response = client.post(f"{address}?id={report.pk}&id={text.pk}", {"chooser": cases.pk})

    assert said(response) == [
        WRONG,
        "“Tekst” kan niet onder “Praktijkvoorbeelden” staan. "
        "Daar staan alleen praktijkvoorbeelden.",
    ]
    assert not cases.get_children().exists()


@pytest.mark.parametrize("more", [{}, {"alias": "on"}])
def test_copy_to_a_wrong_list_is_refused_by_name(client, report, cases, more):
    url = reverse("wagtailadmin_pages:copy", args=[report.pk])

    response = client.post(url, copying(report, cases, **more))

    assert response.context["form"].errors == {"new_parent_page": [WRONG]}
    assert not cases.get_children().exists()


def test_copy_beside_the_page_itself_is_made(client, report):
    here = report.get_parent()

    client.post(reverse("wagtailadmin_pages:copy", args=[report.pk]), copying(report, here))

    assert here.get_children().count() == 2


@pytest.mark.parametrize(("deed", "position"), [("move", "last-child"), ("copy", None)])
def test_api_refuses_a_wrong_list_by_name(client, report, cases, deed, position):
    before = parent_of(report)
    asked = {"destination_page_id": cases.pk} | ({"position": position} if position else {})

    response = client.post(
        reverse("wagtailadmin_api:pages:action", args=[report.pk, deed]),
        json.dumps(asked),
        content_type="application/json",
    )

    assert (response.status_code, response.json()["detail"]) == (409, WRONG)
    assert parent_of(report) == before
    assert not cases.get_children().exists()


def test_api_refuses_a_place_beside_a_page_of_a_wrong_list(client, report, cases):
    case = CasePage(title="Winterswijk", slug="winterswijk", locale=cases.locale)
    cases.add_child(instance=case)

    response = client.post(
        reverse("wagtailadmin_api:pages:action", args=[report.pk, "move"]),
        json.dumps({"destination_page_id": case.pk, "position": "left"}),
        content_type="application/json",
    )

    assert (response.status_code, response.json()["detail"]) == (409, WRONG)


@pytest.mark.parametrize("asked", ["", "[]", "{}", '{"destination_page_id": "x"}', '"x"'])
def test_api_answers_whatever_it_is_sent(client, report, asked):
    response = client.post(
        reverse("wagtailadmin_api:pages:action", args=[report.pk, "move"]),
        asked,
        content_type="application/json",
    )

    assert response.status_code == 400


def test_list_keeps_its_kind_while_pages_stand_in_it(report):
    holder = ListPage.objects.get(pk=report.get_parent().pk)
    holder.lists = CasePage.kind

    with pytest.raises(ValidationError) as refusal:
        holder.clean()

    assert refusal.value.message_dict == {
        "lists": [
            "“Verslag” staat nog in deze lijst en hoort daar dan niet meer. "
            "Verplaats eerst wat er staat."
        ]
    }


def test_empty_list_may_show_another_kind():
    holder = make_list(slug="leeg")
    holder.lists = CasePage.kind

    holder.clean()


def test_page_that_is_in_a_wrong_list_already_stays_editable(cases, report):
    report.move(cases, pos="last-child")
    holder = ListPage.objects.get(pk=cases.pk)

    holder.title = "Voorbeelden"
    holder.clean()
    ReportPage.objects.get(pk=report.pk).full_clean()


def test_page_of_text_cannot_hold_a_list():
    text = make_page()

    assert not ListPage.can_exist_under(text)
    assert TextPage.can_exist_under(text)
    assert ListPage.can_exist_under(make_home())
