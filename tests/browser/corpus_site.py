"""A site into which the corpus was typed, in the transaction of a test."""

import datetime
import io
from dataclasses import dataclass, field
from html import escape
from typing import Any

from django.core.files.base import ContentFile
from django.db import models
from django.test import Client
from django.utils import timezone
from PIL import Image
from taggit.models import Tag
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from events.meetings import deeds as meetings
from events.models import (
    Meeting,
    MeetingOpgave,
    MeetingReading,
    MeetingSpeaker,
    ProgrammeItem,
    Registration,
    Repeat,
)
from knowledge.models import (
    ActionSheetPage,
    Asker,
    Chapter,
    ContactPerson,
    ContactRequest,
    Cue,
    FrameworkPage,
    Gemeente,
    OpgavePage,
    Organisation,
    PageChange,
    PageGemeente,
    PageOpgave,
    PageSpeaker,
    Person,
    ProgrammePage,
    Province,
    PublicationPage,
    Question,
    ReadingGuidePage,
    RecordingSpeaker,
    ReportPage,
    SiteDocument,
    SiteImage,
    SitePage,
    StartingPoint,
    Term,
    TextPage,
    VersionNote,
)
from knowledge.passages import deeds as passages
from knowledge.questions import deeds as questions
from office import faults
from office.mail import outbox
from office.models import Fault, Mail, Remark, SiteSettings, User
from tests.corpus import CORPUS
from tests.events.factories import (
    address,
    an_application,
    days,
    make_coming_meeting,
    make_kenniskringen,
    make_registration,
    make_series,
    put_on_agenda,
)
from tests.knowledge.factories import make_home, make_list
from tests.knowledge.pages.factories import block, make_case, make_kind
from tests.knowledge.questions.factories import make_question
from tests.knowledge.recordings.factories import (
    FILM,
    add_words,
    make_recording,
    make_recording_page,
)
from tests.typed import Typed, rich_text

FILE_NAME = "\"'><img src=x onerror=alive()>&amp;=1+1"


@dataclass
class CorpusSite:
    """Everything that was made, by name; `typed` knows the words."""

    typed: Typed = field(default_factory=Typed)
    rows: dict[str, Any] = field(default_factory=dict)
    filled: set[type[models.Model]] = field(default_factory=set)

    def __getattr__(self, name: str) -> Any:
        try:
            return self.rows[name]
        except KeyError:
            raise AttributeError(name) from None

    def fill(self, name: str, row: models.Model, **fixed: Any) -> Any:
        """Type into every field of a row and store it."""
        self.filled |= {type(row), *type(row)._meta.get_parent_list()}
        self.typed.fill(row, **fixed)
        if isinstance(row, SitePage):
            self._write(row)
        else:
            row.save()
        self.rows[name] = row
        return row

    def _write(self, page: SitePage) -> None:
        keys = {
            "page": self.rows["case"].pk if "case" in self.rows else None,
            "passage": self.report.passage_rows[3].pk if "report" in self.rows else None,
            "sitedocument": self.document.pk,
            "siteimage": self.image.pk,
            "gemeente": self.gemeente.pk,
            "person": self.person.pk,
            "organisation": self.organisation.pk,
            "question": self.question.pk,
        }
        for one in type(page)._meta.get_fields():
            kinds = getattr(one, "stream_block", None)
            if kinds is not None:
                raw = self.typed.stream(kinds, f"{page._meta.model_name}.{one.name}", keys)
                setattr(page, one.name, kinds.to_python(raw))
        passages.mend(page)
        page.save()
        page.save_revision(user=self.an).publish()
        page.refresh_from_db()


def build() -> CorpusSite:
    """Return the site with words of the corpus in every field."""
    site = CorpusSite()
    site.fill("an", User(username="an", is_superuser=True, is_staff=True), password="!")
    _things(site)
    _pages(site)
    _recordings(site)
    _meetings(site)
    _office(site)
    return site


def _things(site: CorpusSite) -> None:
    make_home()
    settings = SiteSettings.for_site(Site.objects.get(is_default_site=True))
    site.fill("settings", settings, four_eyes=False)
    site.fill("province", Province(slug="provincie"))
    site.fill("gemeente", Gemeente(slug="gemeente", province=site.province))
    site.fill("organisation", Organisation(slug="organisatie"))
    site.fill("person", Person(slug="persoon"))
    site.fill("term", Term())
    picture = io.BytesIO()
    Image.new("RGB", (30, 20), "teal").save(picture, "PNG")
    image = ContentFile(picture.getvalue(), name=f"{FILE_NAME}.png")
    site.fill("image", SiteImage(), file=image)
    site.fill("document", SiteDocument(), file=ContentFile(b"%PDF-1.4", name=f"{FILE_NAME}.pdf"))
    site.fill("question", make_question())
    for tagged in (site.image, site.document):
        tagged.tags.add(site.typed.words("taggit.Tag.name", 100))
    site.filled.add(Tag)
    site.fill("asker", Asker(question=site.question, email="bo@example.org"))
    Asker.objects.update(state=Asker.State.CONFIRMED, confirmed_at=timezone.now())


def _pages(site: CorpusSite) -> None:
    lists = {kind: make_list(slug=slug) for kind, slug in LISTS.items()}
    for kind, page in lists.items():
        site.fill(f"list_{kind}", page, lists=kind)
    site.fill("case", make_case())
    opgave = OpgavePage(title="Opgave", number=1, slug="opgave", locale=site.case.locale)
    lists["opgaven"].add_child(instance=opgave)
    site.fill("opgave", opgave)
    site.fill("starting_point", StartingPoint(page=opgave, target_id=site.case.pk))
    report = ReportPage(title="Verslag", slug="verslag", locale=site.case.locale, number=7)
    lists["verslag"].add_child(instance=report)
    site.fill("report", report)
    text = TextPage(title="Over ons", slug="alles", locale=site.case.locale)
    make_home().add_child(instance=text)
    site.fill("text", text)
    site.fill("programme", make_kind(ProgrammePage))
    for name, (kind, chosen) in OF_A_PROGRAMME.items():
        site.fill(name, make_kind(kind, programme=site.programme), **chosen)
    site.fill("publication", make_kind(PublicationPage))
    for page in (site.case, report):
        PageGemeente.objects.create(page=page, gemeente=site.gemeente)
        PageOpgave.objects.create(page=page, opgave=opgave)
    speaker = PageSpeaker(page=report, person=site.person, organisation=site.organisation)
    site.fill("speaker", speaker)
    site.fill("page_change", PageChange(page=report, published_at=timezone.now()))
    # Of a draft that waits: the form of its page shows what was said of it.
    note = VersionNote(revision=report.save_revision(user=site.an))
    site.fill("version_note", note, choice=VersionNote.Choice.CHANGED)
    site.fill("home", make_home())
    site.rows["whole"] = _whole(site)


OF_A_PROGRAMME = {
    "action_sheet": (ActionSheetPage, {}),
    "framework": (FrameworkPage, {}),
    "reading_guide": (ReadingGuidePage, {}),
}
LISTS = {
    "verslag": "verslagen",
    "praktijkvoorbeeld": "praktijkvoorbeelden",
    "opgaven": "opgaven",
    "opname": "terugkijken",
}


def _whole(site: CorpusSite) -> TextPage:
    """Return a page with every string in a paragraph and in a cell, and an explained word."""
    page = TextPage(title="Het hele corpus", slug="corpus", locale=site.home.locale)
    kind = page.body.stream_block.child_blocks["text"]
    told = [site.typed.mark("whole.text", words) for words in CORPUS]
    cells = [site.typed.mark("whole.table", words) for words in CORPUS]
    explained = f'<p data-block-key="term"><a linktype="term" id="{site.term.pk}">Woord</a></p>'
    page.body = page.body.stream_block.to_python(
        [
            {"type": "text", "id": "t", "value": rich_text(kind, told)},
            block("text", explained),
            {
                "type": "table",
                "id": "cellen",
                "value": site.typed.table([cells[at : at + 6] for at in range(0, len(cells), 6)]),
            },
        ]
    )
    site.home.add_child(instance=page)
    page.save_revision(user=site.an).publish()
    return page


def _recordings(site: CorpusSite) -> None:
    typed, recording = site.typed, make_recording(film=FILM)
    site.fill("recording", recording, external_url="")
    voice = typed.words("knowledge.RecordingSpeaker.name", 120, line=True)
    said = [typed.words("knowledge.Cue.text", line=True) for _cue in range(3)]
    chapter = typed.words("knowledge.Chapter.title", 200, line=True)
    spoken = "\n\n".join(
        f"00:0{at}.000 --> 00:0{at + 1}.000\n<v {escape(voice)}>{escape(words)}"
        for at, words in enumerate(said)
    )
    transcript = add_words(recording, f"WEBVTT\n\nNOTE Hoofdstuk: Begin\n\n{spoken}\n")
    transcript.chapters.update(title=chapter)
    site.filled |= {Chapter, Cue, RecordingSpeaker}
    site.rows["transcript"] = transcript
    site.fill("elsewhere", make_recording())
    for name in ("recording", "elsewhere"):
        page = make_recording_page(site.rows[name], slug=name)
        site.fill(f"page_of_{name}", page)
        PageSpeaker.objects.create(page=page, person=site.person)


REGISTERED = (("name", 120), ("organisation", 160), ("question", 500), ("needs", 500))


def _meetings(site: CorpusSite) -> None:
    now = timezone.now()
    site.fill("kenniskringen", make_kenniskringen())
    series = make_series(slug="reeks")
    site.fill("series_text", series)
    later = now + days(21)
    site.fill("series", series.series, time_zone="Europe/Amsterdam", first_day=later.date())
    site.fill("meeting", make_coming_meeting(slug="kring", number=21))
    site.meeting.series = site.series
    site.meeting.save()
    site.fill("meeting_text", site.meeting.texts.get(), cancel_reason="")
    site.fill("item", ProgrammeItem(meeting=site.meeting, locale=site.home.locale, starts="09:00"))
    speaker = MeetingSpeaker(meeting=site.meeting, person=site.person)
    site.fill("meeting_speaker", speaker, organisation=site.organisation)
    MeetingReading.objects.create(meeting=site.meeting, page_id=site.case.pk)
    MeetingOpgave.objects.create(meeting=site.meeting, opgave=site.opgave)
    site.fill("discussed", make_question(), state=Question.State.ON_AGENDA)
    put_on_agenda(site.meeting, site.discussed)
    # The second time the address is known, and what is typed waits for a choice.
    for row, label in (("form", "RegistrationForm"), ("second form", "events.Repeat")):
        site.rows[row] = {
            name: site.typed.words(f"{label}.{name}", limit, line=True)
            for name, limit in REGISTERED
        }
        sent = Client().post(
            address("register", site.meeting), an_application(**site.rows[row], needs_consent="on")
        )
        assert sent.status_code == 303, sent.content.decode()[:3000]
    site.rows["registration"] = Registration.objects.get(meeting=site.meeting)
    site.rows["repeat"] = Repeat.objects.get(registration=site.registration)
    site.filled |= {Registration, Repeat}
    site.fill("cancelled", make_coming_meeting(slug="af", number=22))
    make_registration(site.cancelled, "Bo")
    cancelled_text = site.cancelled.texts.get()
    site.fill("cancelled_text", cancelled_text)
    reasons = {"nl": cancelled_text.cancel_reason}
    meetings.cancel(site.cancelled, reasons=reasons, now=now)
    private = make_coming_meeting(
        announced=False, slug="later", number=23, series=site.series, starts_at=later
    )
    private.series_day = later.date()
    site.fill("private", private, cancel_reason="", time_zone="Europe/Amsterdam")
    site.fill("private_text", private.texts.get(), cancel_reason="")
    past = make_coming_meeting(slug="geweest", number=7)
    site.fill("past_text", past.texts.get(), cancel_reason="")
    site.rows["past"] = past
    Meeting.objects.filter(pk=past.pk).update(
        starts_at=now - datetime.timedelta(days=3),
        ends_at=now - datetime.timedelta(days=3, hours=-1),
        report=site.report.pk,
    )


def _office(site: CorpusSite) -> None:
    now = timezone.now()
    passage = site.report.passage_rows[3]
    site.rows["passage"] = passage
    given = questions.answer(site.question, passages=[passage], text="x", now=now, by=site.an)
    site.fill("answer", given)
    questions.reword(site.question)
    site.fill("redirect", Redirect(old_path="/oud", site=None))
    row, words = (site.typed.words(f"office.Fault.{name}", 200) for name in ("row", "words"))
    faults.record("loop", words, row=row, now=now)
    site.filled.add(Fault)
    site.fill("remark", Remark(path="/vragen/1/", form_key="x"), title="Vragen")
    person = ContactPerson(gemeente=site.gemeente, email="cas@example.org", agreed_on=now.date())
    site.fill("contact_person", person, email="cas@example.org")
    asked = ContactRequest(gemeente=site.gemeente, person=person, page_id=site.case.pk)
    known = {"email": "an@example.org", "confirmed_at": now, "asked_at": now}
    site.fill("contact_request", asked, state=ContactRequest.State.WITH_PERSON, **known)
    mail = outbox.put("registration_confirmed", registration=site.registration.pk)
    site.fill("mail", mail, state=Mail.State.FAILED)
