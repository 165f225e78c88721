"""What an editor says of a change reaches visitors with the words; a typo never does."""

from datetime import timedelta

import pytest
from django.contrib.messages import get_messages
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageLogEntry

from knowledge.models import PageChange, VersionNote
from knowledge.pages import publishing, what_changed
from tests.knowledge.factories import (
    blocks,
    change,
    make_editor,
    make_group,
    make_page,
    make_workflow,
    republish,
    switch_four_eyes,
)
from tests.knowledge.pages import desk
from tests.knowledge.pages.desk import edit, words
from tests.knowledge.pages.saying import (
    COSTS,
    NEWER,
    NOTHING,
    SAYS,
    TYPO,
    errors,
    publish,
    said,
    shown,
)
from tests.knowledge.questions.factories import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def an(db):
    switch_four_eyes(on=False)
    return make_editor("an")


@pytest.fixture
def page(an):
    return republish(make_page(desk.OLD), desk.OLD)


# -- the form --


def test_a_change_is_read_at_the_foot(an, page):
    response = publish(an, page, **SAYS)

    assert response.status_code == 302
    assert said(page) == [COSTS]
    day = timezone.localdate()
    assert f": {COSTS}" in shown(page)
    assert str(day.year) in shown(page).partition("Bijgewerkt op ")[2][:30]
    assert "Eerder bijgewerkt" not in shown(page)
    told = " ".join(str(one) for one in get_messages(response.wsgi_request))
    assert f"“{COSTS}”" in told


def test_a_typo_is_read_nowhere(an, page):
    assert publish(an, page, **TYPO).status_code == 302

    assert words(page) == "Nieuwe woorden."
    assert said(page) == []
    assert "Bijgewerkt" not in shown(page)


def test_older_changes_stand_below_the_newest(an, page):
    publish(an, page, **SAYS)
    publish(an, page, NEWER, what_changed="changed", what_changed_sentence="namen <b>weg</b>")

    html = shown(page)
    assert said(page) == ["namen <b>weg</b>", COSTS]
    assert "namen &lt;b&gt;weg&lt;/b&gt;" in html
    assert html.index("namen &lt;b&gt;") < html.index("Eerder bijgewerkt") < html.index(COSTS)


def test_publishing_asks_at_the_field_and_loses_nothing(an, page):
    response = publish(an, page, **NOTHING)

    assert list(errors(response)) == ["what_changed"]
    assert "Nieuwe woorden." in response.content.decode()
    assert words(page) == "Oude woorden."


@pytest.mark.parametrize("sentence", [".", "typfout", "tekst aangepast"])
def test_a_sentence_that_says_nothing_is_refused_at_its_field(an, page, sentence):
    response = publish(an, page, what_changed="changed", what_changed_sentence=sentence)

    assert list(errors(response)) == ["what_changed_sentence"]
    assert words(page) == "Oude woorden."


def test_two_answers_are_not_guessed_about(an, page):
    response = publish(an, page, what_changed="typo", what_changed_sentence=COSTS)

    assert list(errors(response)) == ["what_changed"]
    assert COSTS in response.content.decode()


def test_who_typed_the_sentence_alone_has_chosen(an, page):
    publish(an, page, what_changed="", what_changed_sentence=f" {COSTS}. ")

    assert said(page) == [COSTS]


def test_a_draft_is_never_held_up(an, page):
    response = edit(an, page, body=blocks(desk.NEW), what_changed="changed",
                    what_changed_sentence=".")  # fmt: skip

    assert response.status_code == 302
    assert said(page) == []


def test_nothing_is_asked_when_no_word_is_other(an, page):
    assert edit(an, page, "action-publish", **NOTHING).status_code == 302
    response = edit(an, page, "action-publish", slug="ander-adres", checked_on="2026-11-28",
                    **NOTHING)  # fmt: skip

    assert response.status_code == 302
    assert Page.objects.get(pk=page.pk).slug == "ander-adres"


def test_a_page_that_was_never_public_has_no_question(an, page):
    draft = make_page(desk.OLD, live=False)
    draft.save_revision()

    opened = desk.client_of(an).get(reverse("wagtailadmin_pages:edit", args=[draft.pk]))
    published = publish(an, draft, **NOTHING)

    assert "what_changed" not in opened.context["form"].fields
    assert "Wat is er veranderd?" not in opened.content.decode()
    assert published.status_code == 302


def test_a_withdrawn_page_asks_only_of_other_words(an, page):
    republish(page, desk.NEW)
    Page.objects.get(pk=page.pk).specific.unpublish()

    asked = publish(an, page, NEWER, **NOTHING)
    again = edit(an, page, "action-publish", **NOTHING)

    assert list(errors(asked)) == ["what_changed"]
    assert again.status_code == 302
    assert words(page) == "Nieuwe woorden."


def test_the_history_shows_what_was_said(an, page):
    publish(an, page, **SAYS)

    entry = PageLogEntry.objects.get(page=page.pk, action=what_changed.SAID)
    assert entry.user == an
    assert entry.message == f"Bezoekers lezen: “{COSTS}”"


# -- it travels with the version --


def test_autosave_keeps_it_with_its_version(an, page):
    first = desk.autosave(an, page, body=blocks(desk.NEW), **SAYS).json()
    revision = Page.objects.get(pk=page.pk).latest_revision
    assert revision.pk == first["revision_id"]
    assert VersionNote.objects.get().revision == revision

    desk.autosave(an, page, revision, body=blocks(NEWER), what_changed="",
                  what_changed_sentence="kost")  # fmt: skip

    note = VersionNote.objects.get()
    assert (note.revision_id, note.sentence) == (revision.pk, "kost")


def test_the_form_shows_it_until_it_is_public(an, page):
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    edit(an, page, body=blocks(desk.NEW), **SAYS)
    waiting = desk.client_of(an).get(url).context["form"]
    publish(an, page, **SAYS)
    after = desk.client_of(an).get(url).context["form"]

    assert waiting["what_changed_sentence"].value() == COSTS
    assert after["what_changed_sentence"].value() is None
    assert VersionNote.objects.count() == 0


def test_an_earlier_version_is_asked_about_anew(an, page):
    republish(page, desk.NEW)
    oldest = page.revisions.order_by("created_at").first()
    edit(an, page, body=blocks(NEWER), **SAYS)
    url = reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, oldest.pk])
    client = desk.client_of(an)

    opened = client.get(url).context["form"]
    data = {**desk.form_data(oldest.as_object(), **NOTHING), "action-publish": "1"}
    asked = client.post(url, data)
    done = client.post(url, {**data, **SAYS, "what_changed_sentence": "bedrag teruggezet"})

    assert opened["what_changed_sentence"].value() is None
    assert list(errors(asked)) == ["what_changed"]
    assert done.status_code == 302
    assert said(page) == ["bedrag teruggezet"]


# -- other paths --


def test_a_colleague_publishes_what_the_author_said(page, an):
    switch_four_eyes(on=True)
    bo = make_editor("bo")
    edit(an, page, body=blocks(desk.NEW), **SAYS)

    desk.publish_in_bulk(bo, page)

    assert words(page) == "Nieuwe woorden."
    assert said(page) == [COSTS]


def workflow_page(an):
    group = make_group("nakijkers")
    make_workflow(group)
    bo = make_editor("bo")
    bo.groups.add(group)
    switch_four_eyes(on=True)
    return republish(make_page(desk.OLD), desk.OLD), bo


def test_approving_from_the_list_publishes_what_was_said(an):
    page, bo = workflow_page(an)
    asked = edit(an, page, "action-submit", body=blocks(desk.NEW), **NOTHING)
    edit(an, page, "action-submit", body=blocks(desk.NEW), **SAYS)

    desk.approve(bo, page)

    assert list(errors(asked)) == ["what_changed"]
    assert words(page) == "Nieuwe woorden."
    assert said(page) == [COSTS]


def test_the_approver_sees_and_corrects_it(an):
    page, bo = workflow_page(an)
    edit(an, page, "action-submit", body=blocks(desk.NEW), **SAYS)
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    versions = page.revisions.count()

    opened = desk.client_of(bo).get(url).context["form"]
    desk.approve_in_the_editor(bo, page, what_changed="changed",
                               what_changed_sentence="bedrag per kind toegevoegd")  # fmt: skip

    assert opened["what_changed_sentence"].value() == COSTS
    assert words(page) == "Nieuwe woorden."
    assert said(page) == ["bedrag per kind toegevoegd"]
    assert page.revisions.count() == versions


def test_a_plan_says_it_when_its_time_has_come(an, page):
    soon = timezone.localtime(timezone.now() + timedelta(hours=1)).strftime("%Y-%m-%d %H:%M")
    publish(an, page, go_live_at=soon, **SAYS)
    assert said(page) == []
    later = timezone.now() + timedelta(hours=2)
    revision = Page.objects.get(pk=page.pk).scheduled_revision
    past = timezone.now() - timedelta(hours=1)
    revision.content["go_live_at"] = past.isoformat()
    type(revision).objects.filter(pk=revision.pk).update(
        content=revision.content, approved_go_live_at=past
    )

    publishing.publish_due(later)

    assert words(page) == "Nieuwe woorden."
    assert said(page) == [COSTS]


def test_a_plan_that_another_version_overtakes_is_gone_with_its_sentence(an, page):
    soon = timezone.localtime(timezone.now() + timedelta(hours=1)).strftime("%Y-%m-%d %H:%M")
    publish(an, page, go_live_at=soon, **SAYS)
    other = Page.objects.get(pk=page.pk).specific
    other.body = other.body.stream_block.to_python(blocks(NEWER))
    other.go_live_at = None
    between = other.save_revision(user=an)
    what_changed.say(between, VersionNote.Choice.CHANGED, "nu met bron")

    between.publish()

    assert said(page) == ["nu met bron"]
    assert Page.objects.get(pk=page.pk).scheduled_revision is None
    assert not VersionNote.objects.exists()


def test_what_nobody_said_is_not_shown(an, page):
    republish(page, desk.NEW)

    assert words(page) == "Nieuwe woorden."
    assert said(page) == []


def test_a_version_made_by_a_program_says_what_its_draft_said(an, page):
    edit(an, page, body=blocks(desk.NEW), **SAYS)
    change(Page.objects.get(pk=page.pk).specific, NEWER).publish()
    change(Page.objects.get(pk=page.pk).specific, desk.OLD).publish()

    assert said(page) == [COSTS]


def test_publishing_the_same_version_again_says_nothing_twice(an, page):
    publish(an, page, **SAYS)
    live = Page.objects.get(pk=page.pk).specific
    live.unpublish()
    live.latest_revision.publish()

    assert said(page) == [COSTS]


def test_a_copy_and_a_deleted_page_keep_nothing(an, page):
    publish(an, page, **SAYS)
    live = Page.objects.get(pk=page.pk).specific
    copy = live.copy(update_attrs={"slug": "kopie"})
    alias = live.create_alias(update_slug="ook-hier")

    assert said(copy) == []
    assert COSTS in shown(alias)
    alias.delete()
    live.delete()
    assert PageChange.objects.count() == 0


# -- the database --


def test_a_change_without_words_is_no_row(an, page):
    with pytest.raises(IntegrityError), transaction.atomic():
        PageChange.objects.create(page=page, sentence="", published_at=NOW)
