"""An editor is asked before words that were taken away go online, on whatever path."""

from datetime import timedelta

import pytest
from django.contrib.messages import get_messages
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageLogEntry

from knowledge.models import TextPage
from knowledge.pages import doubts, publishing
from knowledge.recordings import deeds as recordings
from office import confirming
from tests.knowledge.factories import (
    blocks,
    change,
    make_editor,
    make_group,
    make_home,
    make_page,
    make_workflow,
    switch_four_eyes,
    text,
)
from tests.knowledge.pages import desk
from tests.knowledge.pages.desk import client_of, form_data, words
from tests.knowledge.recordings.factories import make_recording
from tests.knowledge.recordings.reading import cues, vtt
from tests.office.test_confirming import sent_again

pytestmark = pytest.mark.django_db

PERSONAL = "Mijn buurvrouw Truus Verzonnen heeft tien mille schuld."
QUOTE = text(("aaaaa", f"Zij zei: {PERSONAL}"))
ASKED = "Toch publiceren"


@pytest.fixture
def an(db):
    return make_editor("an")


@pytest.fixture
def page(an) -> TextPage:
    """Return a page online, after the personal line was taken away from a recording."""
    switch_four_eyes(on=False)
    made = make_recording(words=vtt("Welkom.", PERSONAL, "Ja."), title="Schulden")
    recordings.redact(cues(made)[1], by=None)
    return make_page(desk.OLD)


def send(user, page, html=QUOTE, **buttons):
    """Press a button of the edit form with these words."""
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return client_of(user).post(url, form_data(page, body=blocks(html), **buttons))


def press_again(user, response, **also):
    data = sent_again(response, **also)
    return client_of(user).post(
        response.request["PATH_INFO"],
        data.urlencode(),
        content_type="application/x-www-form-urlencoded",
    )


def kept(page) -> list:
    rows = PageLogEntry.objects.filter(page=page.pk, action=doubts.KEPT)
    return [row.user and row.user.username for row in rows]


def said(response) -> str:
    return " ".join(str(one) for one in get_messages(response.wsgi_request))


def test_a_copy_of_a_page_that_quotes_starts_as_a_draft(page, an):
    quoting = make_page(QUOTE)
    url = reverse("wagtailadmin_pages:copy", args=[quoting.pk])
    data = {
        "new_title": "Kopie",
        "new_slug": "kopie",
        "new_parent_page": make_home().pk,
        "publish_copies": "on",
    }

    assert client_of(an).post(url, data).status_code == 302

    assert not TextPage.objects.get(slug="kopie").live


# -- the form --


def test_publishing_asks_names_the_words_and_goes_on(page, an):
    asked = send(an, page, **{"action-publish": "1"})

    html = asked.content.decode()
    assert ASKED in html
    assert f"‘{PERSONAL[:-1]}’" in html
    assert "“Schulden”" in html
    assert words(page) == "Oude woorden."

    press_again(an, asked)

    assert words(page) == f"Zij zei: {PERSONAL}"
    assert kept(page) == ["an"]
    assert "Truus" not in str(list(PageLogEntry.objects.filter(page=page.pk).values("data")))


def test_nothing_is_asked_of_other_words(page, an):
    response = send(an, page, desk.NEW, **{"action-publish": "1"})

    assert response.status_code == 302
    assert words(page) == "Nieuwe woorden."
    assert kept(page) == []


def test_a_draft_is_saved_without_a_question(page, an):
    response = send(an, page)

    assert response.status_code == 302
    assert PERSONAL in str(desk.latest(page).body)


def test_going_back_shows_what_was_typed(page, an):
    asked = send(an, page, title="Nieuwe titel", **{"action-publish": "1"})

    form = press_again(an, asked, confirm_back="1")

    html = form.content.decode()
    assert form.status_code == 200
    assert 'value="Nieuwe titel"' in html
    assert "Truus Verzonnen" in html
    assert words(page) == "Oude woorden."


def test_what_was_decided_is_not_asked_again_and_other_words_are(page, an):
    press_again(an, send(an, page, **{"action-publish": "1"}))
    page = TextPage.objects.get(pk=page.pk)

    more = text(("aaaaa", f"Zij zei: {PERSONAL}"), ("bbbbb", "En nog iets."))
    assert send(make_editor("bo"), page, more, **{"action-publish": "1"}).status_code == 302
    assert kept(page) == ["an"]

    other = "Zijn zoon Kees Verzonnen drinkt elke dag een fles."
    made = make_recording(words=vtt("Welkom.", other, "Ja."), title="Andere")
    recordings.redact(cues(made)[1], by=None)
    asked = send(an, page, text(("aaaaa", other)), **{"action-publish": "1"})
    assert ASKED in asked.content.decode()


def test_other_words_than_she_saw_are_asked_about(page, an):
    """The seal: what was shown, not that something was shown."""
    asked = send(an, page, **{"action-publish": "1"})
    seal = sent_again(asked)["confirm_seal"]

    again = send(
        an, page, text(("aaaaa", f"Twee keer. {PERSONAL} {PERSONAL}")),
        confirm_seal=seal, **{"action-publish": "1"},
    )  # fmt: skip

    assert again.status_code == 409
    assert words(page) == "Oude woorden."


def test_a_new_page_asks_before_it_is_there(page, an):
    url = reverse("wagtailadmin_pages:add", args=["knowledge", "textpage", make_home().pk])
    new = TextPage(title="Nieuw", slug="nieuw")
    data = form_data(new, body=blocks(QUOTE), **{"action-publish": "1"})

    asked = client_of(an).post(url, data)

    assert ASKED in asked.content.decode()
    assert not TextPage.objects.filter(slug="nieuw").exists()
    press_again(an, asked)
    made = TextPage.objects.get(slug="nieuw")
    assert made.live
    assert kept(made) == ["an"]


def test_another_key_asks_nothing_and_holds_up_nobody(page, an, settings):
    settings.REDACTION_KEY = "another key of redaction"

    assert send(an, page, **{"action-publish": "1"}).status_code == 302
    assert words(page) == f"Zij zei: {PERSONAL}"


# -- handing in, approving --


def test_handing_in_asks_the_writer_and_approving_asks_the_approver(page, an):
    make_workflow(make_group("eindredactie"), make_group("redactie", publish=False))
    writer = make_editor("cas", publish=False)

    asked = send(writer, page, **{"action-submit": "1"})
    assert "Toch laten nakijken" in asked.content.decode()
    press_again(writer, asked)
    task = Page.objects.get(pk=page.pk).current_workflow_task_state
    assert task is not None
    assert kept(page) == []

    # From the list of what waits: she is sent to the words.
    url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", task.pk])
    refused = client_of(an).post(url, {"comment": ""})
    assert "Truus Verzonnen" in said(refused)
    assert words(page) == "Oude woorden."

    # From the form.
    newest = TextPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    buttons = {"action-workflow-action": "1", "workflow-action-name": "approve"}
    asked = send(an, newest, **buttons)
    assert "Toch goedkeuren" in asked.content.decode()
    press_again(an, asked)
    assert words(page) == f"Zij zei: {PERSONAL}"
    assert kept(page) == ["an"]


# -- other paths --


def test_no_path_publishes_them_unasked(page, an):
    revision = change(page, QUOTE, by=an)

    with pytest.raises(doubts.DoubtsRefused, match="Truus Verzonnen") as refused:
        revision.publish(user=an)

    assert refused.value.links[0][1] == reverse("page_doubts", args=[page.pk])
    assert words(page) == "Oude woorden."


def test_deciding_on_its_own_page_opens_every_path(page, an):
    revision = change(page, QUOTE, by=an)
    url = reverse("page_doubts", args=[page.pk])
    client = client_of(an)

    asked = client.get(url)
    assert "Truus Verzonnen" in asked.content.decode()
    assert kept(page) == []
    press_again(an, asked)

    assert kept(page) == ["an"]
    revision.publish(user=an)
    assert words(page) == f"Zij zei: {PERSONAL}"
    assert client.get(url).status_code == 302


def test_deciding_is_for_who_may_edit_the_page(page):
    change(page, QUOTE)
    stranger = make_group("zonder")
    stranger.page_permissions.all().delete()
    bo = make_editor("bo", publish=True)
    bo.groups.set([stranger])

    url = reverse("page_doubts", args=[page.pk])
    request = RequestFactory().post(url)
    request.user = bo
    newest = TextPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    shown = doubts.facts(doubts.about(newest))
    pressed = {confirming.SEAL: confirming.seal(request, f"doubts:{page.pk}", shown)}

    assert client_of(bo).post(url, pressed).status_code in (302, 403)
    assert kept(page) == []
    # The negative control: the press is right, but for who made it.
    bo.groups.set([])
    bo.is_superuser = True
    bo.save()
    client_of(bo).post(url, pressed)
    assert kept(page) == ["bo"]


def test_a_page_that_waits_for_its_time_is_not_held_up_when_it_was_decided(page, an):
    draft = TextPage.objects.get(pk=page.pk)
    draft.go_live_at = timezone.now() + timedelta(hours=1)
    moment = desk_time(draft.go_live_at)
    asked = send(an, draft, go_live_at=moment, **{"action-publish": "1"})
    press_again(an, asked)
    assert kept(page) == ["an"]

    later = timezone.now() + timedelta(hours=2)
    assert publishing.publish_due(later) == 1


def test_words_taken_away_after_the_planning_stop_it_and_the_history_says_so(page, an):
    other = "Zijn zoon Kees Verzonnen drinkt elke dag een fles."
    made = make_recording(words=vtt("Welkom.", other, "Ja."), title="Andere")
    draft = TextPage.objects.get(pk=page.pk)
    draft.go_live_at = timezone.now() + timedelta(hours=1)
    draft.body = draft.body.stream_block.to_python(blocks(text(("aaaaa", other))))
    draft.save_revision(user=an).publish(user=an)
    recordings.redact(cues(made)[1], by=None)

    assert publishing.publish_due(timezone.now() + timedelta(hours=2)) == 0

    assert "Kees" not in words(page)
    told = PageLogEntry.objects.get(page=page.pk, action=publishing.NOT_ON_TIME)
    assert "eerder zijn weggehaald" in told.data["reason"]


def desk_time(moment) -> str:
    return timezone.localtime(moment).strftime("%d-%m-%Y %H:%M")
