"""What the demonstration lacks: meetings in their other lives, mailed links, what is gone.

Runs with the settings of the site that is judged and prints {name: path}. What happens to these
rows is done by the site's own deeds; only the clock is turned by hand.
"""

import datetime
import json

from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale, Page, PageViewRestriction

from events.meetings import deeds as meetings
from events.meetings.appointment import Appointment
from events.models import Meeting, MeetingText, Registration, Repeat, Seats
from events.registrations import deeds as registrations
from events.registrations.applicant import Applicant
from events.registrations.mails import CHOOSE, PURPOSE
from knowledge.contact import deeds as contact
from knowledge.models import (
    ContactRequest,
    Gemeente,
    Passage,
    Question,
    ReadingGuidePage,
    ReportPage,
    TextPage,
)
from knowledge.passages import deeds as passages
from knowledge.questions import deeds as questions
from office.mail import links

NOW = timezone.now()  # of the whole run
DAY = datetime.timedelta(days=1)


def main() -> None:
    """Make everything and print where it is."""
    made = {
        **meeting_lives(),
        **mailed(),
        **of_questions(),
        **of_contact(),
        **gone(),
        "password": closed(),
        "guide_whole": guide_whole(),
    }
    print(json.dumps(made))


def meeting_lives() -> dict[str, str]:
    """Return one meeting in each life."""
    lives = {name: announced(f"Een kenniskring: {name}") for name in LIVES}
    for name, become in LIVES.items():
        become(lives[name])
    lives["open"] = first_open()
    return {name: reverse("meeting", args=[row.number, row.slug]) for name, row in lives.items()}


def guide_whole() -> str:
    """Return the guide of the demonstration with all that it leads to."""
    guide = ReadingGuidePage.objects.live().order_by("pk").first()
    return reverse("guide_whole", args=[guide.pk])


def announced(title: str) -> Meeting:
    """Return a meeting in three weeks with one seat that is taken."""
    meeting = Meeting.objects.create(starts_at=NOW + 21 * DAY, duration=90, tool="Jitsi")
    locale = Locale.objects.get(language_code="nl")
    MeetingText.objects.create(
        meeting=meeting, locale=locale, title=title, takeaway="Je gaat naar huis met een plan."
    )
    Seats.objects.create(meeting=meeting, mode="online", capacity=5)
    meeting = meetings.announce(meeting, by=None, now=NOW)
    registrations.register(meeting, applicant=applicant("An", meeting), now=NOW)
    return meeting


def applicant(name: str, meeting: Meeting, mailbox: str = "an") -> Applicant:
    """Return what somebody filled in, with an address of this meeting's own: mails are counted."""
    email = f"{mailbox}.{meeting.pk}@example.org"
    return Applicant(name=name, email=email, organisation="Gemeente Voorbeeldstad")


def first_open() -> Meeting:
    """Return the meeting of the demonstration, which has two languages."""
    coming = Meeting.objects.coming(NOW).filter(texts__locale__language_code="en")
    return coming.latest("announced_at")


def close(meeting: Meeting) -> None:
    Meeting.objects.filter(pk=meeting.pk).update(closes_at=NOW - DAY)


def fill(meeting: Meeting) -> None:
    Seats.objects.filter(meeting=meeting).update(capacity=1)


def hold_now(meeting: Meeting) -> None:
    _hold(meeting, NOW)


def hold_before(meeting: Meeting) -> None:
    _hold(meeting, NOW - 3 * DAY)


def _hold(meeting: Meeting, starts: datetime.datetime) -> None:
    ends = starts + datetime.timedelta(minutes=meeting.duration)
    Meeting.objects.filter(pk=meeting.pk).update(starts_at=starts, ends_at=ends)


def move(meeting: Meeting) -> None:
    before = Appointment.of(meeting)
    meeting.starts_at += 7 * DAY
    meeting.save()
    meetings.changed(meeting, before=before, now=NOW)


def cancel(meeting: Meeting) -> None:
    meetings.cancel(meeting, reasons={"nl": "De spreker is ziek."}, now=NOW, instead=first_open())


def report(meeting: Meeting) -> None:
    """Publish a report, and link it to a meeting that is over."""
    other = ReportPage.objects.live().filter(locale__language_code="nl").first()
    page = ReportPage(
        title="Verslag van een kenniskring",
        slug="verslag-van-een-kenniskring",
        summary="Wat er werd gezegd.",
        locale=other.locale,
        body=[("text", "<p>Er werd veel gezegd, en een deel daarvan staat hier.</p>")],
    )
    other.get_parent().add_child(instance=page)
    page.save_revision().publish()
    Meeting.objects.filter(pk=meeting.pk).update(report=page)
    meetings.readdress(Meeting.objects.get(pk=meeting.pk), keys={page.translation_key})
    hold_before(meeting)


LIVES = {
    "closed": close,
    "full": fill,
    "today": hold_now,
    "moved": move,
    "past": hold_before,
    "cancelled": cancel,
    "reported": report,
}


def mailed() -> dict[str, str]:
    """Return the pages that only a mailed link leads to."""
    meeting = announced("Een kenniskring: links")
    row = Registration.objects.get(meeting=meeting)
    registrations.register(meeting, applicant=applicant("Bo", meeting), now=NOW)
    repeat = Repeat.objects.get(registration=row)
    off = registrations.register(meeting, applicant=applicant("Cas", meeting, "cas"), now=NOW)
    registrations.cancel(off, now=NOW)
    return {
        "registration": reverse("registration", args=[links.make(PURPOSE, row)]),
        "off": reverse("registration", args=[links.make(PURPOSE, off)]),
        "repeat": reverse("registration", args=[links.make(CHOOSE, repeat)]),
    }


def of_questions() -> dict[str, str]:
    """Return a question in each of its public states, and the pages of its mails."""
    asked = questions.ask("Wie betaalt dat?", name="An", email="an@example.org", now=NOW)
    asker = asked.askers.get()
    shown = {
        "answered": Question.State.ANSWERED,
        "on_agenda": Question.State.ON_AGENDA,
        "unanswered": Question.State.OPEN,
    }
    first = {name: Question.objects.filter(state=state).first() for name, state in shown.items()}
    return {
        **{name: reverse("question", args=[row.number]) for name, row in first.items()},
        "confirm": reverse("question_confirm", args=[links.make(questions.CONFIRM, asker)]),
        "stop": reverse("question_stop", args=[links.make(questions.STOP, asker)]),
    }


def of_contact() -> dict[str, str]:
    """Return the pages of the mails about a question to a gemeente."""
    waiting, open_one, answered = (asked_gemeente(name) for name in ("An", "Bo", "Cas"))
    contact.confirm(open_one, now=NOW)
    contact.confirm(answered, now=NOW)
    contact.answer(answered, text="Drie ton per jaar.", form_key="Cas", now=NOW)
    return {
        "contact_confirm": reverse(
            "contact_confirm", args=[links.make(contact.CONFIRM, waiting, version=contact.OF_ASKER)]
        ),
        "contact_answer": reverse("contact_answer", args=[links.make(contact.REPLY, open_one)]),
        "contact_answered": reverse("contact_answer", args=[links.make(contact.REPLY, answered)]),
    }


def asked_gemeente(name: str) -> ContactRequest:
    """Return what somebody asks the gemeente that has a contact person."""
    return contact.ask(
        Gemeente.objects.get(slug="winterswijk"),
        text="Wat kost dit per jaar?",
        name=name,
        organisation="Gemeente Voorbeeldstad",
        email=f"{name.lower()}.contact@example.org",
        language="nl",
        form_key=name,
        now=NOW,
    )


def gone() -> dict[str, str]:
    """Return a question and a paragraph that were taken away."""
    brought = questions.bring_in("Mag dit weg?", origin=Question.Origin.WEBSITE, now=NOW)
    question = questions.publish(brought, now=NOW)
    questions.withdraw(question, now=NOW)
    about = TextPage.objects.live().filter(slug="over-ons").first()
    passage = Passage.objects.filter(page_id=about.pk, state=Passage.State.LIVE).last()
    passages.withdraw(passage, by=None)
    return {
        "withdrawn": reverse("question", args=[question.number]),
        "gone": reverse("passage", args=[passage.pk]),
    }


def closed() -> str:
    """Return a page that asks for a password."""
    home = Page.objects.get(depth=2, locale__language_code="nl")
    page = TextPage(title="Besloten", slug="besloten", locale=home.locale)
    home.add_child(instance=page)
    page.save_revision().publish()
    PageViewRestriction.objects.create(
        page=page, restriction_type=PageViewRestriction.PASSWORD, password="x" * 20
    )
    return page.get_url()
