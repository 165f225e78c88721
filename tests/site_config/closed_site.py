"""A small site in which everything names everything, and the addresses at which it does."""

from dataclasses import dataclass, field
from datetime import date, time

from django.urls import URLPattern, URLResolver, reverse
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale, Page

import events.urls
import knowledge.urls
import search.urls
from events.models import MeetingOpgave, MeetingReading, Series, SeriesText
from events.registrations import mails as registration_mails
from knowledge.models import (
    PageGemeente,
    PageOpgave,
    PageSpeaker,
    Passage,
    Person,
    ReadingGuidePage,
)
from knowledge.questions import deeds as questions, mails as question_mails
from office.mail.kinds import Rendered
from tests.events.factories import (
    days,
    make_kenniskringen,
    make_meeting,
    make_registration,
    make_text,
    put_on_agenda,
)
from tests.knowledge.factories import make_home, make_list, make_opgave, make_report, text
from tests.knowledge.pages.factories import (
    block,
    make_case,
    make_gemeente,
    make_kind,
    point_at,
)
from tests.knowledge.questions.factories import make_asker, make_question
from tests.knowledge.recordings.factories import make_recording_page

TITLE, SLUG = "Geheimtitel", "geheimslug"
MARKED = {"title": TITLE, "slug": SLUG}
WORDS = text(("aaaaa", "Borging begint bij de raad."))


@dataclass
class ClosedSite:
    """Everything by its name; `target` is what is to be closed, the one with the marked names."""

    target: str
    made: dict = field(default_factory=dict)

    @property
    def page(self) -> Page:
        """Return the page that is closed."""
        name = "kenniskringen" if self.target == "meeting" else self.target
        return self.made[name]

    def passage(self) -> Passage:
        """Return a live passage of the target."""
        return Passage.objects.live().filter(page=self.page.pk).exclude(text="").first()


def build(target: str) -> ClosedSite:
    """Return the site; nothing is closed yet."""
    site = ClosedSite(target)
    made = site.made

    def named(name: str) -> dict:
        return dict(MARKED) if name == target else {}

    make_home("nl")
    make_home("en")
    made["kenniskringen"] = make_kenniskringen("nl", "en")
    for kind in ("kennisbank", "opgaven"):
        page = make_list(slug=kind)
        page.lists = kind
        page.save()
    gemeente = made["gemeente"] = make_gemeente("Almere")
    person = made["person"] = Person.objects.create(name="Bo Baas", slug="bo-baas")
    opgave = made["opgave"] = make_opgave(1, confirmed=True, **named("opgave"))
    opgave.body = opgave.body.stream_block.to_python(
        [{"type": "text", "value": WORDS, "id": "22222222-0000-4000-8000-000000000002"}]
    )
    opgave.save()
    recording = made["recording"] = make_recording_page(**named("recording"))
    PageGemeente.objects.create(page=recording, gemeente=gemeente)
    PageOpgave.objects.create(page=recording, opgave=opgave)
    PageSpeaker.objects.create(page=recording, person=person)
    report = made["report"] = make_report(WORDS, recording=recording.recording, **named("report"))
    other = made["other report"] = make_report(WORDS, recording=recording.recording)
    for each in (report, other):
        PageGemeente.objects.create(page=each, gemeente=gemeente)
        PageOpgave.objects.create(page=each, opgave=opgave)
        PageSpeaker.objects.create(page=each, person=person)
    case = made["case"] = make_case(
        report=report, opgave=opgave, gemeente="Almere", **named("case")
    )
    question = made["question"] = make_question("Hoe zit het met borging?", opgave=opgave)
    made["asker"] = make_asker(question)
    point_at(other, cases=[case], questions=[question])
    made["open question"] = make_question("Wat is borging nog meer?", opgave=opgave)
    chosen = Passage.objects.live().exclude(text="").filter(page__in=[report, recording, opgave])
    made["answer"] = questions.answer(
        question, passages=chosen.order_by("pk"), text="Kort.", now=timezone.now()
    )
    make_meetings(site, named("meeting"))
    targets = [{"page": made[name].pk} for name in ("kenniskringen", "opgave", "recording")]
    targets += [{"page": report.pk}, {"page": case.pk}]
    targets += [{"passage": row.pk} for row in chosen]
    steps = [block("step", {"question": "Waar staat dat?", **one}) for one in targets]
    made["guide"] = make_kind(ReadingGuidePage, slug="gids", steps=steps)
    made["alias"] = report.create_alias(parent=make_list(slug="kennisbank"), update_slug="weer")
    Redirect.objects.create(old_path="/oud-adres", redirect_page=site.page)
    return site


def make_meetings(site: ClosedSite, names: dict) -> None:
    made = site.made
    title, slug = names.get("title", "Meedenken"), names.get("slug", "meedenken")
    series = Series.objects.create(name="Reeks", first_day=date(2031, 1, 6), start_time=time(12))
    dutch = Locale.objects.get(language_code="nl")
    SeriesText.objects.create(series=series, locale=dutch, title="Reeks", slug="reeks")
    now = timezone.now()
    coming = made["meeting"] = make_meeting(
        title=title, slug=slug, starts_at=now + days(10), series=series
    )
    make_text(coming, language="en", title=title)
    past = made["past meeting"] = make_meeting(
        title=title, slug=slug, starts_at=now - days(10), report=made["other report"]
    )
    reported = made["reported meeting"] = make_meeting(
        starts_at=now - days(20), report=made["report"]
    )
    for meeting in (coming, past, reported):
        MeetingOpgave.objects.create(meeting=meeting, opgave=made["opgave"])
    for name in ("report", "recording", "case"):
        MeetingReading.objects.create(meeting=coming, page=made[name], minutes=5)
    put_on_agenda(coming, made["question"])
    questions.record_event(
        made["question"],
        kind="discussed",
        url=coming.path_in("nl"),
        label=str(coming),
        at=now,
    )
    made["registration"] = make_registration(reported, wants_report=True)


def addresses(site: ClosedSite) -> dict[str, list[str]]:
    """Return every public address of the rooms by its name; "page" are those of the tree."""
    made = site.made
    meetings = [made[name] for name in ("meeting", "past meeting", "reported meeting")]
    of_meeting = [[made["meeting"].number, made["meeting"].slug]]
    recording = made["recording"].recording.uid
    numbers = [[made["question"].number], [made["open question"].number]]
    passages = [[site.passage().pk]] if site.passage() else []
    arguments: dict[str, list[list]] = {
        "recording_file": [[recording]],
        "recording_captions": [[recording, "nl"]],
        "recording_text": [[recording, "nl"]],
        "passage": passages,
        "page_word": [[site.page.pk]],
        "guide_whole": [[made["guide"].pk]],
        "contact_ask": [["almere"]],
        "question": numbers,
        "gemeente": [["almere"]],
        "person": [["bo-baas"]],
        "meeting": of_meeting,
        "series": [["reeks"]],
        "register": of_meeting,
        "registered": of_meeting,
        "resend_link": of_meeting,
        "link_sent": of_meeting,
        "meeting_ics": of_meeting,
        "opgave_ics": [[made["opgave"].slug]],
        "series_ics": [["reeks"]],
        "feed_of_kind": [["verslag"]],
        "feed_of_opgave": [[made["opgave"].slug]],
        "sitemap_part": [[1]],
        # No document stands on this site: tests/site_config/visible_site.py has them.
        "document": [],
    }
    pages = Page.objects.filter(depth__gt=1).exclude(pk=site.page.pk)
    found = {
        "page": [
            *(page.get_url() for page in pages if page.get_url()),
            *(meeting.path_in("nl") for meeting in meetings),
            made["meeting"].path_in("en"),
            "/kenniskringen/reeks/reeks/",
            "/oud-adres/",
            "/en/kenniskringen/",
            "/nergens/",
        ],
        "search": ["/zoeken/?q=borging", "/zoeken/", "/zoeken/?q=raad&transcript=1"],
        "question_ask": [f"/vragen/stellen/?pagina={site.page.pk}"],
    }
    for name in names():
        if name not in found:
            found[name] = [reverse(name, args=args) for args in arguments.get(name, [[]])]
    return found


# Only who has the signed link gets there; what it shows is her own.
BY_SIGNED_LINK = {
    "contact_confirm",
    "contact_answer",
    "question_confirm",
    "question_stop",
    "registration",
    "registration_cancel",
    "registration_ics",
    "repeat",
}


def names() -> set[str]:
    """Return the name of every address that the rooms have for visitors."""
    patterns: list[URLPattern | URLResolver] = []
    for room in (knowledge.urls, events.urls, search.urls):
        patterns += [*room.urlpatterns, *getattr(room, "machine_urlpatterns", [])]
    return {pattern.name for pattern in patterns} - BY_SIGNED_LINK


def mails(site: ClosedSite) -> dict[str, Rendered | None]:
    """Return the mails that can name a page, as they would be sent now."""
    asker = site.made["asker"].pk
    return {
        "question_published": question_mails.published({"asker": asker}),
        "question_answered": question_mails.answered(
            {"asker": asker, "answer": site.made["answer"].pk}
        ),
        "report_ready": registration_mails.report_ready(
            {"registration": site.made["registration"].pk}
        ),
    }
