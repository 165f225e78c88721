"""The re-enacted conversation: a film of invented people, with captions and its page."""

from pathlib import Path

from django.conf import settings
from django.core.files import File
from django.core.files.images import ImageFile
from django.db import transaction
from wagtail.models import Locale

from knowledge.demo.film_script import SPEAKERS, TITLE
from knowledge.demo.reference_data import list_page, opgave
from knowledge.models import (
    Organisation,
    PageOpgave,
    PageSpeaker,
    Person,
    Recording,
    RecordingPage,
    SiteImage,
)
from knowledge.pages.publishing import as_system
from knowledge.recordings import deeds as recordings, importing
from office.setup import Say

FOLDER = Path(__file__).parent
SLUG = "nagemaakt-gesprek-lokale-aanpak-van-kinderarmoede"
# Of the film beside this file, in seconds; the last caption ends earlier.
DURATION = 93


@transaction.atomic
def load(say: Say) -> None:
    """Make the recording from the files beside this one, unless its page is there."""
    if RecordingPage.objects.filter(slug=SLUG).exists():
        return
    recording = Recording.objects.create(
        title=TITLE,
        poster=_poster(),
        part_note="De sprekers zijn verzonnen.",
        reenacted=True,
        duration=DURATION,
    )
    with (FOLDER / "kenniskring-14.webm").open("rb") as opened:
        film = File(opened, name="kenniskring-14.webm")
        recording = recordings.put_film(recording, film=film, by=None)
    text = (FOLDER / "kenniskring-14.vtt").read_bytes()
    importing.import_transcript(recording, language="nl", text=text, by=None)
    page = RecordingPage(
        title=TITLE,
        slug=SLUG,
        recording=recording,
        summary="Een nagespeeld gesprek over werken vanuit een opgave en over het kind centraal.",
        without_picture="alles wat in beeld staat, is ook te horen.",
        locale=Locale.objects.get(language_code=settings.LANGUAGE_CODE),
    )
    page.speakers = _speakers()
    page.opgaven = [PageOpgave(opgave=opgave(1))]
    with as_system("load_demo"):
        list_page(RecordingPage.kind).add_child(instance=page)
        page.save_revision().publish()
    say(f"Made the recording {TITLE!r}, marked as re-enacted.")


def _poster() -> SiteImage:
    with (FOLDER / "kenniskring-14.jpg").open("rb") as picture:
        return SiteImage.objects.create(
            title="Titelkaart van het nagemaakte gesprek",
            file=ImageFile(picture, name="kenniskring-14.jpg"),
        )


def _speakers() -> list[PageSpeaker]:
    speakers = []
    for order, speaker in enumerate(SPEAKERS.values()):
        slug = speaker.name.lower().replace(" ", "-")
        person, _made = Person.objects.get_or_create(
            slug=slug, defaults={"name": speaker.name, "fictional": True}
        )
        organisation, _made = Organisation.objects.get_or_create(
            slug=speaker.organisation.lower().replace(" ", "-"),
            defaults={"name": speaker.organisation[0].upper() + speaker.organisation[1:]},
        )
        speakers.append(
            PageSpeaker(
                person=person, role=speaker.role, organisation=organisation, sort_order=order
            )
        )
    return speakers
