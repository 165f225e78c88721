"""A draft that was valid when it was saved and cannot go online any more: never an error page."""

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageLogEntry, Revision

from knowledge.models import TextPage
from knowledge.pages import publishing
from office.models import Fault
from tests.knowledge.factories import change, make_group, make_page, make_workflow
from tests.knowledge.pages import desk
from tests.knowledge.pages.desk import NEW, OLD, words

pytestmark = pytest.mark.django_db

TAKEN = "is al in gebruik door een andere pagina"


@pytest.fixture(params=["slug", "title"])
def spoil(request):
    """Make the newest draft of a page invalid: its slug was taken, or its title is blank."""

    def spoil_page(page):
        if request.param == "slug":
            wrong = make_page(OLD, parent=page.get_parent().specific).slug
        else:
            wrong = ""
        revision = Page.objects.get(pk=page.pk).latest_revision
        revision.content[request.param] = wrong
        Revision.objects.filter(pk=revision.pk).update(content=revision.content)
        return TAKEN if request.param == "slug" else "Titel: Dit veld kan niet leeg zijn."

    spoil_page.field = request.param
    return spoil_page


@pytest.fixture
def workflow(db):
    return make_workflow(make_group("eindredactie"), make_group("redactie", publish=False))


def what_to_do(page, reason):
    return f"“{page.title}” is niet gepubliceerd", reason, "Open de pagina, verbeter dat"


@pytest.mark.parametrize("section", [False, True])
def test_bulk_publishes_the_others_and_names_the_page_that_is_not_valid(section, spoil, an, bo):
    broken, fine = make_page(OLD, live=False), make_page(OLD, live=False)
    for page in (broken, fine):
        change(page, NEW, by=an)
    reason = spoil(broken)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    chosen = [broken.get_parent().pk] if section else [broken.pk, fine.pk]
    query = "&".join(f"id={pk}" for pk in chosen)

    response = desk.client_of(bo).post(
        f"{url}?{query}", {"include_descendants": "on"} if section else {}
    )

    assert response.status_code == 302
    assert (words(broken), words(fine)) == ("", "Nieuwe woorden.")
    for part in what_to_do(broken, reason):
        assert part in desk.told(response)


def test_bulk_says_nothing_of_success_when_no_page_was_published(spoil, an, bo):
    broken = make_page(OLD, live=False)
    change(broken, NEW, by=an)
    spoil(broken)

    response = desk.publish_in_bulk(bo, broken)

    assert [message for message in desk.told(response).split(".") if "gepubliceerd" in message] == [
        f"“{broken.title}” is niet gepubliceerd"
    ]


@pytest.mark.parametrize("approve", [desk.approve, desk.approve_in_the_editor])
def test_approver_reads_what_is_wrong_and_what_to_do(approve, workflow, spoil, an, bo):
    page = make_page(OLD)
    change(page, NEW, by=an)
    desk.submit(an, page)
    reason = spoil(page)

    response = approve(bo, page)

    assert words(page) == "Oude woorden."
    page = TextPage.objects.get(pk=page.pk)
    assert page.workflow_in_progress
    if approve is desk.approve:
        assert response["Location"] == reverse("wagtailadmin_pages:edit", args=[page.pk])
        for part in what_to_do(page, reason):
            assert part in desk.told(response)
    else:
        # The form says it at the field, and above all that nothing is lost.
        assert list(response.context["form"].errors) == [spoil.field, "__all__"]


@pytest.mark.parametrize(
    "publish", [desk.publish_with_button, desk.publish_through_the_api, desk.publish_on_schedule]
)
def test_no_way_to_publish_gives_an_error_page(publish, spoil, an, bo):
    page = make_page(OLD)
    change(page, NEW, by=an)
    spoil(page)

    response = publish(bo, page)

    assert response.status_code < 500
    assert words(page) == "Oude woorden."


def test_page_that_is_not_valid_at_its_moment_loses_it_and_its_history_says_why(spoil, an):
    page, fine = make_page(OLD), make_page(OLD)
    for one in (page, fine):
        revision = change(one, NEW, by=an)
        with publishing.as_system("test"):
            revision.approved_go_live_at = timezone.now() - timezone.timedelta(hours=1)
            revision.save(update_fields=["approved_go_live_at"])
    reason = spoil(page)

    assert publishing.publish_due(timezone.now()) == 1

    assert (words(page), words(fine)) == ("Oude woorden.", "Nieuwe woorden.")
    (entry,) = PageLogEntry.objects.filter(page=page.pk, action=publishing.NOT_ON_TIME)
    assert reason in entry.message
    assert publishing.publish_due(timezone.now()) == 0
    assert not Fault.objects.exists()


def test_two_pages_with_one_slug_that_are_moved_together_stay_and_the_editor_reads_why(bo):
    here, there, target = (make_page(OLD, slug=slug) for slug in ("hier", "daar", "doel"))
    moved = [make_page(OLD, parent=parent, slug="zelfde") for parent in (here, there)]
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "move"])

    response = desk.client_of(bo).post(
        f"{url}?{'&'.join(f'id={page.pk}' for page in moved)}", {"chooser": target.pk}
    )

    assert response.status_code == 302
    assert TAKEN in desk.told(response)
    assert not target.get_children()


def test_draft_alias_in_a_section_is_named_and_the_others_are_published(an, bo):
    section = make_page(OLD)
    draft = make_page(OLD, live=False, parent=section)
    change(draft, NEW, by=an)
    draft.create_alias(parent=section, update_slug="elders")
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])

    answer = desk.client_of(bo).post(f"{url}?id={section.pk}", {"include_descendants": "on"})

    draft.refresh_from_db()
    assert draft.live
    assert "waarvan zij een alias is" in desk.told(answer)
