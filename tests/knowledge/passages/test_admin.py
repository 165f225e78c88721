"""The screen on which editors see a page's addresses and take a passage away."""

import pytest
from django.urls import reverse
from wagtail.models import Page

from knowledge.models import Passage, TextPage
from knowledge.passages import deeds as passages
from tests.knowledge.factories import blocks, make_editor, make_page, make_report, republish, text
from tests.knowledge.pages.desk import client_of, told
from tests.knowledge.questions.factories import make_question
from tests.knowledge.recordings.factories import make_recording_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def page() -> TextPage:
    return make_page(text(("aaaaa", "Een hele zin."), ("bbbbb", "Geheim.")))


def secret(page: TextPage) -> Passage:
    return Passage.objects.get(page_id=page.pk, key__endswith="bbbbb")


def test_editor_sees_every_address_that_was_given_out(page):
    gone = secret(page)
    page = republish(page, text(("aaaaa", "Een hele zin.")))

    response = client_of(make_editor("an")).get(reverse("page_passages", args=[page.pk]))

    html = response.content.decode()
    assert f"/p/{gone.pk}/" in html
    assert "Verwijderd" in html
    assert "Een hele zin." in html


def test_page_menu_leads_to_the_addresses(page):
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])

    html = client_of(make_editor("an")).get(url).content.decode()

    assert reverse("page_passages", args=[page.pk]) in html


def test_editor_withdraws_a_passage_after_being_asked(page):
    client = client_of(make_editor("an"))
    url = reverse("passage_withdraw", args=[secret(page).pk])

    assert "Geheim." in client.get(url).content.decode()
    assert secret(page).state == "live"
    client.post(url)

    assert secret(page).state == "withdrawn"
    assert secret(page).text == ""


def test_editor_without_the_right_to_publish_cannot_withdraw(page):
    client = client_of(make_editor("an", publish=False))

    client.post(reverse("passage_withdraw", args=[secret(page).pk]))

    assert secret(page).state == "live"
    listed = client.get(reverse("page_passages", args=[page.pk])).content.decode()
    assert reverse("passage_withdraw", args=[secret(page).pk]) not in listed


def test_editor_gives_a_gone_passage_its_successor(page):
    gone = secret(page)
    republish(page, text(("aaaaa", "Een hele zin.")))
    successor = Passage.objects.live().get(page_id=page.pk)

    response = client_of(make_editor("an")).post(
        reverse("page_passages", args=[page.pk]), {"passage": gone.pk, "successor": successor.pk}
    )

    gone.refresh_from_db()
    assert gone.successor == successor
    assert "leidt nu naar de opvolger" in told(response)


@pytest.mark.parametrize("code", ["", "zzzzzzzz", "'; --", "é" * 200])
def test_successor_that_does_not_exist_is_refused(page, code):
    gone = secret(page)
    republish(page, text(("aaaaa", "Een hele zin.")))

    response = client_of(make_editor("an")).post(
        reverse("page_passages", args=[page.pk]), {"passage": gone.pk, "successor": code}
    )

    gone.refresh_from_db()
    assert gone.successor is None
    assert "geen alinea op de site met deze code" in told(response)


def test_passage_that_stands_on_its_page_gets_no_successor(page):
    live = secret(page)

    response = client_of(make_editor("an")).post(
        reverse("page_passages", args=[page.pk]), {"passage": live.pk, "successor": live.pk}
    )

    assert response.status_code == 404


def test_fixed_section_is_not_offered_and_is_refused_kindly():
    report = make_report()
    report.what_next = report.what_next.stream_block.to_python(blocks("<p>Verder.</p>"))
    report.save()
    section, paragraph = Passage.objects.filter(page_id=report.pk).in_order()
    client = client_of(make_editor("an"))
    url = reverse("passage_withdraw", args=[section.pk])

    listed = client.get(reverse("page_passages", args=[report.pk])).content.decode()
    response = client.post(url)

    assert url not in listed
    assert reverse("passage_withdraw", args=[paragraph.pk]) in listed
    assert "niet los in te trekken" in told(response)


def test_spoken_words_are_taken_away_line_by_line():
    page = make_recording_page()
    span = Passage.objects.filter(page_id=page.pk).first()
    client = client_of(make_editor("an"))

    listed = client.get(reverse("page_passages", args=[page.pk])).content.decode()
    response = client.post(reverse("passage_withdraw", args=[span.pk]))

    assert reverse("recording_lines", args=[page.recording.transcripts.get().pk]) in listed
    assert reverse("passage_withdraw", args=[span.pk]) not in listed
    assert "niet los in te trekken" in told(response)
    span.refresh_from_db()
    assert span.state == "live"


@pytest.mark.parametrize("method", ["get", "post"])
def test_words_of_a_question_lead_to_the_question(admin_client, method):
    question = make_question()
    passage = Passage.objects.get(question=question)

    response = getattr(admin_client, method)(reverse("passage_withdraw", args=[passage.pk]))

    passage.refresh_from_db()
    desk = reverse("wagtailsnippets_knowledge_question:inspect", args=[question.pk])
    assert response["Location"] == desk
    assert "kies daar Intrekken" in told(response)
    assert passage.state == "live"


def test_page_without_passages_has_no_such_screen():
    root = Page.get_first_root_node()

    response = client_of(make_editor("an")).get(reverse("page_passages", args=[root.pk]))

    assert response.status_code == 404


def test_visitor_is_asked_to_log_in(page, client):
    response = client.get(reverse("page_passages", args=[page.pk]))

    assert response.status_code == 302
    assert "/login/" in response["Location"]


def test_withdrawal_stands_in_the_history_of_the_page(page):
    an = make_editor("an")
    passages.withdraw(secret(page), by=an)

    html = client_of(an).get(reverse("wagtailadmin_pages:history", args=[page.pk])).content.decode()

    assert "Een alinea is ingetrokken" in html
