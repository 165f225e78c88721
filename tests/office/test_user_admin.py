"""Who keeps the accounts cannot give herself, or take from another, what only a superuser has."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.permissions import policy_registry

from events import rights
from office.models import User
from tests.knowledge.conftest import quiet

pytestmark = pytest.mark.django_db

WORD = "een-lang-wachtwoord"


@pytest.fixture
def chief() -> User:
    return User.objects.create_superuser("an", "an@gemeente.example", WORD)


@pytest.fixture
def administrator(client) -> User:
    rights.prepare(quiet)
    user = User.objects.create_user("bo", "bo@gemeente.example", WORD)
    user.groups.add(Group.objects.get(name="beheer"))
    client.force_login(user)
    return user


def sent(user: User, **fields: str) -> dict[str, str]:
    names = ("username", "email", "first_name", "last_name")
    known = {name: getattr(user, name) or "Naam" for name in names}
    return {**known, "is_active": "on", "password1": "", "password2": "", **fields}


def make(client, **fields: str) -> User:
    new = User(username="cas", email="cas@gemeente.example")
    data = sent(new, password1=WORD, password2=WORD, **fields)
    client.post(reverse("wagtailusers_users:add"), data)
    return User.objects.get(username="cas")


def test_administrator_makes_an_account_in_a_group(client, administrator):
    group = Group.objects.get(name="redactie")
    assert list(make(client, groups=str(group.pk)).groups.all()) == [group]


def test_administrator_makes_no_superuser_and_a_superuser_does(client, administrator, chief):
    assert not make(client, is_superuser="on").is_superuser
    edit = reverse("wagtailusers_users:edit", args=[User.objects.get(username="cas").pk])
    client.post(edit, sent(User.objects.get(username="cas"), is_superuser="on"))
    assert not User.objects.get(username="cas").is_superuser

    client.force_login(chief)
    client.post(edit, sent(User.objects.get(username="cas"), is_superuser="on"))
    assert User.objects.get(username="cas").is_superuser


def test_nobody_overwrites_an_account_by_sending_a_form_to_copy_it(client, administrator, chief):
    before = User.objects.values().get(pk=chief.pk)
    copy = reverse("wagtailusers_users:index") + f"copy/{chief.pk}/"
    data = sent(User(username="cas", email="cas@gemeente.example"), is_superuser="on")

    answer = client.post(copy, {**data, "password1": WORD, "password2": WORD})

    assert answer.status_code == 404
    assert User.objects.values().get(pk=chief.pk) == before


@pytest.mark.parametrize("is_superuser", [True, False])
def test_administrator_changes_an_account_unless_it_is_a_superuser(
    client, administrator, chief, is_superuser
):
    User.objects.filter(pk=chief.pk).update(is_superuser=is_superuser)
    edit = reverse("wagtailusers_users:edit", args=[chief.pk])
    new = "een-ander-wachtwoord"

    client.post(edit, sent(chief, password1=new, password2=new))

    chief.refresh_from_db()
    assert chief.check_password(new) is not is_superuser
    listed = client.get(reverse("wagtailusers_users:index")).content.decode()
    assert (f'href="{edit}"' in listed) is not is_superuser


@pytest.mark.parametrize("action", ["change", "delete"])
def test_superuser_is_among_the_accounts_of_another_superuser_only(administrator, chief, action):
    policy = policy_registry.get_by_type(User)

    assert set(policy.instances_user_has_permission_for(administrator, action)) == {administrator}
    assert set(policy.instances_user_has_permission_for(chief, action)) == {administrator, chief}


@pytest.mark.parametrize("is_superuser", [True, False])
@pytest.mark.parametrize(
    ("action", "form"), [("set_active_state", {"mark_as_active": "False"}), ("delete", {})]
)
def test_administrator_does_nothing_in_bulk_with_a_superuser(
    client, administrator, chief, is_superuser, action, form
):
    User.objects.filter(pk=chief.pk).update(is_superuser=is_superuser)
    address = reverse("wagtail_bulk_action", args=["office", "user", action])

    client.post(f"{address}?id={chief.pk}", form)

    still = User.objects.filter(pk=chief.pk, is_active=True).exists()
    assert still is is_superuser
