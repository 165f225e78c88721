from argparse import ArgumentParser
from collections import Counter
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from wagtail.images.models import SourceImageIOError

from knowledge.models import SiteImage
from knowledge.pages import picture_rows
from knowledge.recordings import film_metadata
from office.pictures import stored
from office.pictures.cleaning import PictureRefused
from office.uploads import PUBLIC_FOLDERS

# The public ones, and the pictures from which further sizes are made.
FOLDERS = (*PUBLIC_FOLDERS, "original_images")


class Command(BaseCommand):
    help = (
        "Take place, camera, names and times out of the pictures and films that were uploaded "
        "before the site did so by itself. May be stopped and run again at any time."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would be changed, and change nothing"
        )

    def handle(self, *_args, dry_run: bool, **_options) -> None:
        self.dry_run = dry_run
        self.seen, self.changed, self.problems = Counter(), Counter(), 0
        for path in stored.pictures(FOLDERS):
            self._do("pictures", self._name(path), lambda one=path: self._picture(one))
        for image in SiteImage.objects.order_by("pk").iterator():
            self._do(
                "rows of pictures",
                f"picture {image.pk} ({image.file.name})",
                lambda one=image: picture_rows.settle(one, dry_run=dry_run),
            )
        for path in film_metadata.stored():
            self._do("films", self._name(path), lambda one=path: self._film(one))
        self._summary()

    def _do(self, kind: str, name: str, deed) -> None:
        """Do one of a kind; one that fails holds up no other."""
        self.seen[kind] += 1
        try:
            changed = deed()
        except film_metadata.HiddenTrackRefused:
            self._problem(
                f"{name} has a track that is not shown, such as where it was filmed, and that "
                "cannot be taken out. Save it again as an ordinary MP4 and put that in its place."
            )
        except (PictureRefused, film_metadata.FilmRefused):
            self._problem(f"{name} is damaged, or of a kind that the site does not take.")
        except SourceImageIOError as error:
            self._problem(f"{name} has no file that can be read: {error}")
        except OSError as error:
            self._problem(f"{name} cannot be read or written: {error.strerror or error}.")
        else:
            if changed:
                self.changed[kind] += 1
                if kind != "rows of pictures":
                    self.stdout.write(f"{'Would clean' if self.dry_run else 'Cleaned'} {name}")

    def _problem(self, sentence: str) -> None:
        self.problems += 1
        self.stderr.write(sentence)

    def _picture(self, path: Path) -> bool:
        return stored.clean(path, dry_run=self.dry_run)

    def _film(self, path: Path) -> bool:
        return film_metadata.clean_stored(path, dry_run=self.dry_run)

    def _name(self, path: Path) -> str:
        for root in (settings.MEDIA_ROOT, settings.PROTECTED_MEDIA_ROOT):
            if path.is_relative_to(root):
                return str(path.relative_to(root))
        return str(path)

    def _summary(self) -> None:
        cleaned, in_line = ("to clean", "not") if self.dry_run else ("cleaned", "brought")
        pictures, films, rows = (
            f"{self.changed[kind]} of {self.seen[kind]} {kind}"
            for kind in ("pictures", "films", "rows of pictures")
        )
        self.stdout.write(f"{pictures} {cleaned}, {films} {cleaned}, {rows} {in_line} in line.")
        if self.problems:
            raise CommandError(f"{self.problems} stayed as they are: see above.")
