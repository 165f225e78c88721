"""The meetings and series that everybody may read, for the map of the site."""

from collections import defaultdict
from collections.abc import Iterator
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import translation

from events.models import Meeting, MeetingText, SeriesText
from events.models.page import list_is_closed
from knowledge.head.routes import in_every_language
from knowledge.models import ReportPage
from knowledge.reading.sitemap import PLACES, Place
from office.mail.kinds import absolute


def places() -> Iterator[Place]:
    """Yield the agenda, and each meeting and series in its languages; three queries."""
    agenda = in_every_language(reverse("agenda"))
    yield from (Place(url, languages=agenda) for url in agenda.values())
    if not list_is_closed():
        yield from _meetings()
        yield from _series()


def register() -> None:
    """Register them."""
    PLACES.register("meetings", places)


def _meetings() -> Iterator[Place]:
    """Yield the meetings in the languages in which no report stands at their address."""
    reports = _languages_of_reports()
    texts: dict[Meeting, dict[str, str]] = defaultdict(dict)
    announced = MeetingText.objects.exclude(meeting__state=Meeting.State.PREPARING)
    for text in announced.select_related("meeting__report", "locale").order_by("meeting", "locale"):
        language = text.locale.language_code
        texts[text.meeting][language] = absolute(text.meeting.path_in(language))
    for meeting, languages in texts.items():
        reported = reports.get(meeting.report.translation_key, set()) if meeting.report else set()
        for language, url in languages.items():
            if language not in reported:
                yield Place(url, meeting.updated_at, {} if reported else languages)


def _languages_of_reports() -> dict[UUID, set[str]]:
    found: dict[UUID, set[str]] = defaultdict(set)
    live = ReportPage.objects.live().filter(alias_of=None)
    for key, language in live.values_list("translation_key", "locale__language_code"):
        found[key].add(language)
    return found


def _series() -> Iterator[Place]:
    announced = Meeting.objects.public().filter(series=OuterRef("series"))
    texts = SeriesText.objects.filter(Exists(announced)).select_related("locale")
    by_series: dict[int, dict[str, str]] = defaultdict(dict)
    for text in texts.order_by("series", "locale"):
        language = text.locale.language_code
        with translation.override(language):
            url = absolute(reverse("series", args=[text.slug]))
        by_series[text.series_id][language] = url
    for languages in by_series.values():
        yield from (Place(url, languages=languages) for url in languages.values())
