"""A film in the head of its page, and in the map of the site."""

from django.urls import reverse

from knowledge.head import data, pictures
from knowledge.head.values import Data, Head, Picture
from knowledge.models import Recording, RecordingPage
from knowledge.models.media import OF_POSTERS
from office.mail.kinds import absolute


def picture(recording: Recording) -> Picture | None:
    """Return the still of a film; a film that cannot be watched shows none."""
    if not recording.is_watchable:
        return None
    return pictures.of_image(recording.poster, OF_POSTERS)


def content_url(recording: Recording) -> str:
    """Return the absolute address of a film of ours; "" when it is not to be watched here."""
    if recording.withdrawn or not recording.file:
        return ""
    return absolute(reverse("recording_file", args=[recording.uid]))


def video(
    page: RecordingPage, recording: Recording, head: Head, *, captions: str = ""
) -> Data | None:
    """Return the film of a page; None for one that was withdrawn or is still to come."""
    if not recording.is_watchable:
        return None
    return data.video(
        title=head.title,
        description=head.description,
        language=head.language,
        published=page.first_published_at,
        seconds=recording.duration,
        picture=head.picture,
        content=content_url(recording),
        captions=absolute(captions) if captions else "",
        elsewhere=recording.external_url,
    )
