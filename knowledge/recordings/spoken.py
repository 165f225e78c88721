"""What is said in a recording, with each name as visitors may read it.

Page, captions, downloads and passages read the lines here and nowhere else.
"""

from dataclasses import dataclass

from django.db.models import Case, When
from django.utils.translation import gettext as _

from knowledge import closing
from knowledge.models import Cue, PageSpeaker, Recording, RecordingSpeaker


@dataclass(frozen=True, slots=True)
class Line:
    """A cue as it is shown; `speaker` is a name, a role, or "" when nobody is named."""

    uid: str
    starts: int
    ends: int
    speaker: str
    text: str
    starts_span: bool
    redacted: bool


def lines(recording: Recording, language: str) -> list[Line]:
    """Return what is said in one language in order; three queries at most, however much it is."""
    cues = Cue.objects.filter(transcript__recording=recording, transcript__language=language)
    # Values, not models: a film of hours has thousands of lines, and each deed reads them.
    told = list(
        cues.order_by("position").values_list(
            "uid", "starts", "ends", "speaker_id", "text", "starts_span", "redacted"
        )
    )
    names = shown_names(recording, language) if told else {}
    return [
        Line(uid, starts, ends, names.get(speaker, ""), *rest)
        for uid, starts, ends, speaker, *rest in told
    ]


def shown_names(recording: Recording, language: str) -> dict[int, str]:
    """Return how each speaker of the recording is named, by its row."""
    speakers = list(RecordingSpeaker.objects.filter(recording=recording).select_related("person"))
    roles = {}
    if any(_by_role(speaker) for speaker in speakers):
        roles = _roles(recording, language)
    return {
        speaker.pk: (
            roles.get(speaker.person_id) or _("Spreker")
            if _by_role(speaker)
            else str(speaker.person or speaker)
        )
        for speaker in speakers
    }


def _by_role(speaker: RecordingSpeaker) -> bool:
    return speaker.person is not None and speaker.person.show_as_role


def _roles(recording: Recording, language: str) -> dict[int, str]:
    """Return role and organisation of each person on the recording's live pages.

    A page that everybody may read wins, then one in this language. Who reads the words of a
    recording with closed pages alone may read one of these.
    """
    rows = PageSpeaker.objects.filter(page__recordingpage__recording=recording, page__live=True)
    rows = rows.annotate(
        is_visible=Case(When(closing.visible_at("page"), then=True), default=False)
    )
    rows = rows.select_related("organisation", "page__locale")
    described = [row for row in rows if row.description]
    described = [row for row in described if row.is_visible] or described
    described.sort(key=lambda row: row.page.locale.language_code == language)
    return {row.person_id: row.description for row in described}
