"""What an editor may choose from the tree, and what is stored of it."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset

from knowledge.models import CasePage, PageOpgave, StartingPoint
from knowledge.reading.around import around
from knowledge.reading.opgaven import starting_points
from knowledge.text.blocks import CaseCardBlock
from tests.knowledge.factories import make_home, make_list, make_opgave, make_page, make_report
from tests.knowledge.pages.factories import make_case, point_at
from tests.knowledge.questions.factories import make_question

pytestmark = pytest.mark.django_db


def english_of(page: Page) -> Page:
    """Return the live English page of a page."""
    locale = make_list("en", page.get_parent().slug).locale
    made = page.copy_for_translation(locale, copy_parents=True)
    made.title = f"{page.title} in English"
    made.live = True
    made.save()
    return made


def alias_of(page: Page) -> Page:
    return CreatePageAliasAction(page, parent=make_home(), update_slug="elders").execute(
        skip_permission_checks=True
    )


def page_form(page: Page):
    """Return the class of the edit form of a page."""
    return type(page).get_edit_handler().get_form_class()


@pytest.mark.parametrize("other", [english_of, alias_of])
def test_question_is_stored_with_the_opgave_in_the_source_language(admin_client, other):
    opgave, question = make_opgave(1), make_question()
    posted = {"text": question.text, "explanation": "", "language": "nl"}
    url = reverse("wagtailsnippets_knowledge_question:edit", args=[question.pk])

    answer = admin_client.post(url, {**posted, "opgave": other(opgave).pk})

    question.refresh_from_db()
    assert (answer.status_code, question.opgave) == (302, opgave)


def test_opgave_without_a_page_in_the_source_language_is_stored_itself(admin_client):
    opgave, question = make_opgave(1), make_question()
    english = english_of(opgave)
    opgave.delete()
    posted = {"text": question.text, "explanation": "", "language": "nl", "opgave": english.pk}

    admin_client.post(
        reverse("wagtailsnippets_knowledge_question:edit", args=[question.pk]), posted
    )

    question.refresh_from_db()
    assert question.opgave == english


def opgaven_form(case: CasePage, *chosen: Page):
    """Return the formset of a case's opgaven, sent with these pages."""
    formset = page_form(case).formsets["opgaven"]
    rows = [{"opgave": page.pk} for page in chosen]
    data = {f"opgaven-{name}": value for name, value in _flat(inline_formset(rows)).items()}
    return formset(data=data, instance=case, prefix="opgaven")


def _flat(rows: dict) -> dict:
    flat = {}
    for name, value in rows.items():
        if isinstance(value, dict):
            flat.update({f"{name}-{inner}": inner_value for inner, inner_value in value.items()})
        else:
            flat[name] = value
    return flat


def test_page_is_stored_with_the_opgave_in_the_source_language():
    case, opgave = make_case(), make_opgave(1)

    form = opgaven_form(case, english_of(opgave))
    assert form.is_valid(), form.errors
    form.save()

    assert PageOpgave.objects.get(page=case).opgave == opgave


def test_case_names_its_report_in_the_language_of_the_case():
    report = make_report(title="Verslag")
    english = english_of(report)
    case = make_case(report=english)

    assert around(case, "nl").source.title == "Verslag"
    assert around(case, "en").source.title == "Verslag in English"


def test_card_of_a_case_leads_to_the_language_of_the_page():
    case, report = make_case(title="Wijkteam"), make_report()
    english = english_of(case)
    point_at(report, cases=[english], questions=[])

    assert around(report, "nl", [english.pk]).pointed[english.pk].title == "Wijkteam"


def test_opgave_begins_with_the_page_in_its_own_language():
    opgave, case = make_opgave(1), make_case(title="Wijkteam")
    StartingPoint.objects.create(page=opgave, target=case, reason="Begin klein")
    english = english_of(case)
    english_opgave = english_of(opgave)

    shown = starting_points(english_opgave, "en")

    assert [(card.pk, card.title) for card, _reason in shown] == [
        (english.pk, "Wijkteam in English")
    ]


@pytest.mark.parametrize(
    ("page", "sentence"),
    [
        (make_home, "‘Voorpagina nl’ kun je hier niet kiezen."),
        (make_list, "‘Verslagen’ kun je hier niet kiezen."),
        (lambda: make_page(title="Contact"), "‘Contact’ kun je hier niet kiezen."),
        (lambda: make_opgave(2), "‘Opgave 2’ kun je hier niet kiezen."),
        (lambda: alias_of(make_case(title="Wijkteam")), "‘Wijkteam’ is een alias"),
    ],
)
def test_opgave_refuses_to_begin_with_a_page_that_it_does_not_show(page, sentence):
    target = Page.objects.get(pk=page().pk)

    with pytest.raises(ValidationError) as refused:
        StartingPoint(page=make_opgave(1), target=target).full_clean(exclude=["page"])

    assert sentence in refused.value.message_dict["target"][0]


@pytest.mark.parametrize("live", [True, False])
def test_opgave_may_begin_with_a_case_also_before_it_is_online(live):
    case = Page.objects.get(pk=make_case(live=live).pk)

    StartingPoint(page=make_opgave(1), target=case).full_clean(exclude=["page"])


def test_chooser_of_starting_points_offers_knowledge_only():
    form = page_form(make_opgave(1)).formsets["starting_points"].form
    widget = form.base_fields["target"].widget

    assert [model.__name__ for model in widget.target_models] == ["KnowledgePage"]


def test_chooser_lists_the_pages_of_every_kind_of_knowledge(admin_client):
    case = make_case(title="Wijkteam")

    listed = admin_client.get(
        reverse("wagtailadmin_choose_page_child", args=[case.get_parent().pk]),
        {"page_type": "knowledge.knowledgepage"},
    ).content.decode()

    assert "Wijkteam" in listed


def test_card_of_a_case_refuses_an_alias():
    block = CaseCardBlock().child_blocks["page"]

    with pytest.raises(ValidationError, match="alias"):
        block.clean(alias_of(make_case()))
    assert block.clean(make_case())
