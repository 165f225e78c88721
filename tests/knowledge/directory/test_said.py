"""What a person said, per second, on her page."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction, ReferenceIndex

from knowledge.directory.said import MOST, quotes_of, said_by
from knowledge.models import Cue, PageSpeaker, Passage, Person, RecordingSpeaker, ReportPage
from knowledge.recordings import deeds as recordings
from tests.knowledge.factories import make_home, make_report
from tests.knowledge.pages.factories import block
from tests.knowledge.recordings.factories import (
    FILM,
    add_words,
    make_recording,
    make_recording_page,
)

pytestmark = pytest.mark.django_db
LONG = "WEBVTT\n\n" + "\n".join(
    f"00:{2 * number:02}.000 --> 00:{2 * number + 1:02}.000\n<v {'An' if number % 2 else 'Bo'}>"
    f"Zin {number}.\n"
    for number in range(20)
)


@pytest.fixture
def an() -> Person:
    """Return An, to whom the lines of An in every recording belong."""
    return Person.objects.create(name="An", slug="an")


def make_page(person: Person, **fields):
    page = make_recording_page(**fields)
    RecordingSpeaker.objects.filter(name="An").update(person=person)
    PageSpeaker.objects.create(page=page, person=person, role="adviseur")
    # The passages of the page know who speaks only when it is saved with them.
    page.save()
    return page


def test_each_moment_leads_to_its_second_and_its_words(an):
    page = make_page(an)

    (said,) = said_by(an, language="nl")

    (moment,) = said.moments
    key = Cue.objects.get(position=0).uid
    assert (said.title, said.url, said.more) == (page.title, page.url, 0)
    assert (moment.at, moment.url) == ("00:00", f"{page.url}?t=0#p-{key}")
    assert moment.words == "Welkom allemaal. Vandaag gaat het over borging."


def test_page_of_the_person_shows_them(client, an):
    make_home()
    page = make_page(an)

    soup = BeautifulSoup(client.get("/mensen/an/").content.decode(), "html.parser").main

    assert "Wat An zei" in soup.text
    assert "De raad wil weten" not in soup.text
    (link,) = soup.select(".kk-index--moments a")
    assert link["href"].startswith(f"{page.url}?t=0#p-")
    # The anchor is there.
    target = BeautifulSoup(client.get(page.url).content.decode(), "html.parser")
    assert target.find(id=link["href"].partition("#")[2])


@pytest.mark.parametrize("hide", ["draft", "closed", "language", "taken away", "somebody else"])
def test_nothing_is_said_that_not_everybody_may_read(an, hide):
    page = make_page(an, live=hide != "draft")
    assert hide == "draft" or said_by(an, language="nl")
    if hide == "closed":
        PageViewRestriction.objects.create(page=page, restriction_type="login")
    if hide == "taken away":
        for cue in Cue.objects.filter(speaker__person=an):
            recordings.redact(cue, by=None)
    person = Person.objects.create(name="Bo", slug="bo") if hide == "somebody else" else an

    assert said_by(person, language="en" if hide == "language" else "nl") == []


def test_only_words_of_the_language_that_is_read_are_hers(an):
    page = make_page(an)
    add_words(page.recording, LONG, language="en")
    RecordingSpeaker.objects.filter(name="An").update(person=an)
    make_recording_page(page.recording, language="en")

    (dutch,), (english,) = (said_by(an, language=language) for language in ("nl", "en"))

    assert [moment.words for moment in dutch.moments] == [
        "Welkom allemaal. Vandaag gaat het over borging."
    ]
    assert english.moments[0].words == "Zin 1."


def test_words_of_a_film_that_was_withdrawn_are_read_and_not_played(an):
    page = make_page(an)
    recordings.withdraw(page.recording, by=None)

    ((moment,),) = [said.moments for said in said_by(an, language="nl")]

    assert moment.at == ""
    assert "?t=" not in moment.url


def test_long_recording_shows_its_first_moments_and_says_how_many_there_are(client, an):
    make_home()
    make_page(an, recording=make_recording(film=FILM, words=LONG))

    (said,) = said_by(an, language="nl")

    assert [moment.words for moment in said.moments] == [
        f"Zin {number}." for number in range(1, 2 * MOST, 2)
    ]
    assert said.more == 10 - MOST
    assert "Nog 5 stukken in deze opname" in client.get("/mensen/an/").content.decode()


def test_saying_costs_the_same_for_any_number(an, django_assert_max_num_queries):
    for _number in range(3):
        make_page(an)

    with django_assert_max_num_queries(7):
        assert len(said_by(an, language="nl")) == 3


# -- quotes in texts --


def quoting(*quotes: dict, **fields) -> ReportPage:
    """Return a report with quotes, as Wagtail indexes it after the commit."""
    report = make_report(list(quotes), **fields)
    ReferenceIndex.create_or_update_for_object(report)
    return report


def quote(person: Person | None, words: str) -> dict:
    return block("quote", {"text": words, "speaker": person and person.pk, "role": "adviseur"})


def test_quotes_of_a_person_lead_to_their_place_and_those_of_others_are_not_hers(client, an):
    bo = Person.objects.create(name="Bo", slug="bo")
    report = quoting(quote(an, "Zo is het"), quote(bo, "Niet waar"), quote(None, "Iemand"))
    PageSpeaker.objects.create(page=report, person=an, role="adviseur")
    quoting(quote(an, "Nog een concept"), live=False)

    (quoted,) = quotes_of(an, language="nl")

    passage = Passage.objects.get(text="Zo is het")
    assert (quoted.words, quoted.title) == ("Zo is het", report.title)
    assert quoted.url == f"{report.url}#p-{passage.key}"
    html = client.get("/mensen/an/").content.decode()
    assert quoted.url in html
    assert "Niet waar" not in html


def test_quote_that_an_editor_gave_to_somebody_else_is_not_hers_any_more(an):
    bo = Person.objects.create(name="Bo", slug="bo")
    stored = quote(an, "Zo is het")
    report = quoting(stored)
    stored["value"]["speaker"] = bo.pk
    report.body = report.body.stream_block.to_python([stored])

    report.save_revision().publish()

    # The index still names An here.
    assert quotes_of(an, language="nl") == []
    ReferenceIndex.create_or_update_for_object(report)
    assert [one.words for one in quotes_of(bo, language="nl")] == ["Zo is het"]


def test_quotes_cost_the_same_for_any_number(an):
    def asked() -> int:
        with CaptureQueriesContext(connection) as found:
            quotes_of(an, language="nl")
        return len(found)

    quoting(quote(an, "Een"))
    few = asked()
    for number in range(10):
        quoting(quote(an, f"Nog {number}"))

    assert asked() == few
