"""What the admin says after a deed, and of a form that is not filled in, is our Dutch."""

from collections.abc import Callable

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, Site
from wagtail.snippets.models import get_snippet_models

from knowledge.models import Province
from tests.admin_walk import ROLES, account
from tests.admin_words import OUT_OF_REACH, not_dutch, texts
from tests.knowledge.factories import make_page
from tests.knowledge.pages import desk

pytestmark = [pytest.mark.django_db, pytest.mark.shown]

TITLE = "Zorg & welzijn"
# The name of the account that looks.
NAMES = ("admin",)
# Those of groups are left out: no role sees them, and Django names each right in English.
FORMS = [
    "wagtailadmin_account",
    "wagtailadmin_collections:add",
    "wagtailadmin_workflows:add",
    "wagtaildocs:add",
    "wagtailimages:add",
    "wagtaillocales:add",
    "wagtailredirects:add",
    "wagtailsites:add",
    "wagtailusers_users:add",
]
PASSWORD = {"old_password": "geen", "new_password1": "kort", "new_password2": "anders"}


def faults(response: HttpResponse) -> list[str]:
    """Return what an answer says that is not our Dutch: also an & that reads &amp;."""
    said = not_dutch(texts(response.content.decode()), NAMES)
    return [text for text in said if text not in OUT_OF_REACH]


@pytest.mark.parametrize("name", FORMS)
def test_form_that_is_not_filled_in_says_so_in_dutch(name, admin_client):
    no_rows = {"pages-TOTAL_FORMS": "0", "pages-INITIAL_FORMS": "0"}

    answer = admin_client.post(reverse(name), no_rows)

    assert answer.status_code == 200
    assert faults(answer) == []


@pytest.mark.parametrize("model", get_snippet_models(), ids=lambda one: one.__name__)
def test_row_that_is_not_filled_in_says_so_in_dutch(model, admin_client):
    name = model.snippet_viewset.get_url_name("add")

    assert faults(admin_client.post(reverse(name), {})) == []


def test_password_that_is_refused_is_refused_in_dutch(admin_client):
    answer = admin_client.post(
        reverse("wagtailadmin_account"), {"password-" + k: v for k, v in PASSWORD.items()}
    )

    assert faults(answer) == []


def _edit(button: str, **changes: object) -> Callable[[Client, Page], HttpResponse]:
    def send(client: Client, page: Page) -> HttpResponse:
        data = desk.form_data(desk.latest(page), **changes) | ({button: "1"} if button else {})
        return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data, follow=True)

    return send


def _press(name: str, **data: str) -> Callable[[Client, Page], HttpResponse]:
    def send(client: Client, page: Page) -> HttpResponse:
        return client.post(reverse(name, args=[page.pk]), data, follow=True)

    return send


def _in_bulk(action: str) -> Callable[[Client, Page], HttpResponse]:
    def send(client: Client, page: Page) -> HttpResponse:
        url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
        return client.post(f"{url}?id={page.pk}", follow=True)

    return send


def _copy(client: Client, page: Page) -> HttpResponse:
    data = {
        "new_title": "Zorg & wonen",
        "new_slug": "kopie",
        "new_parent_page": page.get_parent().pk,
    }
    return client.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), data, follow=True)


def _copy_without_a_title(client: Client, page: Page) -> HttpResponse:
    data = {"new_title": "", "new_slug": "", "new_parent_page": page.get_parent().pk}
    return client.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), data, follow=True)


def _move(client: Client, page: Page) -> HttpResponse:
    where = [page.pk, Site.objects.get().root_page_id]
    return client.post(reverse("wagtailadmin_pages:move_confirm", args=where), follow=True)


DEEDS = {
    "save": _edit(""),
    "save without a title": _edit("", title=""),
    "publish": _edit("action-publish"),
    "submit": _edit("action-submit"),
    "unpublish": _press("wagtailadmin_pages:unpublish"),
    "lock": _press("wagtailadmin_pages:lock"),
    "unlock": _press("wagtailadmin_pages:unlock"),
    "copy": _copy,
    "copy without a title": _copy_without_a_title,
    "move": _move,
    "publish in bulk": _in_bulk("publish"),
    "unpublish in bulk": _in_bulk("unpublish"),
    "delete in bulk": _in_bulk("delete"),
    "delete": _press("wagtailadmin_pages:delete"),
}


@pytest.mark.parametrize("role", ROLES)
def test_every_deed_with_a_page_is_answered_in_dutch(role):
    call_command("prepare_site")
    client = Client()
    client.force_login(account(role))
    found, told = {}, set()

    for number, (name, deed) in enumerate(DEEDS.items()):
        page = make_page(title=TITLE, slug=f"zorg-{number}")
        answer = deed(client, page)
        found |= dict.fromkeys(faults(answer), name)
        context = answer.context or {}
        told |= {name for one in context.get("messages", ()) if str(one)}

    assert found == {}
    # Otherwise nothing was read; who may not do it is told so.
    assert len(told) > 6, told


def test_row_user_and_document_with_an_ampersand_are_answered_in_dutch(admin_client):
    row = {"name": TITLE, "slug": "zorg-welzijn", "country": "nl"}
    user = {
        "username": "cas",
        "email": "cas@gemeente.example",
        "first_name": "Zorg &",
        "last_name": "Welzijn",
        "is_active": "on",
        "password1": "een lang wachtwoord",
        "password2": "een lang wachtwoord",
    }
    plan = ContentFile(b"%PDF-1.4", "plan.pdf")
    answers = [
        admin_client.post(reverse(Province.snippet_viewset.get_url_name("add")), row, follow=True),
        admin_client.post(reverse("wagtailusers_users:add"), user, follow=True),
        admin_client.post(reverse("wagtaildocs:add"), {"title": TITLE, "file": plan}, follow=True),
    ]

    assert [faults(answer) for answer in answers] == [[], [], []]
    said = [" ".join(texts(answer.content.decode())) for answer in answers]
    assert [TITLE in said[0], "Zorg & Welzijn" in said[1]] == [True, True]
