"""What each group may do: the table, the database and the questions of Wagtail agree."""

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.db.models import Model
from wagtail.admin.viewsets import viewsets
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.contrib.settings.registry import registry as settings_registry
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page
from wagtail.permissions import policy_registry
from wagtail.snippets.models import get_snippet_models

from events import rights
from office.models import User
from tests.knowledge.conftest import quiet

pytestmark = pytest.mark.django_db

# Wagtail asks for these rights under the name of its own model.
ASKED_AS = {get_image_model(): "wagtailimages.image", get_document_model(): "wagtaildocs.document"}
# Deeds that a policy refuses to everybody, whatever rights a group has: the work beside the server
# or a deed of the desk does them.
BY_HAND = {
    "knowledge.contactrequest": {"change"},
    "office.mail": {"change"},
    "office.remark": {"change"},
}
DEEDS = {"add", "change", "delete", "view"}


@pytest.fixture
def groups():
    rights.prepare(quiet)
    return Group.objects.in_bulk(rights.GROUPS, field_name="name")


def member(*names: str) -> User:
    user = User.objects.create_user(f"van {' '.join(names)}")
    user.groups.set(Group.objects.filter(name__in=names))
    return user


def of_table(number: int) -> set[tuple[str, str]]:
    """Return every right of one group as (app, codename)."""
    return {
        (model.partition(".")[0], f"{deed}_{model.partition('.')[2]}")
        for model, deeds in rights.RIGHTS.items()
        for deed in deeds[number].split()
    }


def in_database(group: Group) -> set[tuple[str, str]]:
    """Return every right that a group has, for all of the site or all of a tree."""
    tree = GroupPagePermission.objects.filter(group=group, page=Page.get_first_root_node())
    files = GroupCollectionPermission.objects.filter(
        group=group, collection=Collection.get_first_root_node()
    )
    numbers = [
        *group.permissions.values_list("pk", flat=True),
        *tree.values_list("permission", flat=True),
        *files.values_list("permission", flat=True),
    ]
    found = Permission.objects.filter(pk__in=numbers)
    return set(found.values_list("content_type__app_label", "codename"))


def offered() -> set[type[Model]]:
    """Return every model for which the admin has screens."""
    listed = {one.model for one in viewsets.viewsets if isinstance(one, ModelViewSet)}
    return {*listed, *get_snippet_models(), *settings_registry, *ASKED_AS}


def name_of(model: type[Model]) -> str:
    return ASKED_AS.get(model, model._meta.label_lower)


@pytest.mark.parametrize("number", range(len(rights.GROUPS)))
def test_group_has_what_the_table_says_and_nothing_else(groups, number):
    group = groups[rights.GROUPS[number]]
    assert in_database(group) == of_table(number)


def test_every_model_that_the_admin_offers_stands_in_the_table():
    assert {name_of(model) for model in offered()} - rights.RIGHTS.keys() == set()


def test_every_model_of_the_table_exists_or_names_a_right():
    for model, deeds in rights.RIGHTS.items():
        wanted = {deed for each in deeds for deed in each.split()}
        for deed in wanted:
            assert Permission.objects.filter(rights.named(model, [deed])).count() == 1, model
        assert wanted or apps.get_model(model), model


@pytest.mark.parametrize("number", range(len(rights.GROUPS)))
def test_wagtail_allows_what_the_table_says(groups, number):
    user = member(rights.GROUPS[number])
    for model in offered():
        name, policy = name_of(model), policy_registry.get_by_type(model)
        given = set(rights.RIGHTS[name][number].split())
        deeds = {"add", "change", "choose"} if model in ASKED_AS else DEEDS
        asked = deeds - BY_HAND.get(name, set())

        allowed = {deed for deed in asked if policy.user_has_permission(user, deed)}

        assert allowed == given & asked, name


def test_rights_on_our_own_model_of_pictures_let_nobody_upload(groups):
    """The negative control: Wagtail asks for the rights on its own model."""
    GroupCollectionPermission.objects.all().delete()
    for right in Permission.objects.filter(content_type__model="siteimage"):
        GroupCollectionPermission.objects.create(
            group=groups["redactie"], collection=Collection.get_first_root_node(), permission=right
        )

    policy = policy_registry.get_by_type(get_image_model())
    assert not policy.user_has_permission(member("redactie"), "add")

    rights.prepare(quiet)
    assert policy.user_has_permission(member("redactie", "eindredactie"), "add")
    left = GroupCollectionPermission.objects.values_list("permission__codename", flat=True)
    assert not {name for name in left if "site" in name}


def test_what_a_superuser_gave_a_group_besides_stays(groups):
    extra = Permission.objects.get(codename="change_redirect")
    groups["redactie"].permissions.add(extra)
    rights.prepare(quiet)
    assert extra in groups["redactie"].permissions.all()


@pytest.mark.parametrize("name", ["beheer", "redactie", "eindredactie"])
def test_only_organisers_see_what_somebody_needs(groups, name):
    assert not member(name).has_perm("events.view_needs")
    assert member("organisatoren").has_perm("events.view_needs")


@pytest.mark.parametrize(
    ("right", "holders"),
    [
        ("publish_page", {"eindredactie"}),
        ("view_registration", {"redactie", "eindredactie", "organisatoren"}),
        ("view_needs", {"organisatoren"}),
        ("change_user", {"beheer"}),
        ("change_group", set()),
        ("change_site", {"beheer"}),
        ("change_mail", {"beheer"}),
        ("add_image", {"redactie", "eindredactie"}),
        ("delete_meeting", set()),
        ("delete_question", set()),
    ],
)
def test_right_that_matters_most_is_with_these_groups_alone(groups, right, holders):
    having = {
        name
        for name, group in groups.items()
        if right in {codename for _app, codename in in_database(group)}
    }
    assert having == holders
