"""No page, hit, quote or machine promises a film that cannot be watched."""

import pytest
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone

from knowledge.models import Passage, RecordingPage
from knowledge.questions import deeds as questions
from knowledge.recordings import deeds as recordings
from search import indexing
from tests.heads import read_head
from tests.knowledge.factories import make_home, make_report
from tests.knowledge.questions.factories import make_question
from tests.knowledge.recordings.factories import (
    FILM,
    WORDS,
    make_recording,
    make_recording_page,
)

pytestmark = pytest.mark.django_db

EXTERNAL = "https://film.example/1"
# What is said of a film that can be watched: in words, by a mark, by an element.
PROMISES = (
    "Luister",
    "Bekijk het antwoord",
    "Ondertiteld",
    "Zonder beeld volgen",
    "#play",
    "<video",
    "Met opname",
)


def promises(html: str) -> list[str]:
    """Return what the part of a page that is its own promises."""
    main = html.split("<main")[1].split("</main>", maxsplit=1)[0]
    return [one for one in PROMISES if one in main]


def withdrawn() -> RecordingPage:
    page = make_recording_page()
    recordings.withdraw(page.recording, by=None)
    return page


def to_come() -> RecordingPage:
    return make_recording_page(make_recording(words=WORDS))


def draft() -> RecordingPage:
    page = make_recording_page()
    page.unpublish()
    return page


def removed_elsewhere() -> RecordingPage:
    page = make_recording_page(make_recording(words=WORDS, external_url=EXTERNAL))
    recordings.withdraw(page.recording, by=None)
    return page


NOT_WATCHABLE = {
    "withdrawn": withdrawn,
    "to come": to_come,
    "draft": draft,
    "elsewhere, withdrawn": removed_elsewhere,
}


def tell_of(page: RecordingPage):
    """Return a report with the film and a quote of it, and a question that it answers."""
    page.recording.refresh_from_db()
    RecordingPage.objects.filter(pk=page.pk).update(without_picture="Alles is te horen.")
    spoken = Passage.objects.filter(page_id=page.pk).exclude(text="").first()
    quote = {"text": "Borging", "passage": spoken.pk}
    block = {"type": "quote", "value": quote, "id": "22222222-0000-4000-8000-000000000002"}
    report = make_report([block], recording=page.recording, title="Verslag van borging")
    question = make_question("Hoe zit het met borging?")
    if spoken.state == Passage.State.LIVE:
        questions.answer(
            question,
            passages=Passage.objects.filter(pk=spoken.pk),
            text="Kort.",
            now=timezone.now(),
        )
    indexing.rebuild()
    return report, question


def pages_of(client, page, report, question) -> dict[str, str]:
    addresses = {
        "home": "/",
        "report": report.url,
        "recording": page.url,
        "question": reverse("question", args=[question.number]),
        "questions": "/vragen/",
        "search": "/zoeken/?q=borging",
    }
    return {name: client.get(url).content.decode() for name, url in addresses.items()}


@pytest.mark.parametrize("state", NOT_WATCHABLE)
def test_film_that_cannot_be_watched_is_promised_nowhere(client, state):
    make_home()
    page = NOT_WATCHABLE[state]()
    report, question = tell_of(page)

    shown = pages_of(client, page, report, question)

    assert {name: found for name, html in shown.items() if (found := promises(html))} == {}
    hits = client.get("/zoeken/?q=borging", headers={"accept": "application/json"}).json()["hits"]
    assert [one["seconds"] for hit in hits for one in hit["passages"] if one["seconds"]] == []
    head = read_head(client.get(page.url))
    assert head.of_type("VideoObject") is None
    assert head.metas.get("og:type") != ["video.other"]
    assert b"video:video" not in client.get("/sitemap.xml").content
    assert b"enclosure" not in client.get("/feeds/").content


@pytest.mark.parametrize("state", ["withdrawn", "to come", "elsewhere, withdrawn"])
def test_words_of_such_a_film_are_still_read_and_found(client, state):
    make_home()
    page = NOT_WATCHABLE[state]()
    report, question = tell_of(page)

    shown = pages_of(client, page, report, question)

    assert "Vandaag gaat het over borging" in shown["recording"]
    assert "Lees waar dit gezegd is" in shown["report"]
    link = BeautifulSoup(shown["report"], "html.parser").find(string="Lees waar dit gezegd is")
    landed = client.get(link.parent["href"])
    assert landed.status_code == 302
    assert landed["Location"].startswith(f"{page.url}#p-")


def test_film_that_can_be_watched_is_promised(client):
    """The negative control."""
    make_home()
    page = make_recording_page()
    report, question = tell_of(page)

    shown = pages_of(client, page, report, question)

    found = {name: promises(html) for name, html in shown.items()}
    assert found["report"] == ["Luister", "#play", "Met opname"]
    assert found["recording"] == ["Ondertiteld", "Zonder beeld volgen", "#play", "<video"]
    assert "Luister" in found["question"]
    assert "Bekijk het antwoord" in found["questions"]
    assert "Luister" in found["search"]
    assert "#play" in found["home"]
    assert b"video:video" in client.get("/sitemap.xml").content


def test_film_that_comes_is_promised_from_then_on(client):
    make_home()
    page = to_come()
    report, question = tell_of(page)
    recordings.put_film(page.recording, film=ContentFile(FILM, name="film.webm"), by=None)
    indexing.catch_up()

    shown = pages_of(client, page, report, question)

    assert "Luister vanaf" in shown["report"]
    assert "Luister vanaf" in shown["search"]


def test_quote_of_a_paragraph_that_is_gone_leads_nowhere(client):
    make_home()
    page = make_recording_page()
    report, _question = tell_of(page)
    spoken = Passage.objects.get(pk=report.body[0].value["passage"])
    spoken.state = Passage.State.REMOVED
    spoken.save()

    html = client.get(report.url).content.decode()

    assert "Borging" in html
    assert reverse("passage", args=[spoken.pk]) not in html
