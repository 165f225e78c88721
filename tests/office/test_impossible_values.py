"""A value that no row can have is not found: nothing breaks on it, at the desk or outside."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import DataError, connection
from django.urls import ResolverMatch, reverse

from knowledge.models import Gemeente
from office import impossible_values
from tests.admin_addresses import ADMIN, of_the_site

pytestmark = pytest.mark.django_db

HUGE = "9" * 26
ROW = "knowledge/gemeente"


@pytest.fixture
def gemeente():
    return Gemeente.objects.create(name="Wittebrug", slug="wittebrug")


@pytest.mark.parametrize(
    "address",
    [
        f"/beheer/bulk/{ROW}/delete/?id=zzz",
        f"/beheer/bulk/{ROW}/delete/?id=%00",
        f"/beheer/snippets/choose/{ROW}/chosen/%00/",
        f"/beheer/snippets/choose/{ROW}/chosen-multiple/?id=x",
        f"/beheer/snippets/choose/{ROW}/chosen/{HUGE}/",
    ],
)
def test_what_no_row_has_is_not_found_when_an_editor_asks_for_it(admin_client, address):
    assert admin_client.get(address).status_code == 404


@pytest.mark.parametrize("value", ["\0", "zzz", HUGE])
def test_form_with_what_no_row_has_is_refused_and_stores_nothing(admin_client, gemeente, value):
    merge = reverse("gemeente_merge", args=[gemeente.pk])
    merged = admin_client.post(merge, {"into": value, "on": "2026-01-01"})
    added = admin_client.post("/beheer/contactpersonen/add/", {"gemeente": value, "name": "An"})

    assert {merged.status_code, added.status_code} <= {200, 404, 422}
    gemeente.refresh_from_db()
    assert gemeente.merged_into is None


def test_word_with_a_nul_is_a_fault_of_its_field(admin_client, gemeente):
    # On PostgreSQL no text takes it.
    edit = reverse("wagtailsnippets_knowledge_gemeente:edit", args=[gemeente.pk])
    answer = admin_client.post(edit, {"name": "Witte\0brug", "slug": "wittebrug"})

    assert answer.status_code == 200
    assert answer.context["form"].errors["name"]


@pytest.mark.parametrize("value", [HUGE, "%00"])
def test_no_public_address_breaks_on_what_no_row_has(client, value):
    found = {}
    for one in of_the_site():
        if one.pattern.startswith(ADMIN) or not one.gaps:
            continue
        place = one.filled(*[value] * len(one.gaps))
        for answer in (client.get(place), client.post(place)):
            if answer.status_code >= 500 or answer.status_code == 200:
                found[place] = answer.status_code

    assert found == {}


def asked(rf, method="get", **values):
    request = getattr(rf, method)("/beheer/", values)
    request.user, request.resolver_match = AnonymousUser(), ResolverMatch(None, (), {"pk": 7})
    return request


@pytest.mark.parametrize(
    "error",
    [
        # The values of our own code, not those of the request.
        ValueError("Field 'id' expected a number but got 'y'."),
        ValueError("x"),
        OverflowError("Python int too large to convert to SQLite INTEGER"),
        DataError("PostgreSQL text fields cannot contain NUL (0x00) bytes"),
        TypeError("Field 'id' expected a number but got 'x'."),
    ],
)
def test_mistake_of_the_code_is_none_of_the_request(rf, error):
    assert not impossible_values.is_about_one(asked(rf, id="x"), error)


def test_database_says_which_value_it_does_not_take(rf):
    with pytest.raises(ValueError, match="number") as refused:
        Gemeente.objects.filter(pk="x").first()
    assert impossible_values.is_about_one(asked(rf, id="x"), refused.value)
    assert impossible_values.is_about_one(asked(rf, "post", id="x"), refused.value)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL compares any number")
def test_database_says_that_a_number_is_too_large(rf):
    with pytest.raises(OverflowError) as refused:
        Gemeente.objects.filter(pk__in=[HUGE]).first()
    assert impossible_values.is_about_one(asked(rf, id=HUGE), refused.value)


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite stores any text")
def test_database_says_that_a_text_holds_a_nul(rf):
    with pytest.raises((DataError, ValueError)) as refused:
        Gemeente.objects.filter(slug="a\0").first()
    assert impossible_values.is_about_one(asked(rf, id="a\0"), refused.value)
