"""What each group may do: one table, given to the groups when a site is prepared."""

from django.contrib.auth.models import Group, Permission
from django.db.models import Q
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from knowledge.pages.editors import ADMINISTRATORS, CHIEF_EDITORS, EDITORS
from office.setup import Say

ORGANISERS = "organisatoren"
GROUPS = (EDITORS, CHIEF_EDITORS, ORGANISERS, ADMINISTRATORS)

# {model: what each group may do with it, in the order of GROUPS}. A deed and a model make the name
# of a right of Django: "add" and "office.user" are `office.add_user`. Wagtail asks the rights on
# pictures and documents of its own models, whatever models a site has for them.
RIGHTS: dict[str, tuple[str, str, str, str]] = {
    # What is written
    "wagtailcore.page": ("add change", "add change publish lock unlock", "", ""),
    "wagtail_localize.translation": ("submit", "submit", "", ""),
    "wagtailimages.image": ("add change choose", "add change choose", "", ""),
    "wagtaildocs.document": ("add change choose", "add change choose", "", ""),
    "knowledge.recording": ("add change view", "add change view", "", ""),
    "knowledge.question": ("add change view", "add change view", "", ""),
    "knowledge.contactperson": ("add change view delete", "add change view delete", "", ""),
    "knowledge.contactrequest": ("change view", "change view", "", ""),
    "knowledge.person": ("add change view delete", "add change view delete", "", ""),
    "knowledge.organisation": ("add change view delete", "add change view delete", "", ""),
    "knowledge.gemeente": ("add change view delete", "add change view delete", "", ""),
    "knowledge.province": ("add change view delete", "add change view delete", "", ""),
    # Who may publish a sentence may correct it; publishing a page makes one.
    "knowledge.pagechange": ("view", "view change delete", "", ""),
    "knowledge.term": ("add change view delete", "add change view delete", "", ""),
    # What has a date. Organisers alone see what people need to take part; an editor can be one.
    "events.meeting": ("add change view", "add change view", "add change view", ""),
    "events.series": ("add change view", "add change view", "add change view", ""),
    "events.registration": ("view", "view", "view", ""),
    "events.needs": ("", "", "view", ""),
    # How the site is run. Who has an account, administrators say; what a group may do, only a
    # superuser: who could change that would give herself everything.
    "wagtailadmin.admin": ("access", "access", "access", "access"),
    "office.sitesettings": ("", "change view", "", "change view"),
    "office.fault": ("view", "view", "", "view"),
    "office.remark": ("change view", "change view", "", ""),
    "office.mail": ("", "", "", "change view"),
    "office.user": ("", "", "", "add change view delete"),
    "auth.group": ("", "", "", ""),
    "wagtailcore.site": ("", "", "", "add change view delete"),
    "wagtailcore.locale": ("", "", "", "add change view delete"),
    "wagtailcore.collection": ("", "", "", "add change delete"),
    "wagtailcore.workflow": ("", "", "", "add change view delete"),
    "wagtailcore.task": ("", "", "", "add change view delete"),
    "wagtailredirects.redirect": ("", "", "", "add change view delete"),
}
# These are given for a part of the site: here for all of it.
ON_TREE = {"wagtailcore.page"}
ON_COLLECTIONS = {"wagtailimages.image", "wagtaildocs.document", "wagtailcore.collection"}


def prepare(say: Say) -> None:
    """Make the groups, and give each what it may do; what a superuser gave besides stays."""
    for number, name in enumerate(GROUPS):
        group, made = Group.objects.get_or_create(name=name)
        for model, deeds in RIGHTS.items():
            _give(group, model, deeds[number].split())
        if made:
            say(f"Made the group {name}.")
    _take_back_what_nobody_asks()


def named(model: str, deeds: list[str]) -> Q:
    """Return how to find the rights to do these deeds with a model."""
    app, _dot, name = model.partition(".")
    return Q(content_type__app_label=app, codename__in=[f"{deed}_{name}" for deed in deeds])


def _give(group: Group, model: str, deeds: list[str]) -> None:
    rights = Permission.objects.filter(named(model, deeds))
    if model in ON_TREE:
        root = Page.get_first_root_node()
        for right in rights:
            GroupPagePermission.objects.get_or_create(group=group, page=root, permission=right)
    elif model in ON_COLLECTIONS:
        collection = Collection.get_first_root_node()
        for right in rights:
            GroupCollectionPermission.objects.get_or_create(
                group=group, collection=collection, permission=right
            )
    else:
        group.permissions.add(*rights)


def _take_back_what_nobody_asks() -> None:
    """Remove the rights on our own models of pictures and documents, which do nothing."""
    GroupCollectionPermission.objects.filter(
        permission__content_type__model__in=["siteimage", "sitedocument"]
    ).delete()
