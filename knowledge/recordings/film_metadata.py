"""What a film says beside picture and sound (where, when, with what, by whom), and taking it out.

A film of gigabytes is not written anew: what goes is overwritten where it stands, so that every
offset in the file stays right, and only a few places of it are read.
"""

from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import BinaryIO

from django.conf import settings
from django.utils.translation import gettext as _

from knowledge.models.recording import FILMS_FOLDER
from knowledge.recordings import films, mp4, webm
from office.boxes import Patch, apply
from office.damage import Damaged
from office.refusals import Refused

# A film that says it is longer does not know.
LONGEST = 100 * 60 * 60 * 1000


class FilmRefused(Refused):
    """The film is not stored; the message says why, in Dutch."""


class HiddenTrackRefused(FilmRefused):
    """It holds a track that is not shown and cannot be taken out."""


def find(film: BinaryIO, *, must_be_whole: bool = True) -> list[Patch]:
    """Return what to overwrite in the film, nothing when it is clean; the film is only read.

    Raises FilmRefused when it breaks off; without `must_be_whole` only when that leaves nothing of
    it to be read.
    """
    try:
        return _format(film).find(film, must_be_whole=must_be_whole)
    except mp4.HiddenTrackInPieces as hidden:
        raise HiddenTrackRefused(
            _(
                "In deze film staat naast beeld en geluid nog iets wat we er niet uit kunnen "
                "halen, bijvoorbeeld waar hij is opgenomen. Bewaar hem opnieuw als gewone MP4, en "
                "kies dan dat bestand."
            )
        ) from hidden
    except Damaged as damage:
        raise FilmRefused(
            _("Dit bestand is beschadigd: een deel van de film ontbreekt. Kies een ander bestand.")
        ) from damage
    finally:
        film.seek(0)


def length(film: BinaryIO) -> int | None:
    """Return how many milliseconds a film says it lasts, None when it does not say."""
    try:
        lasts = _format(film).length(film)
        return lasts if lasts and lasts <= LONGEST else None
    except Damaged:
        return None
    finally:
        film.seek(0)


def _format(film: BinaryIO) -> ModuleType:
    """Return the module that reads films of this kind."""
    film.seek(0)
    return mp4 if films.judge(film.read(films.HEADER_BYTES)) == films.MP4 else webm


def clean(path: Path, patches: list[Patch]) -> None:
    """Overwrite what `find` found in the film at this path."""
    if patches:
        with path.open("r+b") as film:
            apply(film, patches)


def stored() -> Iterator[Path]:
    """Yield every film that was stored, also those that no recording names any more."""
    for path in sorted((Path(settings.PROTECTED_MEDIA_ROOT) / FILMS_FOLDER).rglob("*")):
        if path.is_file():
            yield path


def clean_stored(path: Path, *, dry_run: bool) -> bool:
    """Clean one stored film where it stands; return whether there was something to take out.

    Stopped halfway it is done again as if nothing had happened. One that breaks off plays up to
    there, and is cleaned up to there. Raises FilmRefused when nothing of it can be read, OSError
    when it cannot be written.
    """
    with path.open("rb") as film:
        patches = find(film, must_be_whole=False)
    if not dry_run:
        clean(path, patches)
    return bool(patches)
