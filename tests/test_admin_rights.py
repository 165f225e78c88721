"""Every role is offered what it may do, and nothing that is then refused."""

import json
import re

import pytest
from django.urls import reverse
from wagtail.models import GroupCollectionPermission

from events import rights
from knowledge.pages import site_pages
from office.models import User
from tests.admin_walk import ROLES, Visit, account, make_document, walk, walks
from tests.knowledge.conftest import quiet

pytestmark = [
    pytest.mark.django_db,
    # A report of wagtail-localize divides a list into pages without having ordered it.
    pytest.mark.filterwarnings("ignore::django.core.paginator.UnorderedObjectListWarning"),
    # Wagtail leaves the file of a new thumbnail to the garbage collector.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
    # One worker walks: the others would fill a site of their own first.
    pytest.mark.xdist_group("admin walk"),
]

# What Wagtail offers to everybody and then refuses: (view, part of its address).
KNOWN = {
    # The report on kinds of pages offers one more of each; where it can stand, Wagtail asks later.
    ("wagtailadmin_pages:add", "kenniskringenpage"),
    # The number of pages of a workflow is a link, for who keeps workflows but no pages as well.
    ("wagtailadmin_workflows:usage", "workflows"),
}
# What each role must be able to open: a walk that was led nowhere finds nothing wrong.
REACHED = {
    "redacteur": {
        "wagtailimages:add_multiple",
        "wagtaildocs:add_multiple",
        "wagtailimages_chooser:choose",
        "wagtaildocs_chooser:choose",
        "wagtailadmin_pages:edit",
        "wagtailsnippets_events_meeting:edit",
        "wagtailsnippets_knowledge_question:inspect",
        # It stands in front of the view of wagtail-localize.
        "translate_page",
    },
    "eindredacteur": {
        "wagtailimages:add_multiple",
        "wagtaildocs_chooser:choose",
        "wagtailsettings:edit",
        "wagtailsnippets_knowledge_recording:edit",
    },
    "organisator": {"wagtailsnippets_events_meeting:edit", "wagtailsnippets_events_series:add"},
    "beheerder": {
        "wagtailusers_users:add",
        "wagtailsites:add",
        "wagtailredirects:add",
        "wagtailadmin_workflows:edit",
        "wagtailadmin_collections:add",
        "wagtaillocales:add",
        "wagtailsettings:edit",
        "faults:index",
        "mail:index",
    },
}
# A row that can be chosen, in the dialog of any chooser.
CHOICE = re.compile(
    r'class="[^"]*choice|data-chooser-modal-choice|class="choose-page"|image-choice'
)


def refused(visits: list[Visit]) -> list[str]:
    return [
        str(one)
        for one in visits
        if one.is_refused and not any(one.view == v and name in one.address for v, name in KNOWN)
    ]


def empty_choosers(visits: list[Visit]) -> list[str]:
    dialogs = [one for one in visits if one.text.startswith("{") and "/choose" in one.address]
    shown = [one for one in dialogs if json.loads(one.text).get("step") in ("choose", "browse")]
    assert shown
    return [str(one) for one in shown if not CHOICE.search(one.html)]


@pytest.mark.parametrize("role", ROLES)
def test_role_opens_all_that_the_admin_offers(role):
    visits = walks()[role]

    assert refused(visits) == []
    assert empty_choosers(visits) == []
    opened = {one.view for one in visits if one.status == 200}
    assert REACHED[role] - opened == set()


def test_walk_finds_what_is_offered_and_refused():
    """The negative control: who may choose no document finds none where a form asks for one."""
    site_pages.prepare(quiet)
    rights.prepare(quiet)
    make_document()
    editor, start = account("redacteur"), reverse("wagtaildocs_chooser:choose")
    assert empty_choosers(walk(editor, start)) == []

    GroupCollectionPermission.objects.filter(permission__codename="choose_document").delete()

    assert empty_choosers(walk(User.objects.get(pk=editor.pk), start)) != []
