"""A meeting as search finds it: only while it is announced and has no report to read."""

from collections.abc import Iterable

from django.db.models import Prefetch
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from events.meetings import words
from events.models import Meeting, MeetingOpgave, MeetingText
from events.models.page import list_is_closed
from knowledge import closing
from search.documents import PassageText, SearchDocument
from search.sources import Source


def load(ids: list[str]) -> list[SearchDocument]:
    """Return the documents of announced meetings among ids ("meeting:<pk>:<language>")."""
    if list_is_closed():
        return []
    wanted = set(ids)
    # A log that another version wrote may name anything.
    pks = {int(pk) for _name, pk, *_rest in (f"{id_}:".split(":") for id_ in ids) if pk.isdecimal()}
    texts = (
        MeetingText.objects.filter(meeting__pk__in=pks, meeting__state=Meeting.State.ANNOUNCED)
        # With a live report only the report is found: one address, one document.
        .exclude(meeting__report__live=True)
        .select_related("meeting", "locale")
        .prefetch_related(
            "meeting__questions__question",
            Prefetch(
                "meeting__opgaven",
                MeetingOpgave.objects.filter(closing.visible_at("opgave")).select_related("opgave"),
            ),
        )
    )
    return [_document(text) for text in texts if _id(text) in wanted]


def ids() -> Iterable[str]:
    """Yield the id of every announced meeting in every language."""
    texts = MeetingText.objects.filter(meeting__state=Meeting.State.ANNOUNCED)
    for text in texts.select_related("locale"):
        yield _id(text)


SOURCE = Source("meeting", load, ids)
KIND, KIND_LABEL = "kenniskring", _("Kenniskring")


def _id(text: MeetingText) -> str:
    return f"meeting:{text.meeting_id}:{text.locale.language_code}"


def _day(meeting: Meeting, language: str) -> str:
    with translation.override(language):
        return date_format(meeting.starts_local, "j F Y")


def _document(text: MeetingText) -> SearchDocument:
    meeting, language = text.meeting, text.locale.language_code
    url = meeting.path_in(language)
    public = [row.question for row in meeting.questions.all() if row.question.is_public]
    return SearchDocument(
        id=_id(text),
        kind=KIND,
        title=words.heading(meeting, text),
        url=url,
        language=language,
        summary=text.takeaway,
        date=_day(meeting, language),
        date_sort=meeting.starts_on,
        passages=tuple(
            PassageText(
                id=f"{_id(text)}:{question.number}",
                text=question.text,
                url=f"{url}#{question.anchor}",
            )
            for question in public
        ),
        facets={"opgave": tuple(row.opgave.slug for row in meeting.opgaven.all())},
    )
