"""What the admin answers to forms that no page of it shows, at every address that it has."""

from http.client import INTERNAL_SERVER_ERROR as SERVER_ERROR, NOT_FOUND, OK
from types import ModuleType
from urllib.parse import unquote, urlencode, urlsplit

import pytest
from django import forms as form_fields
from django.core.management import call_command
from django.db import transaction
from django.db.models import Model
from django.http import HttpResponseBase
from django.test import Client
from django.urls import path
from wagtail.admin.views.generic.models import CopyViewMixin
from wagtail.admin.viewsets import viewsets
from wagtail.sites.views import SiteViewSet
from wagtail.snippets.views.chooser import SnippetChooserViewSet
from wagtail.test.utils.form_data import querydict_from_html

from events.models import Meeting, Series
from knowledge.models import Person, Question
from office.models import User
from office.user_admin import UserViewSet
from site_config import urls as site_urls
from tests.admin_addresses import NOBODYS, Address, addresses, model_of, rows
from tests.admin_walk import NOT_FOLLOWED, account, make_document
from tests.knowledge.factories import make_opgave

pytestmark = [
    pytest.mark.django_db,
    # A report of wagtail-localize divides a list into pages without having ordered it.
    pytest.mark.filterwarnings("ignore::django.core.paginator.UnorderedObjectListWarning"),
    # Wagtail leaves the file of a new thumbnail to the garbage collector.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

WORD = "een-lang-wachtwoord"
# Wagtail's views that break on a form without the fields that its own page always sends: only who
# made that form up gets to read it, and nothing is stored.
BREAKS = {
    "wagtailadmin_error_test": "it breaks on purpose",
    "wagtailadmin_choose_page_external_link": "it reads the address before it looks for one",
    "wagtailadmin_pages:copy": "it reads the parent before it looks for one",
    "wagtailadmin_pages:edit": "a text without the number of its blocks",
    "wagtailredirects:process_import": "the second step of an import without the first",
}


def superuser() -> User:
    return User.objects.create_superuser("an", "an@gemeente.example", WORD)


def make_site() -> None:
    call_command("prepare_site")
    call_command("load_demo")
    call_command("rebuild_index")
    make_document()


def log_in(user: User) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(user)
    return client


def post(client: Client, address: str) -> HttpResponseBase:
    """Return the answer to an empty form, and store nothing of it: what it deleted is there again.

    The copy of the client is logged out alone, where that is what the address does.
    """
    own = Client(raise_request_exception=False)
    own.cookies = client.cookies.copy()
    with transaction.atomic():
        answer = own.post(address)
        transaction.set_rollback(True)
    return answer


def filled(address: Address) -> list[str]:
    """Return an address without a gap, or with each of its values in the one that it has."""
    values = [[one] for one in rows(address)] if address.gaps else [[]]
    return [address.filled(*each) for each in values]


# -- copies --


def copies() -> list[Address]:
    """Return every address that calls itself a copy, or is answered by Wagtail's view of one."""
    return [one for one in addresses() if "copy" in one.pattern or _is_copy(one)]


def _is_copy(address: Address) -> bool:
    return issubclass(getattr(address.view, "view_class", object), CopyViewMixin)


def stored(model: type[Model]) -> dict:
    """Return the rows of a model as they are stored: {key: values}."""
    # A page counts its children.
    columns = [one.attname for one in model._meta.concrete_fields if one.name != "numchild"]
    return {row["pk"]: row for row in model.objects.values("pk", *columns)}


def copied(client: Client, address: Address) -> tuple[dict, dict]:
    """Return the rows before and after the form of a copy is sent, with other words, to itself."""
    model, pk = model_of(address), rows(address)[0]
    assert pk != NOBODYS, f"{address}: make a row to copy."
    page = client.get(address.filled(pk))
    html = page.content.decode()
    forms = [querydict_from_html(html, form_index=one) for one in range(html.count("<form"))]
    data = max(forms, key=len).dict()
    for bound in page.context["form"]:
        if isinstance(bound.field, form_fields.CharField) and not bound.is_hidden:
            is_secret = isinstance(bound.field.widget, form_fields.PasswordInput)
            data[bound.html_name] = WORD if is_secret else f"{data[bound.html_name]}x"
    before = stored(model)
    client.post(address.filled(pk), data)
    return before, stored(model)


def test_a_copy_is_a_new_row_and_changes_no_other(client):
    make_opgave(1)
    client.force_login(superuser())
    found = copies()
    assert "wagtailadmin_pages:copy" in {one.name for one in found}

    for address in found:
        before, after = copied(client, address)

        assert before.items() <= after.items(), address
        assert len(after) == len(before) + 1, address


@pytest.mark.parametrize(
    ("viewset", "name"),
    [(SiteViewSet, "wagtailsites"), (UserViewSet, "wagtailusers_users")],
)
def test_the_copies_of_wagtail_would_change_the_row_itself(client, settings, viewset, name):
    """The negative control: an address that is there all the same is found, and does harm."""
    view = viewset(name, url_prefix="a").copy_view
    settings.ROOT_URLCONF = ModuleType("urls_with_a_copy")
    pattern = path("beheer/a/copy/<int:pk>/", view, name="copied")
    settings.ROOT_URLCONF.urlpatterns = [pattern, *site_urls.urlpatterns]
    client.force_login(superuser())
    [address] = [one for one in copies() if one.name == "copied"]

    before, after = copied(client, address)

    assert len(after) == len(before)
    assert before != after


# -- rows that are made in a dialog --


def dialogs() -> list[Address]:
    """Return every address at which a dialog makes what can then be chosen."""
    return [one for one in addresses() if one.pattern.endswith("/create/")]


def test_every_dialog_that_has_an_address_for_new_rows_has_a_form_for_them():
    client = log_in(superuser())
    found = {one.name: post(client, one.filled()).status_code for one in dialogs()}
    assert found == {
        # It asks which kind of task; nothing but the list of kinds sends here.
        "wagtailadmin_workflows:task_chooser_create": 400,
        "wagtaildocs_chooser:create": 200,
        "wagtailimages_chooser:create": 200,
    }


def test_dialogs_without_a_form_have_no_such_address():
    choosers = [one for one in viewsets.viewsets if isinstance(one, SnippetChooserViewSet)]
    client = log_in(superuser())
    assert {one.model for one in choosers} >= {Meeting, Series, Person, Question}
    for one in choosers:
        address = f"/beheer/{one.url_prefix}/"

        assert client.get(address).status_code == 200, address
        assert post(client, f"{address}create/").status_code == 404, address


# -- empty forms --


def broken(client: Client, *, values: int) -> dict[str, str]:
    """Return what breaks on an empty form: {name of the view: address and error}."""
    found = {}
    for one in addresses():
        for address in filled(one)[:values] if len(one.gaps) <= 1 else []:
            answer = post(client, address)
            if answer.status_code >= 500:
                found[one.name] = f"{address} {getattr(answer, 'exc_info', None)}"
    return found


# A role takes ten seconds; `make prove` asks the others.
@pytest.mark.parametrize(
    "roles",
    [
        ("superuser", "eindredacteur"),
        pytest.param(("redacteur", "organisator", "beheerder"), marks=pytest.mark.prove),
    ],
)
@pytest.mark.usefixtures("reference_index")
def test_no_address_breaks_on_an_empty_form(roles):
    make_site()
    for role in roles:
        user = superuser() if role == "superuser" else account(role)
        client = log_in(user)
        assert client.get("/beheer/").status_code == 200

        # A number that no row has is asked once.
        found = broken(client, values=2 if user.is_superuser else 1)

        assert {name: one for name, one in found.items() if name not in BREAKS} == {}, role
        # What is mended in Wagtail leaves the list.
        assert found.keys() == BREAKS.keys() or not user.is_superuser


# -- who may not see it --


def led_astray(client: Client) -> list[str]:
    """Return what sends a role to an address that is not there, of rows that are."""
    found, missing = [], set()
    for one in addresses():
        if len(one.gaps) > 1 or one.name in NOT_FOLLOWED:
            continue
        address = filled(one)[0]
        to = client.get(address).headers.get("Location", "")
        place = urlsplit(to).path
        if place and place not in missing and client.get(to).status_code == NOT_FOUND:
            missing.add(place)
        if place in missing:
            found.append(f"{address} leads to {to}")
    return found


# Who may least is sent away most; `make prove` asks the others.
@pytest.mark.parametrize(
    "roles",
    [
        ("organisator", "beheerder"),
        pytest.param(("redacteur", "eindredacteur"), marks=pytest.mark.prove),
    ],
)
def test_no_address_leads_a_role_to_an_address_that_is_missing(roles):
    make_site()
    for role in roles:
        client = log_in(account(role))
        assert client.get("/beheer/").status_code == 200

        assert led_astray(client) == [], role


# -- what no row can have --


def asked_for(client: Client, values: list[str]) -> dict[str, str]:
    """Return what breaks when each gap of an address, or its `id`, holds each of the values."""
    found = {}
    for one in addresses():
        if one.name in NOT_FOLLOWED | BREAKS.keys():
            continue
        for value in values:
            place = one.filled(*[value] * len(one.gaps))
            address = f"{place}?{urlencode({'id': unquote(value)})}"
            with transaction.atomic():
                answer = client.get(address)
                transaction.set_rollback(True)
            if answer.status_code >= SERVER_ERROR:
                found[one.name] = f"{address} {getattr(answer, 'exc_info', None)}"
    return found


def test_no_address_breaks_on_a_value_that_no_row_has():
    client = log_in(superuser())
    assert client.get("/beheer/").status_code == OK

    assert asked_for(client, ["%00", "zzz", "9" * 26]) == {}
