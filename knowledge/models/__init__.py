"""Every model of the room; a file per subject."""

from knowledge.models.base import DateAsKnown, SitePage
from knowledge.models.case import CasePage
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
from knowledge.models.passage import Passage
from knowledge.models.people import Organisation, Person
from knowledge.models.question import Answer, AnswerPassage, Asker, Question, QuestionEvent
from knowledge.models.recording import Recording, RecordingPage
from knowledge.models.report import ReportPage
from knowledge.models.transcript import Chapter, Cue, RecordingSpeaker, RemovedRun, Transcript
from knowledge.models.translator import Translator
from knowledge.models.workflow import FourEyesTask
from knowledge.text.choices import Approach, Audience, Change

__all__ = [
    "Answer",
    "AnswerPassage",
    "Approach",
    "Asker",
    "Audience",
    "CasePage",
    "Change",
    "Chapter",
    "Cue",
    "DateAsKnown",
    "FourEyesTask",
    "Gemeente",
    "HomePage",
    "KnowledgePage",
    "ListPage",
    "OpgavePage",
    "Organisation",
    "PageAudience",
    "PageGemeente",
    "PageOpgave",
    "PageSpeaker",
    "Passage",
    "Person",
    "Province",
    "Question",
    "QuestionEvent",
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
    "TextPage",
    "Transcript",
    "Translator",
]
