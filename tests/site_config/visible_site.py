"""A site in which everything names one page of every kind, and each of these is marked.

The marked pages are brought into a state; what else there is stays open, and names them wherever
the site can name a page.
"""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale, Page, ReferenceIndex

from events.models import MeetingOpgave, MeetingReading, SeriesText
from knowledge.models import (
    CasePage,
    KnowledgePage,
    OpgavePage,
    Organisation,
    PageGemeente,
    PageOpgave,
    PageSpeaker,
    Passage,
    Person,
    ReadingGuidePage,
    RecordingPage,
    RecordingSpeaker,
    ReportPage,
    SiteDocument,
    StartingPoint,
    TextPage,
)
from knowledge.questions import deeds as questions
from search import indexing
from tests.events.factories import (
    days,
    make_kenniskringen,
    make_meeting,
    make_registration,
    make_series,
    make_text,
    put_on_agenda,
)
from tests.knowledge.factories import make_home, make_list, make_opgave, make_report, text
from tests.knowledge.pages.factories import block, make_case, make_gemeente, make_kind
from tests.knowledge.questions.factories import make_asker, make_question
from tests.knowledge.recordings.factories import FILM, add_words, make_recording

MODELS = {
    "report": ReportPage,
    "recording": RecordingPage,
    "case": CasePage,
    "opgave": OpgavePage,
    "text": TextPage,
}
KINDS = tuple(MODELS)

LANGUAGES = ("nl", "en")
# Everything that is marked, and what nobody may read of it in some state.
MARKED = (*KINDS, "meeting", "series")


def title(kind: str, language: str = "nl") -> str:
    """Return the words that stand nowhere but in the title of the marked page of a kind."""
    return f"Zegel{kind}{language}"


def slug(kind: str, language: str = "nl") -> str:
    return f"slak-{kind}-{language}"


def words(kind: str, language: str = "nl") -> str:
    """Return a word of its text, summary, transcript or document."""
    return f"Woord{kind}{language}"


def tokens(kind: str, language: str) -> set[str]:
    """Return everything by which an answer would tell of the marked page of a kind."""
    return {title(kind, language), slug(kind, language), words(kind, language)}


def all_tokens() -> dict[str, set[str]]:
    return {f"{kind} {one}": tokens(kind, one) for kind in MARKED for one in LANGUAGES}


@dataclass
class VisibleSite:
    """The marked pages by kind and language, and the open ones that name them."""

    pages: dict[tuple[str, str], Page] = field(default_factory=dict)
    made: dict = field(default_factory=dict)

    def marked(self, language: str = "nl") -> Iterator[Page]:
        """Yield the marked pages of a language as they stand in the database."""
        for kind in KINDS:
            page = self.pages[kind, language]
            yield type(page).objects.get(pk=page.pk)


def build() -> VisibleSite:
    """Return the site, all of it open."""
    site = VisibleSite()
    for language in LANGUAGES:
        make_home(language)
    site.made["list"] = make_kenniskringen(*LANGUAGES)
    for language in LANGUAGES:
        for shown in ("kennisbank", "opgaven"):
            page = make_list(language, slug=shown)
            page.lists = shown
            page.save()
    site.made["gemeente"] = make_gemeente("Almere")
    site.made["person"] = Person.objects.create(name="Bo Baas", slug="bo-baas")
    for language in LANGUAGES:
        _make_marked(site, language)
        _make_document(site, language)
    _make_namers(site)
    _make_meetings(site)
    for kind in KINDS:
        page = site.pages[kind, "nl"]
        alias = page.create_alias(
            parent=make_list(slug=f"ook-{kind}"), update_slug=f"{slug(kind)}-weer"
        )
        site.made[f"alias {kind}"] = alias
        Redirect.objects.create(old_path=f"/oud-{kind}", redirect_page=page)
        Redirect.objects.create(old_path=f"/oude-alias-{kind}", redirect_page=alias)
        Redirect.objects.create(old_path=f"/los-{kind}", redirect_link=page.url)
    indexing.rebuild()
    return site


def _fields(site: VisibleSite, kind: str, language: str) -> dict:
    fields = {
        "title": title(kind, language),
        "slug": slug(kind, language),
        "summary": f"Over borging: {words(kind, language)}.",
    }
    if language != "nl":
        fields["translation_key"] = site.pages[kind, "nl"].translation_key
    return fields


def _make_marked(site: VisibleSite, language: str) -> None:
    """Make one page of each kind, each in a section of its own."""
    recording = site.made.get("recording") or make_recording(film=FILM, title="De film")
    site.made["recording"] = recording
    _say(recording, language)
    for kind in KINDS:
        parent = make_list(language, slug=f"afdeling-{kind}")
        fields = {**_fields(site, kind, language), "locale": parent.locale, "live": True}
        if kind == "recording":
            fields["recording"] = recording
        elif kind == "opgave":
            fields |= {"number": 1, "confirmed": True}
        elif kind == "report":
            fields["recording"] = recording
        elif kind == "case":
            fields |= {"approach": "kind-centraal", "report": site.pages["report", "nl"]}
        page = MODELS[kind](**fields)
        stream = {"case": "occasion", "recording": ""}.get(kind, "body")
        if stream:
            said = f"Borging begint bij de raad, zegt {words(kind, language)}."
            block = {"type": "text", "value": text(("aaaaa", said)), "id": str(uuid.uuid4())}
            setattr(page, stream, getattr(page, stream).stream_block.to_python([block]))
        parent.add_child(instance=page)
        site.pages[kind, language] = page
        _tie(site, page)


def _say(recording: object, language: str) -> None:
    said = f"Vandaag gaat het over borging en {words('recording', language)}."
    add_words(recording, f"WEBVTT\n\n00:00.000 --> 00:05.000\n<v Cas>{said}\n", language)


def _tie(site: VisibleSite, page: Page) -> None:
    if isinstance(page, KnowledgePage):
        PageGemeente.objects.create(page=page, gemeente=site.made["gemeente"])
        PageSpeaker.objects.create(page=page, person=site.made["person"], role="wethouder")
        opgave = site.pages.get(("opgave", "nl")) or site.made.get("opgave")
        if opgave:
            PageOpgave.objects.create(page=page, opgave=opgave)


def _make_document(site: VisibleSite, language: str) -> None:
    """Make a file that only the marked page of plain text refers to."""
    name = f"{slug('text', language)}.txt"
    document = SiteDocument.objects.create(
        title=title("text", language),
        file=ContentFile(words("text", language).encode(), name=name),
    )
    site.made[f"document {language}"] = document
    page = site.pages["text", language]
    link = {"title": "Het bestand", "document": document.pk}
    block = {
        "type": "links",
        "value": {"items": [{"type": "item", "value": link, "id": str(uuid.uuid4())}]},
        "id": str(uuid.uuid4()),
    }
    page.body = page.body.stream_block.to_python([*page.body.raw_data, block])
    page.save()
    ReferenceIndex.create_or_update_for_object(page)


def _make_namers(site: VisibleSite) -> None:
    """Make the open pages that name every marked one, in each language."""
    for language in LANGUAGES:
        opgave = make_opgave(2, confirmed=True) if language == "nl" else None
        if opgave:
            site.made["opgave"] = opgave
        parent = make_list(language, slug="open")
        links = [
            {
                "type": "item",
                "value": {"title": f"Verwijzing naar {kind}", "page": page.pk},
                "id": str(uuid.uuid4()),
            }
            for kind in KINDS
            for page in [site.pages[kind, language]]
        ]
        inside = "".join(
            f'<a linktype="page" id="{site.pages[kind, language].pk}">daar</a> ' for kind in KINDS
        )
        body = [
            {"type": "text", "value": text(("bbbbb", f"Lees {inside}")), "id": str(uuid.uuid4())},
            {"type": "links", "value": {"items": links}, "id": str(uuid.uuid4())},
            {
                "type": "case",
                "value": {"page": site.pages["case", language].pk},
                "id": str(uuid.uuid4()),
            },
        ]
        report = make_report(
            body, parent=parent, recording=site.made["recording"], slug=f"noemt-{language}"
        )
        site.made[f"namer {language}"] = report
        _tie(site, report)
        _make_guide(site, language)
    dutch = site.made["namer nl"]
    case = make_case(opgave=site.pages["opgave", "nl"], report=site.pages["report", "nl"])
    site.made["case"] = case
    for number, kind in enumerate(("report", "recording", "case")):
        StartingPoint.objects.create(
            page=site.made["opgave"], target=site.pages[kind, "nl"], sort_order=number
        )
    PageOpgave.objects.create(page=dutch, opgave=site.made["opgave"])
    # The name of who speaks is told by the role that she has on a page.
    shy = Person.objects.create(name="Cas", slug="cas", show_as_role=True)
    PageSpeaker.objects.create(
        page=site.pages["recording", "nl"],
        person=shy,
        role="spreker",
        organisation=Organisation.objects.create(name="Gemeente Almere", slug="gemeente-almere"),
    )
    RecordingSpeaker.objects.filter(name="Cas").update(person=shy)
    question = make_question("Hoe zit het met borging?", opgave=site.pages["opgave", "nl"])
    site.made |= {"question": question, "asker": make_asker(question)}
    site.made["open question"] = make_question(
        "Wat is borging nog meer?", opgave=site.pages["opgave", "nl"]
    )
    dutch_pages = [site.pages[kind, "nl"].pk for kind in KINDS]
    passages = Passage.objects.live().filter(page__in=dutch_pages).exclude(text="")
    site.made["passages"] = list(passages)
    site.made["answer"] = questions.answer(
        question, passages=passages.order_by("pk"), text="Kort.", now=timezone.now()
    )


def _make_guide(site: VisibleSite, language: str) -> None:
    """Make the open guide whose questions lead to every marked page, and to a passage of it."""
    targets = [{"page": site.pages[kind, language].pk} for kind in KINDS]
    pages = [site.pages[kind, language].pk for kind in KINDS]
    passages = Passage.objects.live().filter(page__in=pages).exclude(text="")
    targets += [{"passage": passage.pk} for passage in passages]
    steps = [block("step", {"question": "Waar staat dat?", **target}) for target in targets]
    site.made[f"guide {language}"] = make_kind(
        ReadingGuidePage, language=language, slug=f"gids-{language}", steps=steps
    )


def _make_meetings(site: VisibleSite) -> None:
    now = timezone.now()
    series = make_series(title=title("series"), slug=slug("series"), intro=words("series"))
    english = Locale.objects.get(language_code="en")
    SeriesText.objects.create(
        series=series.series,
        locale=english,
        title=title("series", "en"),
        slug=slug("series", "en"),
        intro=words("series", "en"),
    )
    site.made["series"] = series
    marked = site.made["meeting"] = make_meeting(
        title=title("meeting"),
        slug=slug("meeting"),
        starts_at=now + days(10),
        series=series.series,
    )
    marked.texts.update(takeaway=words("meeting"))
    make_text(marked, language="en", title=title("meeting", "en"), takeaway=words("meeting", "en"))
    naming = site.made["naming meeting"] = make_meeting(starts_at=now + days(20))
    make_text(naming, language="en", title="Open")
    reported = site.made["reported meeting"] = make_meeting(
        starts_at=now - days(20), report=site.pages["report", "nl"]
    )
    for kind in ("report", "recording", "case", "text"):
        MeetingReading.objects.create(meeting=naming, page=site.pages[kind, "nl"], minutes=5)
    MeetingOpgave.objects.create(meeting=naming, opgave=site.pages["opgave", "nl"])
    MeetingOpgave.objects.create(meeting=marked, opgave=site.made["opgave"])
    for meeting in (naming, marked):
        put_on_agenda(meeting, site.made["question"])
        questions.record_event(
            site.made["question"],
            kind="discussed",
            url=meeting.path_in("nl"),
            label=str(meeting),
            at=now,
        )
    site.made["registration"] = make_registration(reported, wants_report=True)
