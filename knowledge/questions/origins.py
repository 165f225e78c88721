"""Where and when a question was asked that a write-up brought along.

The day on which an editor typed it in is not when somebody asked it. Which questions a kenniskring
had, its write-up says; when that was, the date of the write-up says, as it is known.
"""

from collections.abc import Iterable
from typing import NamedTuple

from django.utils.translation import gettext as _

from knowledge import addresses, dates
from knowledge.dates import PageDate
from knowledge.models import Question, ReportPage, SitePage
from knowledge.models.base import PAGE_STEPS, PageStep, Stored
from knowledge.pages.queries import visible
from office.shared_reads import shared
from search import indexing


class Asked(NamedTuple):
    """The kenniskring at which a question was asked: its name, date as known and write-up."""

    place: str = ""
    day: str = ""
    sort: str = ""
    url: str = ""


class QuestionsOfWriteUp(PageStep):
    """Search says of a question when it was asked: it hears when its write-up says so."""

    def after_save(self, page: SitePage, stored: Stored | None) -> None:
        if isinstance(page, ReportPage) and (page.live or (stored and stored.live)):
            for pk in _brought_by(page):
                indexing.record_change(f"question:{pk}")


def connect() -> None:
    """Register the step."""
    PAGE_STEPS.register("questions", QuestionsOfWriteUp())


def of(question: Question) -> Asked | None:
    """Return where and when a question of an older meeting was asked; None of any other.

    Empty of one that stands in no public write-up; three queries at most.
    """
    if question.origin != Question.Origin.REPORT:
        return None
    return of_all([question]).get(question.pk, Asked())


def of_all(questions: Iterable[Question]) -> dict[int, Asked]:
    """Return where and when those were asked that a public write-up brought; by question.

    Per language one query, and what dates and addresses of the write-ups ask.
    """
    brought = [one for one in questions if one.origin == Question.Origin.REPORT]
    found: dict[int, ReportPage] = {}
    for language in sorted({one.language for one in brought}):
        by_question = _write_ups(language)
        mine = [one.pk for one in brought if one.language == language]
        found |= {pk: by_question[pk] for pk in mine if pk in by_question}
    if not found:
        return {}
    reports = list({report.pk: report for report in found.values()}.values())
    days, urls = dates.elsewhere(reports), addresses.urls(reports)
    return {pk: _asked(report, days, urls) for pk, report in found.items()}


@shared
def _write_ups(language: str) -> dict[int, ReportPage]:
    """Return the first public write-up of the kenniskring of each question; one query."""
    found: dict[int, ReportPage] = {}
    # A question comes back in later write-ups; it was asked at the first.
    for report in visible(ReportPage, language).order_by("number", "pk"):
        for pk in _brought_by(report):
            found.setdefault(pk, report)
    return found


def _brought_by(report: ReportPage) -> list[int]:
    values = (block["value"].get("question") for block in report.questions.raw_data)
    return [pk for pk in values if pk]


def _asked(report: ReportPage, days: dict[int, PageDate], urls: dict[int, str]) -> Asked:
    day = days.get(report.pk) or PageDate(report.date_text, report.date_sort)
    place = _("Kenniskring %(number)s") % {"number": report.number}
    return Asked(
        place if report.number else report.title, day.text, day.sort, urls.get(report.pk, "")
    )
