"""What others need is not deleted, and who tried reads where it is used."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from wagtail.models import ReferenceIndex

from knowledge.models import (
    Gemeente,
    Organisation,
    PageGemeente,
    PageSpeaker,
    Person,
    Province,
)
from office.models import User
from tests.knowledge.factories import make_report

pytestmark = pytest.mark.django_db


def make_used_province():
    province = Province.objects.create(name="Utrecht", slug="utrecht", country="NL")
    Gemeente.objects.create(name="Zeist", slug="zeist", province=province)
    return province, "Gemeente “Zeist”"


def make_used_person():
    person = Person.objects.create(name="Bo", slug="bo")
    page = make_report(title="Kenniskring 9")
    PageSpeaker.objects.create(page=page, person=person)
    return person, "“Kenniskring 9”"


def make_used_organisation():
    organisation = Organisation.objects.create(name="VNG", slug="vng")
    page = make_report(title="Kenniskring 9")
    person = Person.objects.create(name="Bo", slug="bo")
    PageSpeaker.objects.create(page=page, person=person, organisation=organisation)
    return organisation, "“Kenniskring 9”"


def make_used_gemeente():
    page = make_report(title="Kenniskring 9")
    gemeente = Gemeente.objects.create(name="Zeist", slug="zeist")
    PageGemeente.objects.create(page=page, gemeente=gemeente)
    return gemeente, "“Kenniskring 9”"


@pytest.fixture
def one_of(request):
    """Return a row that is used and what uses it, while the index of references knows nothing."""
    made = request.param()
    ReferenceIndex.objects.all().delete()
    return made


every_kind = pytest.mark.parametrize(
    "one_of",
    [make_used_province, make_used_gemeente, make_used_person, make_used_organisation],
    indirect=True,
    ids=lambda one: one.__name__,
)


def delete_one(client, row, **options):
    address = reverse(row.snippet_viewset.get_url_name("delete"), args=[row.pk])
    return client.post(address, **options)


def delete_several(client, row, **options):
    label = (row._meta.app_label, row._meta.model_name)
    address = reverse("wagtail_bulk_action", args=[*label, "delete"])
    back = reverse(row.snippet_viewset.get_url_name("list"))
    return client.post(f"{address}?id={row.pk}&next={back}", **options)


def said(response) -> str:
    return " ".join(str(one) for one in response.context["messages"])


@every_kind
@pytest.mark.parametrize("delete", [delete_one, delete_several])
def test_editor_reads_what_still_uses_the_row_with_a_way_to_it(admin_client, one_of, delete):
    row, holder = one_of

    response = delete(admin_client, row, follow=True)

    assert response.status_code == 200
    assert "Er is niets verwijderd: dit wordt nog gebruikt door" in said(response)
    assert holder in said(response)
    assert "/edit/" in said(response)
    assert type(row).objects.filter(pk=row.pk).exists()


@pytest.mark.parametrize("delete", [delete_one, delete_several])
def test_row_that_nothing_uses_is_deleted(admin_client, delete):
    """The negative control."""
    row = Person.objects.create(name="Bo", slug="bo")
    assert "Er is niets verwijderd" not in said(delete(admin_client, row, follow=True))
    assert not Person.objects.exists()


def test_who_may_not_open_what_uses_it_reads_how_much_there_is(client):
    province, _holder = make_used_province()
    ReferenceIndex.objects.all().delete()
    user = User.objects.create_user("Cas", "cas@example.org", "x")
    user.user_permissions.set(
        Permission.objects.filter(codename__in=["access_admin", "delete_province"])
    )
    client.force_login(user)

    response = delete_one(client, province, follow=True)

    assert "nog gebruikt door 1 × gemeente" in said(response)
    assert "Zeist" not in said(response)
