"""Who may not do something with a page reads why, and who may."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from office.models import User
from tests.knowledge.factories import make_editor, make_page, make_workflow
from tests.knowledge.pages.desk import client_of

pytestmark = pytest.mark.django_db


def address(deed, page):
    return reverse(f"wagtailadmin_pages:{deed}", args=[page.pk])


def said(user, deed, page, method="get"):
    response = getattr(client_of(user), method)(address(deed, page), follow=True)
    assert response.status_code == 200
    return " ".join(" ".join(str(one).split()) for one in response.context["messages"])


def plan(page):
    page.save_revision().publish()
    page = Page.objects.get(pk=page.pk).specific
    page.go_live_at = timezone.now() + timedelta(days=3)
    page.save_revision().publish()
    return Page.objects.get(pk=page.pk).specific


@pytest.mark.parametrize(
    ("deed", "sentence"),
    [
        ("unpublish", "Wie “Plan” van de site haalt, moet mogen publiceren: vraag een eindredac"),
        ("move", "“Plan” staat online. Wie de pagina verplaatst of verwijdert, moet mogen publ"),
        ("delete", "“Plan” staat online. Wie de pagina verplaatst of verwijdert, moet mogen pub"),
        ("lock", "“Plan” vergrendelen of ontgrendelen kan een eindredacteur"),
    ],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_writer_reads_which_right_it_takes_and_who_has_it(deed, sentence, method):
    page = make_page(title="Plan")
    bo = make_editor("bo", publish=False)
    bo.groups.first().page_permissions.filter(permission__codename="lock_page").delete()

    read = said(bo, deed, page, method)

    assert sentence in read
    assert "Sorry" not in read
    assert Page.objects.get(pk=page.pk).live


def test_planned_page_is_taken_off_line_when_the_plan_is_cancelled():
    an = make_editor("an")
    page = plan(make_page(title="Plan"))

    assert "“Plan” is ingepland, en daarom vergrendeld. Annuleer eerst de" in said(
        an, "unpublish", page
    )


def test_locked_page_says_whom_to_ask():
    an, cas = make_editor("an"), make_editor("cas")
    page = make_page(title="Plan")
    page.locked, page.locked_by, page.locked_at = True, cas, timezone.now()
    page.save()

    assert "Vraag een eindredacteur om de pagina te ontgrendelen." in said(an, "unpublish", page)


def test_page_that_waits_for_a_colleague_says_so():
    an, bo = make_editor("an"), make_editor("bo", publish=False)
    workflow = make_workflow(bo.groups.first())
    page = make_page(title="Plan")
    page.save_revision(user=an)
    workflow.start(page, an)

    assert "“Plan” wordt nagekeken." in said(an, "unpublish", page)


def test_page_that_is_not_online_says_so():
    page = make_page(title="Plan", live=False)
    assert "“Plan” staat niet online." in said(make_editor("an"), "unpublish", page)


@pytest.mark.parametrize("deed", ["unpublish", "move", "delete", "copy", "edit"])
def test_who_may_do_it_is_not_stopped(deed):
    """The negative control."""
    page = make_page(title="Plan")
    response = client_of(User.objects.create_superuser("an")).get(address(deed, page))
    assert response.status_code == 200


def test_who_has_nothing_to_do_with_pages_does_not_read_what_they_are_called():
    page = make_page(title="Geheim plan")
    user = User.objects.create_user("Cas")
    user.user_permissions.set(Permission.objects.filter(codename="access_admin"))

    read = said(user, "unpublish", page)

    assert "Geheim" not in read
    assert "geen toegang" in read


@pytest.mark.parametrize("deed", ["edit", "unpublish", "move", "delete", "copy", "lock", "unlock"])
def test_the_root_is_no_page(deed):
    root = Page.get_first_root_node()
    an = User.objects.create_superuser("an")

    assert "zelf geen pagina" in said(an, deed, root, "post")
    root.refresh_from_db()
    assert not root.locked


@pytest.mark.parametrize(("publish", "asks"), [(True, False), (False, True)])
def test_who_may_not_cancel_a_plan_reads_whom_to_ask(publish, asks):
    page = plan(make_page(title="Plan"))
    editor = make_editor("bo", publish=publish)

    read = said(editor, "edit", page)

    assert "is vergrendeld en gaat online op" in read
    assert ("Vraag een eindredacteur om de planning te annuleren." in read) is asks
