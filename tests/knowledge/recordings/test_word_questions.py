"""Words that were taken away from a recording are asked about wherever an editor types them."""

import pytest
from django.urls import reverse
from wagtail.fields import StreamField
from wagtail.test.utils.form_data import querydict_from_html

from knowledge.models import Answer, Chapter, Person, Question, Recording
from knowledge.questions import deeds as questions
from knowledge.recordings import deeds as recordings
from office.models import User
from tests.knowledge.factories import make_report, switch_four_eyes, text
from tests.knowledge.questions.factories import NOW, make_question
from tests.knowledge.recordings.desk import form
from tests.knowledge.recordings.factories import FILM, WORDS, make_recording
from tests.knowledge.recordings.reading import cues, texts, vtt
from tests.knowledge.recordings.test_kept_uploads import ADD, film
from tests.office.test_confirming import sent_again

pytestmark = pytest.mark.django_db

PERSONAL = "Mijn buurvrouw Truus Verzonnen heeft tien mille schuld."
ASKED = "weggehaald uit de opname “Schulden”"


@pytest.fixture
def an(client) -> User:
    """Return an editor who is logged in, after the line was taken away."""
    made = make_recording(words=vtt("Welkom.", PERSONAL, "Ja."), title="Schulden")
    recordings.redact(cues(made)[1], by=None)
    user = User.objects.create_superuser("an")
    client.force_login(user)
    return user


def press_again(client, asked, **also):
    data = sent_again(asked, **also)
    return client.post(
        asked.request["PATH_INFO"],
        data.urlencode(),
        content_type="application/x-www-form-urlencoded",
    )


def opened(client, url) -> dict:
    html = client.get(url).content.decode()
    return querydict_from_html(html[html.rindex("<form") :]).dict()


def test_a_line_of_another_recording_asks_and_is_changed_when_she_goes_on(client, an):
    other = make_recording(words=WORDS)
    url = reverse("recording_line", args=[cues(other)[1].pk])

    asked = client.post(url, opened(client, url) | {"text": PERSONAL})
    assert ASKED in asked.content.decode()
    assert texts(other)[1] == "Vandaag gaat het over borging."

    back = press_again(client, asked, confirm_back="1")
    assert PERSONAL in back.content.decode()
    assert texts(other)[1] == "Vandaag gaat het over borging."

    assert press_again(client, asked).status_code == 302
    assert texts(other)[1] == PERSONAL


def test_a_line_that_kept_the_words_may_get_another_speaker_unasked(client, an):
    other = make_recording(words=WORDS)
    url = reverse("recording_line", args=[cues(other)[1].pk])
    press_again(client, client.post(url, opened(client, url) | {"text": PERSONAL}))

    assert client.post(url, opened(client, url) | {"speaker": "Cas"}).status_code == 302


def test_replacing_says_which_line_would_say_it(client, an):
    other = make_recording(words=vtt("Mijn buurvrouw Truus Anders heeft tien mille schuld."))
    url = reverse("recording_replace", args=[other.transcripts.get().pk])

    html = client.get(url, {"find": "Anders", "put": "Verzonnen"}).content.decode()
    assert "Let op: deze woorden zijn weggehaald uit de opname “Schulden”." in html
    html = client.get(url, {"find": "Anders", "put": "Niemand"}).content.decode()
    assert "Let op:" not in html


def test_titles_of_chapters_ask(client, an):
    other = make_recording(words=WORDS)
    begin = reverse("recording_chapter_begin", args=[cues(other)[1].pk])

    asked = client.post(begin, opened(client, begin) | {"title": PERSONAL})
    assert ASKED in asked.content.decode()
    assert not Chapter.objects.filter(title=PERSONAL).exists()
    press_again(client, asked)
    made = Chapter.objects.get(title=PERSONAL)

    url = reverse("recording_chapter", args=[Chapter.objects.exclude(pk=made.pk).first().pk])
    asked = client.post(url, opened(client, url) | {"title": f"Over {PERSONAL}"})
    assert ASKED in asked.content.decode()


def test_the_name_of_a_speaker_asks(client, an):
    other = make_recording(words=WORDS)
    url = reverse("recording_speaker", args=[other.speakers.first().pk])

    asked = client.post(url, opened(client, url) | {"called": PERSONAL})

    assert ASKED in asked.content.decode()
    assert not other.speakers.filter(called=PERSONAL).exists()


def test_an_answer_asks_and_is_given_when_she_goes_on(client, an):
    question = make_question("Wat nu?")
    url = reverse("wagtailsnippets_knowledge_question:inspect", args=[question.pk])

    asked = client.post(url, {"deed": "answer", "text": PERSONAL, "passages": ""})
    assert ASKED in asked.content.decode()
    assert not Answer.objects.exists()

    back = press_again(client, asked, confirm_back="1")
    assert PERSONAL in back.content.decode()
    assert not Answer.objects.exists()

    assert press_again(client, asked).status_code == 302
    assert Answer.objects.get().text == PERSONAL


def test_a_reason_asks(client, an):
    question = make_question("Wat nu?")
    url = reverse("wagtailsnippets_knowledge_question:inspect", args=[question.pk])

    asked = client.post(url, {"deed": "withdraw", "reason": PERSONAL})

    assert ASKED in asked.content.decode()
    question.refresh_from_db()
    assert question.is_public


def test_a_question_that_somebody_asked_is_asked_about_before_it_is_placed(client, an):

    question = questions.bring_in(
        PERSONAL, origin=Question.Origin.REPORT, language="nl", explanation="", now=NOW
    )
    url = reverse("wagtailsnippets_knowledge_question:inspect", args=[question.pk])

    asked = client.post(url, {"deed": "publish"})

    assert ASKED in asked.content.decode()
    question.refresh_from_db()
    assert not question.is_public
    press_again(client, asked)
    question.refresh_from_db()
    assert question.is_public


def test_a_question_that_is_reworded_asks(client, an):
    question = make_question("Wat nu?")
    url = reverse("wagtailsnippets_knowledge_question:edit", args=[question.pk])

    asked = client.post(url, opened(client, url) | {"text": PERSONAL})

    assert ASKED in asked.content.decode()
    question.refresh_from_db()
    assert question.text == "Wat nu?"
    press_again(client, asked)
    question.refresh_from_db()
    assert question.text == PERSONAL


def test_the_role_of_a_speaker_on_a_page_asks(client, an):
    switch_four_eyes(on=False)
    page = make_report(text(("aaaaa", "Oude woorden.")))
    page.save_revision().publish()
    bo = Person.objects.create(name="Bo", slug="bo")
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    row = {
        "speakers-TOTAL_FORMS": "1",
        "speakers-0-person": str(bo.pk),
        "speakers-0-role": PERSONAL,
        "speakers-0-note": "",
        "speakers-0-ORDER": "1",
        "speakers-0-id": "",
        "speakers-0-DELETE": "",
        **{
            f"{field.name}-count": "0"
            for field in page._meta.fields
            if isinstance(field, StreamField)
        },
    }

    asked = client.post(url, page_form(client, url) | row | {"action-publish": "1"})

    assert ASKED in asked.content.decode()
    assert not page.speakers.exists()
    press_again(client, asked)
    assert page.speakers.get().role == PERSONAL


def page_form(client, url) -> dict:
    """Return what the edit form of a page sends as it was opened, for a change of a typo."""
    html = client.get(url).content.decode()
    begin = html.index('id="page-edit-form"')
    form = querydict_from_html(html[html.rindex("<form", 0, begin) :]).dict()
    return form | {"what_changed": "typo"}


def test_its_own_recording_refuses_them_as_a_speaker_below_that_field(client, an):
    made = Recording.objects.get(title="Schulden")
    url = reverse("recording_line", args=[cues(made)[0].pk])

    refused = client.post(url, opened(client, url) | {"speaker": PERSONAL})

    assert refused.status_code == 422
    assert "kunnen niet terug" in str(refused.context["form"].errors["speaker"])

    row = recordings.edit_cue(cues(made)[0], speaker="An", by=None).speaker
    url = reverse("recording_speaker", args=[row.pk])
    refused = client.post(url, opened(client, url) | {"called": PERSONAL})

    assert refused.status_code == 422
    assert "kunnen niet terug" in str(refused.context["form"].errors["called"])


@pytest.mark.parametrize("column", ["title", "part_note"])
def test_title_and_part_of_a_recording_ask_and_its_film_waits(
    client, an, column, settings, tmp_path
):
    settings.PROTECTED_MEDIA_ROOT = tmp_path

    asked = client.post(ADD, form(film=film(), **{column: PERSONAL}))
    assert ASKED in asked.content.decode()
    assert not Recording.objects.filter(**{column: PERSONAL}).exists()

    back = press_again(client, asked, confirm_back="1")
    assert PERSONAL in back.content.decode()
    assert not Recording.objects.filter(**{column: PERSONAL}).exists()

    assert press_again(client, asked).status_code == 302
    made = Recording.objects.get(**{column: PERSONAL})
    assert made.file.read() == FILM
    made.file.close()

    # What stands there is not asked about again.
    url = f"/beheer/opnames/edit/{made.pk}/"
    assert client.post(url, opened(client, url) | {"duration": "9"}).status_code == 302
    asked = client.post(url, opened(client, url) | {column: f"{PERSONAL} Ja."})
    assert ASKED in asked.content.decode()
