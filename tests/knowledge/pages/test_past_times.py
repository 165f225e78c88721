"""Times that have passed: they hold up no draft, nor put anything online that is gone at once."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from knowledge.models import TextPage
from office.models import User
from tests.knowledge.factories import (
    change,
    make_group,
    make_home,
    make_page,
    make_workflow,
    switch_four_eyes,
)
from tests.knowledge.pages import desk
from tests.knowledge.pages.desk import NEW, OLD, words

pytestmark = pytest.mark.django_db

COMMA = [{"type": "text", "value": NEW, "id": "b1"}]


def shown(at):
    return timezone.localtime(at).strftime("%Y-%m-%d %H:%M")


@pytest.fixture
def over(an):
    """A page that went online, and off line again, by the clock."""
    now = timezone.now()
    times = {"go_live_at": now - timedelta(days=3), "expire_at": now - timedelta(days=1, seconds=7)}
    page = make_page(OLD, live=False, expired=True, **times)
    change(page, OLD, by=an)
    return page


def times_of(page):
    draft = desk.latest(page)
    return {"go_live_at": shown(draft.go_live_at), "expire_at": shown(draft.expire_at)}


def test_draft_is_saved_after_its_times_have_passed(over, bo):
    before = desk.latest(over)

    response = desk.edit(bo, over, body=COMMA, **times_of(over))

    after = desk.latest(over)
    assert response.status_code == 302
    assert "Nieuwe woorden." in str(after.body.get_prep_value())
    assert (after.go_live_at, after.expire_at) == (before.go_live_at, before.expire_at)


def test_draft_without_its_times_is_saved_too(over, bo):
    desk.edit(bo, over, body=COMMA)

    assert (desk.latest(over).go_live_at, desk.latest(over).expire_at) == (None, None)


@pytest.mark.parametrize("name", ["go_live_at", "expire_at"])
def test_time_in_the_past_that_is_typed_now_is_refused_above_the_form(name, over, bo):
    typed = {**times_of(over), name: shown(timezone.now() - timedelta(days=2, hours=1))}

    response = desk.edit(bo, over, body=COMMA, **typed)

    assert response.status_code == 200
    form = response.context["form"]
    assert list(form.errors) == [name, "__all__"]
    (message,) = response.context["messages"]
    sentence = "Dit tijdstip is al voorbij. Kies een later tijdstip."
    assert str(message).count(sentence) == 1
    assert f"<li>{form.fields[name].label}: {sentence}</li>" in str(message)


def test_times_in_the_wrong_order_are_told_once_by_their_names(over, bo):
    now = timezone.now()
    typed = {
        "go_live_at": shown(now + timedelta(days=2)),
        "expire_at": shown(now + timedelta(days=1)),
    }

    response = desk.edit(bo, over, body=COMMA, **typed)

    (message,) = response.context["messages"]
    assert str(message).count("moet vóór") == 1
    assert "<li>Online vanaf: Dit moet vóór ‘Online tot’ liggen.</li>" in str(message)


@pytest.mark.parametrize("name", ["go_live_at", "expire_at"])
def test_time_that_is_no_time_is_told_once(name, over, bo):
    response = desk.edit(bo, over, body=COMMA, **{**times_of(over), name: "morgen"})

    (message,) = response.context["messages"]
    assert str(message).count("Dit is geen datum met een tijd") == 1


@pytest.mark.parametrize("name", ["go_live_at", "expire_at"])
def test_new_page_with_a_time_in_the_past_is_refused(name, an):
    url = reverse("wagtailadmin_pages:add", args=["knowledge", "textpage", make_home().pk])
    past = {name: shown(timezone.now() - timedelta(days=2))}
    data = desk.form_data(TextPage(title="Nieuw", slug="nieuw"), body=[], **past)

    response = desk.client_of(an).post(url, data)

    assert response.context["form"].non_field_errors()
    assert not TextPage.objects.filter(slug="nieuw").exists()


def test_time_to_come_that_is_typed_is_kept(over, bo):
    soon = timezone.now() + timedelta(days=2)

    desk.edit(bo, over, body=COMMA, **{**times_of(over), "expire_at": shown(soon)})

    assert shown(desk.latest(over).expire_at) == shown(soon)


def test_copy_of_such_a_page_can_be_saved(over, an):
    url = reverse("wagtailadmin_pages:copy", args=[over.pk])
    data = {"new_title": "Kopie", "new_slug": "kopie", "new_parent_page": make_home().pk}
    desk.client_of(an).post(url, data)
    copy = TextPage.objects.get(slug="kopie")

    response = desk.edit(an, copy, body=COMMA, **times_of(copy))

    assert response.status_code == 302
    assert "Nieuwe woorden." in str(desk.latest(copy).body.get_prep_value())


@pytest.mark.parametrize(
    "publish", [desk.publish_in_bulk, desk.publish_through_the_api, desk.approve, "button"]
)
def test_page_that_would_be_gone_at_once_is_not_published_and_says_why(publish, over, an, bo):
    make_workflow(make_group("eindredactie"))
    if publish == "button":
        response = desk.edit(bo, over, "action-publish", **times_of(over))
    else:
        if publish is desk.approve:
            desk.edit(an, over, "action-submit", **times_of(over))
        response = publish(bo, over)

    assert response.status_code in (302, 409)
    assert "van de site gaat, is al voorbij" in desk.told(response)
    assert words(over) == ""
    assert not Page.objects.get(pk=over.pk).live


def test_page_whose_end_is_taken_away_is_published(over, bo):
    desk.edit(bo, over, "action-publish")

    assert words(over) == "Oude woorden."


@pytest.mark.django_db(transaction=True)
def test_translation_does_not_take_over_times_that_have_passed(an):
    past = timezone.now() - timedelta(days=1)
    page = desk.make_translatable_page(expire_at=past, go_live_at=past)

    desk.submit_translation(an, page)

    english = desk.translation_of(page)
    assert (english.go_live_at, english.expire_at) == (None, None)


# A plan that nobody approved


def said(response):
    return " ".join(str(one) for one in response.context["messages"])


def plan(user, page, **options):
    soon = shown(timezone.now() + timedelta(days=2))
    return desk.edit(user, page, body=COMMA, go_live_at=soon, **options)


def follow(user, response):
    client = desk.client_of(user)
    client.cookies = response.client.cookies
    return client.get(response["Location"])


def test_writer_who_saves_a_plan_reads_that_it_waits_for_a_colleague(bo):
    page = make_page(OLD)

    response = plan(bo, page)

    assert "maar geldt nog niet" in said(follow(bo, response))
    assert "gebeurt er niets" in said(follow(bo, plan(bo, page)))


def test_who_has_no_plan_or_asked_a_colleague_reads_nothing_of_it(bo):
    page = make_page(OLD)
    make_workflow(bo.groups.first())

    assert "geldt nog niet" not in said(follow(bo, desk.edit(bo, page, body=COMMA)))
    asked = plan(bo, page, action="action-submit")
    assert "geldt nog niet" not in said(follow(bo, asked))
    assert desk.latest(page).workflow_in_progress


def test_who_may_publish_the_plan_reads_nothing_of_it():
    page = make_page(OLD)
    an = User.objects.create_superuser("chef")
    switch_four_eyes(on=False)

    assert "geldt nog niet" not in said(follow(an, plan(an, page)))


def test_form_that_saves_by_itself_piles_up_no_messages(bo):
    page = make_page(OLD)
    soon = shown(timezone.now() + timedelta(days=2))

    desk.autosave(bo, page, body=COMMA, go_live_at=soon)

    response = desk.client_of(bo).get(reverse("wagtailadmin_home"))
    assert "geldt nog niet" not in response.content.decode()
