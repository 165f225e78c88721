"""The announced Kenniskring 15 of the demonstration: plainly fictional people, dates from today."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone
from recurrence.base import MONTHLY, TH, Recurrence, Rule
from wagtail.models import Locale

from events.meetings import deeds as meetings
from events.models import (
    Meeting,
    MeetingOpgave,
    MeetingQuestion,
    MeetingSpeaker,
    MeetingText,
    ProgrammeItem,
    Series,
    SeriesText,
)
from events.registrations import deeds as registrations
from events.registrations.applicant import Applicant
from events.series import planning, schedule
from knowledge.models import OpgavePage, Organisation, Person, Question
from office.setup import Say

ZONE = ZoneInfo("Europe/Amsterdam")
SERIES = "Kenniskringen van de Alliantie"
CAPACITY = 12
PEOPLE = ("Anja Voorbeeld", "Bram Verzonnen", "Cato Fictief")
# Long enough before the day that registration is open, soon enough to be "in the coming weeks".
SOONEST = timedelta(days=14)


def load(say: Say) -> None:
    """Make the series and announce its first meeting, unless the series is there already."""
    if Series.objects.filter(name=SERIES).exists():
        return
    now = timezone.now()
    series = _make_series(timezone.localdate())
    meeting = _first_meeting(series, now)
    _write_texts(meeting)
    _fill_programme(meeting)
    _invite_speakers(meeting)
    _bring_questions(meeting)
    meeting = meetings.announce(meeting, by=None, now=now)
    for name in PEOPLE:
        registrations.register(meeting, applicant=_applicant(name), now=now)
    say(f"Announced {meeting} on {meeting.starts_on} with {len(PEOPLE)} registrations.")


def _make_series(today: date) -> Series:
    series = Series.objects.create(
        name=SERIES,
        recurrence=Recurrence(rrules=[Rule(MONTHLY, byday=TH(3))], include_dtstart=False),
        first_day=today,
        start_time=time(13, 30),
        duration=90,
        capacity_online=CAPACITY,
        tool="Jitsi",
    )
    titles = {
        "nl": ("Kenniskringen", "kenniskringen", "Elke maand één vraagstuk, met collega’s."),
        "en": ("Knowledge circles", "knowledge-circles", "One subject a month, with colleagues."),
    }
    for locale in Locale.objects.filter(language_code__in=titles):
        title, slug, intro = titles[locale.language_code]
        SeriesText.objects.create(series=series, locale=locale, title=title, slug=slug, intro=intro)
    return series


def _first_meeting(series: Series, now: datetime) -> Meeting:
    planning.plan(series, today=timezone.localdate(now))
    meeting = series.meetings.filter(starts_at__gt=now + SOONEST).order_by("starts_at").first()
    starts_on = meeting.starts_local.date()
    meeting.closes_at = schedule.instant(starts_on - timedelta(days=1), time(12), ZONE)
    meeting.is_recorded = meeting.has_captions = True
    # A name that never answers (RFC 2606): nobody joins a stranger's meeting by accident.
    meeting.join_url = "https://meedoen.example.org/kenniskring-demo"
    meeting.report_due = starts_on + timedelta(days=14)
    meeting.save()
    return meeting


def _write_texts(meeting: Meeting) -> None:
    texts = {
        "nl": {
            "title": "Kinderen laten meedenken over armoedebeleid",
            "takeaway": "Je gaat naar huis met drie manieren om kinderen zelf aan het woord te "
            "laten, en met de fouten die anderen al maakten.",
            "for_whom": "Voor beleidsmakers en uitvoerders bij gemeenten en hun partners.",
            "body": "Wie weet beter wat een kind nodig heeft dan het kind zelf? In deze "
            "kenniskring bespreken we hoe je kinderen veilig en eerlijk laat meedenken, en wat "
            "je doet met wat zij zeggen.",
        },
        "en": {
            "title": "Letting children have a say in poverty policy",
            "takeaway": "You go home with three ways to let children speak for themselves.",
            "for_whom": "For policy makers and practitioners of municipalities and their partners.",
            "body": "Who knows better what a child needs than the child? We discuss how to let "
            "children have a say safely and honestly.",
        },
    }
    for locale in Locale.objects.filter(language_code__in=texts):
        MeetingText.objects.update_or_create(
            meeting=meeting, locale=locale, defaults=texts[locale.language_code]
        )


def _fill_programme(meeting: Meeting) -> None:
    items = {
        "nl": ("Welkom en kennismaken", "Twee voorbeelden uit de praktijk", "Jullie vragen"),
        "en": ("Welcome", "Two examples from practice", "Your questions"),
    }
    begin = meeting.starts_local
    for locale in Locale.objects.filter(language_code__in=items):
        for title, minutes in zip(items[locale.language_code], (0, 10, 50), strict=True):
            ProgrammeItem.objects.create(
                meeting=meeting,
                locale=locale,
                starts=(begin + timedelta(minutes=minutes)).time(),
                title=title,
                # What people say among themselves stays among themselves.
                is_recorded=minutes == 10,
            )


def _invite_speakers(meeting: Meeting) -> None:
    organisation, _made = Organisation.objects.get_or_create(
        slug="gemeente-voorbeeldstad", defaults={"name": "Gemeente Voorbeeldstad"}
    )
    speakers = (
        ("Dana Verzonnen", "beleidsadviseur jeugd", "Zij vroeg 200 kinderen wat zij missen."),
        ("Eli Voorbeeld", "jongerenwerker", "Hij maakte met kinderen een eigen raad."),
    )
    for order, (name, role, why) in enumerate(speakers):
        person, _made = Person.objects.get_or_create(
            slug=name.lower().replace(" ", "-"), defaults={"name": name, "fictional": True}
        )
        MeetingSpeaker.objects.create(
            meeting=meeting,
            person=person,
            role=role,
            organisation=organisation,
            note=why,
            sort_order=order,
        )


def _bring_questions(meeting: Meeting) -> None:
    # What the write-up left open is of another kenniskring, with another subject.
    asked = Question.objects.filter(state=Question.State.OPEN, origin=Question.Origin.WEBSITE)
    open_questions = asked.order_by("number")[:3]
    for order, question in enumerate(open_questions):
        MeetingQuestion.objects.create(meeting=meeting, question=question, sort_order=order)
    opgave = OpgavePage.objects.live().filter(number=1, locale__language_code="nl").first()
    if opgave is not None:
        MeetingOpgave.objects.create(meeting=meeting, opgave=opgave)


def _applicant(name: str) -> Applicant:
    return Applicant(
        name=name,
        email=f"{name.lower().replace(' ', '.')}@example.org",
        organisation="Gemeente Voorbeeldstad",
    )
