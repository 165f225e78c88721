"""Where a name stands in running text, told to who switches it off."""

import pytest
from django.urls import reverse

from events.models import MeetingSpeaker
from knowledge.directory.mentions import mentions
from knowledge.models import Chapter, Cue, PageSpeaker, Person, SiteImage
from knowledge.questions import deeds as questions
from office.models import User
from tests.events.factories import make_meeting
from tests.knowledge.factories import make_page, make_report
from tests.knowledge.questions.factories import NOW, make_question
from tests.knowledge.recordings.factories import make_recording, make_recording_page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_index")]

NAME = "Guido de Vries"


@pytest.fixture
def person():
    return Person.objects.create(name=NAME, slug="guido")


@pytest.fixture
def editor(client):
    user = User.objects.create_superuser("an", "an@example.org")
    client.force_login(user)
    return client


def urls(person) -> set[str]:
    return {mention.url for mention in mentions(person)}


def edit_url(page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def test_a_paragraph_with_the_name_is_found(person):
    page = make_page(f"<p>Volgens {NAME} werkt het.</p>")
    make_page("<p>Volgens Guido werkt het.</p>")

    (found,) = mentions(person)

    assert found.url == edit_url(page)
    assert NAME in found.words


@pytest.mark.parametrize("column", ["title", "summary", "subtitle", "search_description"])
def test_a_name_beside_the_text_is_found(person, column):
    page = make_report(**{column: f"Met {NAME}"})

    assert urls(person) == {edit_url(page)}


def test_a_draft_that_was_never_online_is_left_out(person):
    make_report(title=NAME, live=False)

    assert urls(person) == set()


def test_the_source_of_a_quote_is_found(person):
    value = {"text": "Zo is het", "speaker": person.pk, "source": f"Gesprek met {NAME}"}
    page = make_report([{"type": "quote", "id": "q1", "value": value}])

    assert urls(person) == {edit_url(page)}


def test_lines_and_chapters_of_a_recording_are_found(person):
    page = make_recording_page()
    cue = Cue.objects.first()
    Cue.objects.filter(pk=cue.pk).update(text=f"Dank je wel, {NAME}.")
    Chapter.objects.filter(pk=Chapter.objects.first().pk).update(title=f"Vraag aan {NAME}")

    assert urls(person) == {
        reverse("recording_line", args=[cue.pk]),
        reverse("wagtailsnippets_knowledge_recording:edit", args=[page.recording_id]),
    }


def test_the_title_of_a_recording_is_found(person):
    recording = make_recording(title=f"Gesprek met {NAME}")

    assert urls(person) == {
        reverse("wagtailsnippets_knowledge_recording:edit", args=[recording.pk])
    }


def test_questions_and_answers_are_found(person):
    question = make_question(f"Wat vond {NAME}?")
    questions.answer(question, text=f"{NAME} zei ja.", now=NOW)

    assert urls(person) == {
        reverse("wagtailsnippets_knowledge_question:edit", args=[question.pk]),
        reverse("wagtailsnippets_knowledge_question:inspect", args=[question.pk]),
    }


def test_a_note_beside_a_speaker_is_found(person):
    page = make_report()
    PageSpeaker.objects.create(page=page, person=person, note=f"{NAME} vertelt.")

    assert urls(person) == {edit_url(page)}


def test_an_image_is_found(person):
    image = SiteImage.objects.create(title=f"Portret van {NAME}", file="x.png", width=1, height=1)

    assert urls(person) == {reverse("wagtailimages:edit", args=[image.pk])}


def test_texts_of_a_meeting_are_found(person):
    meeting = make_meeting(title=f"In gesprek met {NAME}")
    MeetingSpeaker.objects.create(meeting=meeting, person=person, note=f"{NAME} vertelt.")

    assert urls(person) == {reverse("wagtailsnippets_events_meeting:edit", args=[meeting.pk])}


def test_the_editor_who_switches_is_shown_the_mentions(editor, person):
    page = make_page(f"<p>Volgens {NAME} werkt het.</p>")

    answer = switch_on(editor, person)

    assert answer.redirect_chain[-1][0] == reverse("person_mentions", args=[person.pk])
    assert f'href="{edit_url(page)}"' in answer.content.decode()


def test_the_editor_is_led_on_when_the_name_stands_nowhere(editor, person):
    answer = switch_on(editor, person)

    assert answer.redirect_chain[-1][0] == reverse("wagtailsnippets_knowledge_person:list")


def switch_on(client, person):
    address = reverse("wagtailsnippets_knowledge_person:edit", args=[person.pk])
    fields = {"name": person.name, "slug": person.slug, "show_as_role": "on"}
    return client.post(address, fields, follow=True)
