"""Whatever is typed or pasted is stored without signs that nobody sees, wherever it is typed."""

import json

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.test import RequestFactory
from wagtail.admin.forms.models import WagtailAdminModelForm, formfield_for_dbfield
from wagtail.models import Page
from wagtail_localize.models import StringTranslation

from knowledge.models import Gemeente, Passage
from knowledge.pages import authorship
from knowledge.questions.forms import QuestionForm
from knowledge.recordings.line_desk import CueForm
from office.forms import make_token
from office.hidden_signs import without_hidden_signs
from tests.knowledge.factories import change, make_page, make_report, text
from tests.knowledge.pages import desk as pages, sending
from tests.knowledge.pages.factories import EVERYTHING
from tests.typed import typed_fields, typed_models

pytestmark = pytest.mark.django_db

TYPED = "\ufeffschuld\u00adhulp\u200bverlening\u2060\u00a0nu \U0001f469\u200d\U0001f467"
CLEAN = "schuldhulpverlening nu \U0001f469\u200d\U0001f467"


def test_every_field_of_every_model_is_typed_without_hidden_signs():
    wrong = []
    for model in typed_models():
        for field in typed_fields(model):
            shown = formfield_for_dbfield(field)
            if shown is None or (field.max_length and field.max_length < len(TYPED)):
                continue
            try:
                taken = shown.to_python(TYPED)
            except ValidationError:
                continue
            if taken != without_hidden_signs(str(taken)).strip():
                wrong.append(f"{model.__name__}.{field.name}")
    assert wrong == []


def test_form_of_a_row_takes_and_judges_the_words_alone():
    class GemeenteForm(WagtailAdminModelForm):
        class Meta:
            model = Gemeente
            fields = ["name", "slug"]

    Gemeente.objects.create(name="Aadorp", slug="aadorp")

    empty = GemeenteForm({"name": "\u200b\u00ad", "slug": "b"})
    double = GemeenteForm({"name": "Bedorp", "slug": "aa\u00addorp"})
    right = GemeenteForm({"name": "Ce\u00addorp", "slug": "ce\u200bdorp"})

    assert (list(empty.errors), list(double.errors)) == (["name"], ["slug"])
    row = right.save()
    assert (row.name, row.slug) == ("Cedorp", "cedorp")


def test_password_is_taken_to_the_letter():
    assert forms.CharField(strip=False).clean("ge\u00adheim ") == "ge\u00adheim "


def test_public_question_and_line_of_a_film_are_taken_without_hidden_signs():
    data = {
        "text": f"{TYPED}?",
        "explanation": TYPED,
        "name": "An\u00adne",
        "email": "an@\u200bvoorbeeld.nl",
        "form_token": make_token("ask"),
    }
    request = RequestFactory().post("/", data)
    request.form_refusal = None
    asked = QuestionForm(request)
    line = CueForm({"speaker": "Bo\u200b", "text": TYPED}, initial={"speaker": "", "text": ""})

    assert asked.is_valid(), asked.errors
    assert line.is_valid(), line.errors
    assert asked.cleaned_data["text"] == f"{CLEAN}?"
    assert (asked.cleaned_data["name"], asked.cleaned_data["explanation"]) == ("Anne", CLEAN)
    assert line.cleaned_data == {"speaker": "Bo", "text": CLEAN}


def test_line_of_a_film_that_nobody_touched_is_not_edited():
    stored = {"speaker": "Bo", "text": "schuld\u00adhulp"}
    sent = {**stored, "initial-speaker": "Bo", "initial-text": stored["text"]}

    line = CueForm(sent, initial=stored)

    assert line.is_valid()
    assert line.edited == {}


def test_every_field_and_block_of_a_page_is_stored_without_hidden_signs(an):
    page = make_report(EVERYTHING, live=False)

    sending.save_as_shown(an, page, typed=lambda _words: TYPED)

    content = Page.objects.get(pk=page.pk).latest_revision.content
    # What stands in a stream is JSON inside JSON.
    streams = {name: json.loads(value) for name, value in content.items() if _is_stream(value)}
    stored = json.dumps({**content, **streams}, ensure_ascii=False)
    assert (content["title"], content["summary"]) == (CLEAN, CLEAN)
    assert stored.count(CLEAN) > 10
    assert [sign for sign in "\u00ad\u200b\u2060\ufeff\u00a0" if sign in stored] == []
    kinds = {block["type"] for block in streams["body"]}
    assert {"text", "quote", "list", "table", "links"} <= kinds


def test_page_that_came_past_every_form_is_stored_without_hidden_signs():
    table = {"data": [["schuld\u00adhulp", None]], "table_caption": "\u200bTabel"}
    page = make_page(
        [
            {"type": "text", "value": "<p>schuld&shy;hulp en <b>kin\u200bd</b></p>", "id": "b1"},
            {"type": "table", "value": table, "id": "b2"},
        ],
        title="Schuld\u00adhulp",
    )

    page.refresh_from_db()
    words, stored_table = (block.value for block in page.body)
    assert page.title == "Schuldhulp"
    assert "schuldhulp en <b>kind</b>" in words.source
    assert (stored_table["data"], stored_table["table_caption"]) == (
        [["schuldhulp", None]],
        "Tabel",
    )


def test_old_words_lose_their_hidden_signs_and_keep_maker_and_address(an, bo):
    page = make_page(text(("aaaaa", "Over schuldhulp.")))
    passage = Passage.objects.get(page_id=page.pk)
    dirty = page.body.get_prep_value()
    dirty[0]["value"] = dirty[0]["value"].replace("schuldhulp", "schuld\u00adhulp")
    revision = page.save_revision(user=an)
    content = {**revision.content, "title": "Schuld\u00adhulp", "body": json.dumps(dirty)}
    type(revision).objects.filter(pk=revision.pk).update(content=content)
    Passage.objects.filter(pk=passage.pk).update(text="Over schuld\u00adhulp.", text_hash="oud")

    sending.save_as_shown(bo, page)

    newest = Page.objects.get(pk=page.pk).latest_revision
    assert authorship.version(newest).makers == {an.pk}
    assert newest.content["title"] == "Schuldhulp"
    assert pages.publish_with_button(bo, page).status_code == 302
    again = Passage.objects.get(page_id=page.pk)
    assert (again.pk, again.key, again.text) == (passage.pk, passage.key, "Over schuldhulp.")
    # Answers that quote it do not say that their source has changed.
    assert again.text_hash == "oud"


def test_words_of_a_translation_are_stored_without_hidden_signs(an):
    page = pages.make_translatable_page(title="Zorg")
    change(page, text(("aaaaa", "Woorden."))).publish()
    pages.submit_translation(an, page)

    pages.translate(an, page, {"Zorg": "Ca\u00adre\u200b"})

    assert StringTranslation.objects.get(translation_of__data="Zorg").data == "Care"


def _is_stream(value: object) -> bool:
    return isinstance(value, str) and value.startswith("[{")
