"""Every model of the room; a file per subject."""

from knowledge.models.base import DateAsKnown, KnowledgePage
from knowledge.models.case import CaseAudience, CasePage
from knowledge.models.gemeente import Gemeente, Province
from knowledge.models.home import HomePage, ListPage, TextPage
from knowledge.models.media import Rendition, SiteDocument, SiteImage
from knowledge.models.opgave import OpgavePage, StartingPoint
from knowledge.models.passage import Passage
from knowledge.models.people import Organisation, Person, ReportSpeaker
from knowledge.models.question import Answer, AnswerPassage, Asker, Question, QuestionEvent
from knowledge.models.recording import (
    Recording,
    RecordingGemeente,
    RecordingOpgave,
    RecordingPage,
    RecordingSpeaker,
)
from knowledge.models.relations import CaseGemeente, CaseOpgave, ReportGemeente, ReportOpgave
from knowledge.models.report import ReportPage
from knowledge.models.transcript import Chapter, Cue, Transcript
from knowledge.models.workflow import FourEyesTask
from knowledge.text.choices import Approach, Audience, Change

__all__ = [
    "Answer",
    "AnswerPassage",
    "Approach",
    "Asker",
    "Audience",
    "CaseAudience",
    "CaseGemeente",
    "CaseOpgave",
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
    "Passage",
    "Person",
    "Province",
    "Question",
    "QuestionEvent",
    "Recording",
    "RecordingGemeente",
    "RecordingOpgave",
    "RecordingPage",
    "RecordingSpeaker",
    "Rendition",
    "ReportGemeente",
    "ReportOpgave",
    "ReportPage",
    "ReportSpeaker",
    "SiteDocument",
    "SiteImage",
    "StartingPoint",
    "TextPage",
    "Transcript",
]
