"""Four eyes in a workflow, and in translations."""

import pytest
from django.urls import reverse

from knowledge.models import Passage, TextPage
from knowledge.passages import deeds as passages
from tests.knowledge.factories import (
    change,
    make_editor,
    make_group,
    make_home,
    make_page,
    make_workflow,
    text,
)
from tests.knowledge.pages import desk
from tests.knowledge.pages.desk import NEW, OLD, REFUSAL, passage_words, words
from tests.knowledge.passages.passage_pages import ids

pytestmark = pytest.mark.django_db


# Workflow


@pytest.fixture
def workflow(db):
    return make_workflow(make_group("eindredactie"), make_group("redactie", publish=False))


def test_colleague_approves_what_was_submitted(workflow, draft, an, bo):
    desk.submit(an, draft)

    desk.approve(bo, draft)

    assert words(draft) == "Nieuwe woorden."
    assert passage_words(draft) == "Nieuwe woorden."


@pytest.mark.parametrize("approve", [desk.approve, desk.approve_in_the_editor])
def test_maker_cannot_approve(approve, workflow, draft, an):
    desk.submit(an, draft)

    response = approve(an, draft)

    assert words(draft) == ""
    assert response.status_code == 302


def test_approver_without_the_right_to_publish_may_approve(workflow, draft, an):
    cas = make_editor("cas", publish=False)
    desk.submit(an, draft)

    desk.approve(cas, draft)

    assert words(draft) == "Nieuwe woorden."


def test_page_waits_for_who_may_approve_it_alone(workflow, draft, an, bo):
    desk.submit(an, draft)

    def waiting(user):
        return [
            state.workflow_state.content_object.pk
            for state in task.get_task_states_user_can_moderate(user)
        ]

    task = workflow.tasks.get().specific
    assert (waiting(an), waiting(bo)) == ([], [draft.pk])
    comma = [{"type": "text", "value": text(("aaaaa", "Nieuwe, woorden.")), "id": "b1"}]
    desk.approve_in_the_editor(bo, draft, body=comma)
    assert (waiting(an), waiting(bo)) == ([draft.pk], [])
    home = [desk.client_of(user).get("/beheer/").content.decode() for user in (an, bo)]
    assert ["In afwachting van jouw beoordeling" in page for page in home] == [True, False]


def test_approver_who_changes_a_comma_needs_another(workflow, draft, an, bo):
    desk.submit(an, draft)
    comma = [{"type": "text", "value": text(("aaaaa", "Nieuwe, woorden.")), "id": "b1"}]

    response = desk.approve_in_the_editor(bo, draft, body=comma)

    assert words(draft) == ""
    assert "Een collega moet er nu naar kijken." in desk.told(response)
    desk.approve(an, draft)
    assert words(draft) == "Nieuwe, woorden."


def test_approval_of_a_withdrawn_passage_is_refused_by_name(workflow, an, bo):
    page = make_page(OLD + text(("bbbbb", "Geheim.")))
    change(page, NEW + text(("bbbbb", "Geheim.")), by=an)
    desk.submit(an, page)
    passages.withdraw(Passage.objects.get(page_id=page.pk, text="Geheim."), by=None)

    response = desk.approve(bo, page)

    assert "ingetrokken" in desk.told(response)
    assert words(page) == "Oude woorden."


def test_modal_of_a_workflow_leads_to_the_page_that_shows_the_refusal(workflow, an, bo):
    page = make_page(OLD)
    change(page, NEW, by=an)
    desk.submit(an, page)
    passages.withdraw(Passage.objects.get(page_id=page.pk), by=None)
    state = page.current_workflow_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])

    response = desk.client_of(bo).post(
        url, {"comment": ""}, headers={"x-requested-with": "XMLHttpRequest"}
    )

    assert response.json() == {
        "step": "success",
        "redirect": reverse("wagtailadmin_pages:edit", args=[page.pk]),
    }
    page.refresh_from_db()
    assert page.workflow_in_progress


# What an editor does in the editor


@pytest.mark.parametrize("language", ["nl", "en"])
def test_addresses_stay_when_an_editor_changes_and_another_publishes(language, an, bo):
    page = make_page(
        text(("aaaaa", "Een hele zin."), ("bbbbb", "Twee."), ("ccccc", "Drie.")),
        parent=make_home(language),
    )
    before = ids(page)
    block = page.body.get_prep_value()[0]
    html = text(("ccccc", "Drie."), ("aaaaa", "Een andere zin."), ("bbbbb", "Twee."))

    desk.edit(an, page, body=[{**block, "value": html}])
    desk.publish_with_button(bo, page)

    after = ids(page)
    assert after == before
    assert list(after) == [list(before)[index] for index in (2, 0, 1)]
    assert passage_words(page) == "Drie. Een andere zin. Twee."


def test_paragraph_that_an_editor_adds_gets_an_address(an, bo):
    page = make_page(text(("aaaaa", "Een.")))
    before = ids(page)
    block = page.body.get_prep_value()[0]

    desk.edit(an, page, body=[{**block, "value": text(("aaaaa", "Een.")) + "<p>Geplakt.</p>"}])
    desk.publish_with_button(bo, page)

    added = {key: pk for key, pk in ids(page).items() if key not in before}
    assert len(added) == 1
    assert passage_words(page) == "Een. Geplakt."


# Translations


@pytest.mark.django_db(transaction=True)
class TestTranslations:
    def test_submitting_a_translation_makes_a_draft(self, an):
        page = desk.make_translatable_page()

        desk.submit_translation(an, page)

        english = desk.translation_of(page)
        assert not english.live
        assert passage_words(english) == ""

    def test_translator_cannot_publish_and_a_colleague_can(self, an, bo):
        page = desk.make_translatable_page()
        desk.submit_translation(an, page)
        desk.translate(an, page, {"Oude woorden.": "Old words."})
        english = desk.translation_of(page)

        response = desk.publish_translation(an, page)
        assert REFUSAL in desk.told(response)
        assert words(english) == ""

        desk.publish_translation(bo, page)
        assert words(english) == "Old words."
        assert passage_words(english) == "Old words."
        assert list(ids(english)) == list(ids(page))
        assert set(ids(english).values()) & set(ids(page).values()) == set()

    def test_change_of_a_live_translation_stays_out_of_sight(self, an, bo):
        page = desk.make_translatable_page()
        desk.submit_translation(an, page)
        desk.translate(an, page, {"Oude woorden.": "Old words."})
        english = desk.translation_of(page)
        desk.publish_translation(an, page)
        desk.publish_translation(bo, page)
        ids = set(Passage.objects.live().filter(page_id=english.pk).values_list("pk", flat=True))

        desk.translate(an, page, {"Oude woorden.": "Former words."})
        desk.publish_translation(an, page)
        assert words(english) == "Old words."

        desk.publish_translation(bo, page)
        assert words(english) == "Former words."
        assert passage_words(english) == "Former words."
        live = Passage.objects.live().filter(page_id=english.pk)
        assert set(live.values_list("pk", flat=True)) == ids

    def test_updating_all_translations_is_held_to_the_rule(self, an, bo):
        page = desk.make_translatable_page()
        desk.submit_translation(an, page)
        desk.translate(an, page, {"Oude woorden.": "Old words."})
        english = desk.translation_of(page)

        desk.update_translations(an, page)
        assert words(english) == ""

        desk.update_translations(bo, page)
        assert words(english) == "Old words."

    def test_translating_below_an_untranslated_parent_is_refused(self, an):
        desk.make_translatable_page()
        parent = make_page(OLD)
        child = make_page(OLD, parent=parent)

        response = desk.submit_translation(an, child)

        assert "Vertaal eerst de pagina" in desk.told(response)
        assert not TextPage.objects.filter(locale__language_code="en").exists()
