"""Moving a page goes through a view of ours, in front of Wagtail's, with the same rights."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from knowledge.pages import tree
from office.models import User
from office.refusals import Refused
from tests.knowledge.factories import make_page
from tests.knowledge.pages import desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def ways():
    page, target = make_page(), make_page()
    return page, [
        reverse("wagtailadmin_pages:move_confirm", args=[page.pk, target.pk]),
        reverse("wagtailadmin_pages:set_page_position", args=[page.pk]),
        reverse("wagtailadmin_pages:delete", args=[page.pk]),
        reverse("wagtailadmin_api:pages:action", args=[page.pk, "delete"]),
    ]


def path_of(page):
    return Page.objects.get(pk=page.pk).path


def test_editor_sees_the_page_that_asks_and_moves_with_its_button(ways, bo):
    page, (confirm, order, *_others) = ways
    before = path_of(page)
    client = desk.client_of(bo)
    response = client.get(confirm)
    assert response.templates[0].name == "wagtailadmin/pages/confirm_move.html"
    assert path_of(page) == before
    client.post(order)
    assert path_of(page) > before
    assert client.post(confirm).status_code == 302
    assert len(path_of(page)) > len(before)


def test_nobody_moves_a_page_without_the_right_to(ways):
    page, urls = ways
    before = path_of(page)
    visitor = User.objects.create_user("cas", "cas@example.org")
    for client in (Client(), desk.client_of(visitor)):
        for url in urls:
            assert reverse("wagtailadmin_login") in client.post(url)["Location"]
    assert path_of(page) == before


def test_nobody_waits_for_who_only_looks(ways, bo, monkeypatch):
    _page, urls = ways
    monkeypatch.setattr(tree, "hold", lambda *_pages, **_parents: pytest.fail("locked"))
    client = desk.client_of(bo)

    for url in urls:
        assert client.get(url).status_code < 500


def test_root_cannot_be_put_in_order(bo):
    url = reverse("wagtailadmin_pages:set_page_position", args=[Page.objects.get(depth=1).pk])

    assert desk.client_of(bo).post(url).status_code < 500


def test_page_that_is_gone_is_refused_by_name(ways):
    page, _urls = ways
    gone = Page.objects.get(pk=page.pk)
    Page.objects.get(pk=page.pk).specific.delete()
    with pytest.raises(Refused, match=f"“{page.title}” is al weggegooid"):
        tree.read_position(gone)
