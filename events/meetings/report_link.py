"""What differs between a meeting and the report that an editor links to it."""

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from events.models import Meeting
from events.models.meeting import SOURCE_LANGUAGE
from knowledge.models import ReportPage
from office.confirming import Facts

# The choice on the page that asks: whose date the report has from now on.
DATE = "confirm_date"
OF_MEETING, OF_REPORT = "meeting", "report"


def differences(meeting: Meeting) -> Facts | None:
    """Return what meeting and report say differently, row by row; None: nothing.

    What only one of the two says is no difference. The meeting may hold what was typed and is not
    saved yet.
    """
    report = meeting.report
    texts = {text.locale.language_code: text for text in meeting.texts.all()}
    title = texts[SOURCE_LANGUAGE].title if SOURCE_LANGUAGE in texts else ""
    pages = ReportPage.objects.filter(translation_key=report.translation_key, alias_of=None)
    codes = pages.values_list("locale__language_code", flat=True)
    day = meeting.starts_local.date()
    own_day = has_other_date(meeting)
    number = _other(meeting.number, report.number)
    rows = [
        (_("Nummer"), *number) if number else None,
        (_("Datum"), date_format(day, "j F Y"), _day_of(report)) if own_day else None,
        (_("Titel"), title, report.title) if title and title != report.title else None,
        (_("Talen"), _names(texts), _names(codes)) if set(texts) != set(codes) else None,
    ]
    found = [row for row in rows if row]
    if not found:
        return None
    return {
        "report": report.title,
        "rows": found,
        "asks_date": own_day,
        "asks_number": bool(number),
    }


def has_other_date(meeting: Meeting) -> bool:
    """Return whether the report has a date of its own that is not the meeting's day."""
    report = meeting.report
    return bool(_day_of(report)) and report.date_sort != meeting.starts_on


def _other(ours: int | None, theirs: int | None) -> tuple[int, int] | None:
    return (ours, theirs) if ours and theirs and ours != theirs else None


def _day_of(report: ReportPage) -> str:
    return report.date_text or report.date_sort


def _names(codes) -> str:
    names = dict(settings.WAGTAIL_CONTENT_LANGUAGES)
    return ", ".join(sorted(names.get(code, code) for code in codes))
