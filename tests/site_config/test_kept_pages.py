"""A change shows within a second in a process that did not make it, and nothing else does."""

import os
import signal
import time
from collections.abc import Callable
from datetime import timedelta
from typing import NamedTuple

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale, PageViewRestriction, Site

from events.meetings import deeds as meetings
from events.models import MeetingOpgave, Seats
from events.registrations import deeds as registrations
from knowledge.models import PageSpeaker, Person
from knowledge.pages import publishing
from knowledge.passages import deeds as passages
from knowledge.questions import deeds as questions
from knowledge.recordings import deeds as recordings
from office import page_changes
from office.models import PageGeneration
from tests.events.factories import make_applicant, make_coming_meeting, make_kenniskringen
from tests.forked import in_child
from tests.knowledge.factories import (
    make_editor,
    make_home,
    make_opgave,
    make_page,
    make_report,
    republish,
    text,
)
from tests.knowledge.pages import desk
from tests.knowledge.pages.factories import make_case
from tests.knowledge.questions.factories import make_question
from tests.knowledge.recordings.factories import make_recording_page

# One process visits for all of them.
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("kept pages")]

OLD = text(("aaaaa", "Oude woorden."), ("bbbbb", "Blijvende woorden."))
NEW = text(("aaaaa", "Nieuwe woorden."), ("bbbbb", "Blijvende woorden."))
# A process sees a change within this many seconds of the commit.
WITHIN = 1.0


class Case(NamedTuple):
    """A page, what only it says now, the deed, and what only it says then; "" is nothing."""

    path: str
    before: str
    deed: Callable[[], object]
    after: str


def publication() -> Case:
    page = make_page(OLD)
    return Case(page.get_url(), "Oude", lambda: republish(page, NEW), "Nieuwe")


def unpublication() -> Case:
    page = make_page(OLD)
    return Case(page.get_url(), "Oude", page.unpublish, "404")


def expiry() -> Case:
    page = make_page(OLD, expire_at=timezone.now() - timedelta(hours=1))
    return Case(page.get_url(), "Oude", lambda: publishing.publish_due(timezone.now()), "404")


def withdrawal_of_a_passage() -> Case:
    page = make_page(OLD)
    passage = page.passages.get(text="Oude woorden.")
    deed = lambda: passages.withdraw(passage, by=None)  # noqa: E731 -- read as one line
    return Case(page.get_url(), "Oude woorden.", deed, "")


def withdrawal_of_a_film() -> Case:
    page = make_recording_page()
    deed = lambda: recordings.withdraw(page.recording, by=None)  # noqa: E731 -- the same
    return Case(page.get_url(), "<video", deed, "ingetrokken")


def line_taken_away() -> Case:
    page = make_recording_page()
    cue = page.recording.transcripts.get().cues.get(text="Welkom allemaal.")
    captions = f"/opnames/{page.recording.uid}/nl.vtt"
    return Case(captions, "Welkom allemaal.", lambda: recordings.redact(cue, by=None), "")


def question() -> Case:
    asked = make_question("Hoe betrek je ouders?", public=False)
    make_home()
    deed = lambda: questions.publish(asked, now=timezone.now())  # noqa: E731 -- the same
    return Case("/vragen/", "", deed, "Hoe betrek je ouders?")


def person_as_function() -> Case:
    report = make_report(OLD)
    person = Person.objects.create(name="Anneke van Grotel", slug="anneke")
    PageSpeaker.objects.create(page=report, person=person, role="jongerenwerker")

    def deed() -> None:
        person.show_as_role = True
        person.save()

    return Case(report.get_url(), "Anneke van Grotel", deed, "")


def redirect() -> Case:
    page = make_page(OLD, slug="oud")

    def deed() -> None:
        page.slug = "nieuw"
        page.save()

    return Case("/oud/", "Oude", deed, "301")


def setting() -> Case:
    page = make_page(OLD)
    Site.objects.update(site_name="Voorheen")
    Site.clear_site_root_paths_cache()
    return Case(
        page.get_url(), "| Voorheen", lambda: Site.objects.update(site_name="Voortaan"), "Voortaan"
    )


def translation() -> Case:
    make_home("en")
    page = make_page(OLD)
    english = page.copy_for_translation(Locale.objects.get(language_code="en"))
    return Case(page.get_url(), "", english.save_revision().publish, 'hreflang="en"')


def restriction() -> Case:
    page = make_page(OLD)
    deed = lambda: PageViewRestriction.objects.create(page=page, restriction_type="login")  # noqa: E731 -- the same
    return Case(page.get_url(), "Oude", deed, "302")


def title_of_an_opgave() -> Case:
    make_home()
    opgave = make_opgave(1, title="Meedoen", confirmed=True)

    def deed() -> None:
        opgave.title = "Erbij horen"
        opgave.save()

    return Case("/", "Meedoen", deed, "Erbij horen")


def restriction_of_a_listed_page() -> Case:
    make_home()
    case = make_case(title="Zo doen wij het")
    deed = lambda: PageViewRestriction.objects.create(page=case, restriction_type="login")  # noqa: E731 -- the same
    return Case("/", "Zo doen wij het", deed, "")


def cancelled_meeting() -> Case:
    make_kenniskringen()
    meeting = make_coming_meeting()
    deed = lambda: meetings.cancel(meeting, reasons={"nl": "Ziek."}, now=timezone.now())  # noqa: E731 -- the same
    return Case(meeting.path_in("nl"), "Aanmelden kan tot", deed, "Gaat niet door.")


CASES = [
    publication,
    unpublication,
    expiry,
    withdrawal_of_a_passage,
    withdrawal_of_a_film,
    line_taken_away,
    question,
    person_as_function,
    redirect,
    setting,
    translation,
    restriction,
    title_of_an_opgave,
    restriction_of_a_listed_page,
    cancelled_meeting,
]
every_case = pytest.mark.parametrize("make", CASES, ids=lambda make: make.__name__)


def begin(visitor, make: Callable[[], Case]) -> Case:
    """Return a case whose page the visitor keeps as it is before the deed."""
    case = make()
    visitor.forget()
    seen = visitor.read(case.path)
    assert case.before in seen
    assert not case.after or case.after not in seen
    return case


@every_case
def test_change_shows_elsewhere_within_a_second(visitor, make):
    case = begin(visitor, make)
    case.deed()
    committed = time.monotonic()
    while time.monotonic() < committed + WITHIN - 0.1:
        time.sleep(0.05)
        seen = visitor.read(case.path)
        if case.after in seen and not (case.before and case.before in seen):
            return
    pytest.fail(f"It still says {case.before!r}.")


@pytest.mark.parametrize(
    "make",
    [setting, restriction, title_of_an_opgave, restriction_of_a_listed_page, cancelled_meeting],
    ids=lambda make: make.__name__,
)
def test_change_shows_within_a_second_where_only_readings_are_shared(visitor, make):
    # With a query string the page itself is not kept.
    case = make()
    path = f"{case.path}?a=b"
    visitor.forget()
    assert case.before in visitor.read(path)
    case.deed()
    time.sleep(WITHIN - 0.3)
    seen = visitor.read(path)
    assert case.after in seen
    assert not case.before or case.before not in seen


@every_case
def test_change_would_not_show_when_nothing_were_raised(visitor, make, monkeypatch):
    # The negative control: the page is kept indeed, and only the signal tells.
    case = begin(visitor, make)
    was = visitor.read(case.path)
    monkeypatch.setattr(page_changes, "raise_generation", lambda: None)
    case.deed()
    visitor.forget()
    assert visitor.read(case.path) == was


def test_answer_410_is_kept_and_goes_when_the_passage_is_back(visitor):
    page = make_page(OLD)
    passage = page.passages.get(text="Oude woorden.")
    republish(page, text(("bbbbb", "Blijvende woorden.")))
    address = f"/p/{passage.pk}/"
    assert visitor.read(address).startswith("410")
    assert visitor.keeps(address)
    republish(page, OLD)
    visitor.forget()
    assert visitor.read(address).startswith("302")


# Seats


def seats_page(page: str) -> tuple[str, Callable[[str], object]]:
    """Return the path of a page that shows 40 seats left, and a function that takes one."""
    make_kenniskringen()
    meeting = make_coming_meeting(capacity=40)
    opgave = make_opgave(1)
    MeetingOpgave.objects.create(meeting=meeting, opgave=opgave)
    paths = {
        "meeting": meeting.path_in("nl"),
        "list": "/kenniskringen/",
        "agenda": "/agenda/",
        "home": "/",
        "opgave": opgave.get_url(),
    }

    def register(name: str) -> None:
        registrations.register(meeting, applicant=make_applicant(name), now=timezone.now())

    return paths[page], register


@pytest.mark.parametrize("page", ["meeting", "list", "agenda", "home", "opgave"])
def test_seats_left_show_elsewhere_within_a_second_though_nothing_is_raised(visitor, page):
    path, register = seats_page(page)
    assert "Nog 40 van de 40 plekken vrij" in visitor.read(path)
    assert visitor.keeps(path)
    before = PageGeneration.objects.get().value
    register("Bo")
    registered = time.monotonic()
    time.sleep(WITHIN)
    assert "Nog 39 van de 40 plekken vrij" in visitor.read(path)
    assert time.monotonic() < registered + 2 * WITHIN
    assert PageGeneration.objects.get().value == before


def test_seats_left_would_stay_when_their_page_lived_as_long_as_others(visitor):
    # The negative control.
    visitor.live(BRIEF_LIFE=60)
    path, register = seats_page("meeting")
    visitor.read(path)
    register("Bo")
    time.sleep(WITHIN)
    assert "Nog 40 van de 40 plekken vrij" in visitor.read(path)


def test_twenty_registrations_raise_nothing():
    _path, register = seats_page("meeting")
    before = PageGeneration.objects.get().value
    for number in range(20):
        register(f"Bo{number}")
    assert PageGeneration.objects.get().value == before


def test_another_capacity_is_heard():
    make_coming_meeting(capacity=40)
    before = PageGeneration.objects.get().value
    Seats.objects.update(capacity=50)
    assert PageGeneration.objects.get().value == before + 1


# Drafts


def test_twenty_autosaves_raise_nothing():
    page = make_page(OLD)
    editor = make_editor("an")
    client = desk.client_of(editor)
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    before = PageGeneration.objects.get().value
    for number in range(20):
        data = desk.form_data(desk.latest(page), title=f"Poging {number}")
        saved = client.post(url, data, headers={"accept": "application/json"})
        assert (saved.status_code, saved.json()["success"]) == (200, True)
    assert desk.latest(page).title == "Poging 19"
    assert PageGeneration.objects.get().value == before
    # The negative control: what is published is heard.
    republish(page, NEW)
    assert PageGeneration.objects.get().value > before


# A process that is killed


def test_change_shows_after_a_minute_when_its_process_was_killed_before_the_signal(
    visitor,
):
    page = make_page(OLD)
    visitor.live(LIFE=1.5)
    visitor.forget()
    assert "Oude" in visitor.read(page.get_url())
    kept = time.monotonic()
    before = PageGeneration.objects.get().value

    def publish() -> None:
        page_changes.raise_generation = lambda: os.kill(os.getpid(), signal.SIGKILL)
        republish(page, NEW)

    assert in_child(publish) == -signal.SIGKILL
    assert PageGeneration.objects.get().value == before
    visitor.forget()
    if time.monotonic() < kept + 1.2:
        assert "Oude" in visitor.read(page.get_url())
    time.sleep(1.5)
    assert "Nieuwe" in visitor.read(page.get_url())
