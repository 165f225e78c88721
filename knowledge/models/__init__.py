"""Every model of the room; a file per subject."""

from knowledge.models.action_sheet import ActionSheetPage
from knowledge.models.base import DateAsKnown, SitePage
from knowledge.models.case import CasePage
from knowledge.models.contact import ContactPerson, ContactRequest
from knowledge.models.framework import FrameworkPage
from knowledge.models.gemeente import Gemeente, Province
from knowledge.models.home import HomePage, ListPage, TextPage
from knowledge.models.knowledge_page import (
    KnowledgePage,
    PageAudience,
    PageGemeente,
    PageOpgave,
    PageSpeaker,
)
from knowledge.models.media import Rendition, SiteDocument, SiteImage
from knowledge.models.opgave import OpgavePage, StartingPoint
from knowledge.models.page_change import PageChange, VersionNote
from knowledge.models.passage import Passage
from knowledge.models.people import Organisation, Person
from knowledge.models.programme import ProgrammePage
from knowledge.models.publication import PublicationPage
from knowledge.models.question import Answer, AnswerPassage, Asker, Question, QuestionEvent
from knowledge.models.reading_guide import ReadingGuidePage
from knowledge.models.recording import Recording, RecordingPage
from knowledge.models.report import ReportPage
from knowledge.models.term import Term
from knowledge.models.transcript import Chapter, Cue, RecordingSpeaker, RemovedRun, Transcript
from knowledge.models.translator import Translator
from knowledge.models.workflow import FourEyesTask
from knowledge.text.choices import Approach, Audience, Change

__all__ = [
    "ActionSheetPage",
    "Answer",
    "AnswerPassage",
    "Approach",
    "Asker",
    "Audience",
    "CasePage",
    "Change",
    "Chapter",
    "ContactPerson",
    "ContactRequest",
    "Cue",
    "DateAsKnown",
    "FourEyesTask",
    "FrameworkPage",
    "Gemeente",
    "HomePage",
    "KnowledgePage",
    "ListPage",
    "OpgavePage",
    "Organisation",
    "PageAudience",
    "PageChange",
    "PageGemeente",
    "PageOpgave",
    "PageSpeaker",
    "Passage",
    "Person",
    "ProgrammePage",
    "Province",
    "PublicationPage",
    "Question",
    "QuestionEvent",
    "ReadingGuidePage",
    "Recording",
    "RecordingPage",
    "RecordingSpeaker",
    "RemovedRun",
    "Rendition",
    "ReportPage",
    "SiteDocument",
    "SiteImage",
    "SitePage",
    "StartingPoint",
    "Term",
    "TextPage",
    "Transcript",
    "Translator",
    "VersionNote",
]
