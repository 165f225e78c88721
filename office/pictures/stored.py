"""Pictures that were stored before anything cleaned them."""

import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.conf import settings

from office.pictures import cleaning

# A picture that is being written; left behind only by a run that was stopped.
BEING_WRITTEN = ".being-cleaned"


def pictures(folders: Iterable[str]) -> Iterator[Path]:
    """Yield every file in these folders of MEDIA_ROOT, also those that no row names any more."""
    for folder in folders:
        for path in sorted((Path(settings.MEDIA_ROOT) / folder).rglob("*")):
            if path.is_file() and path.suffix != BEING_WRITTEN:
                yield path


def clean(path: Path, *, dry_run: bool) -> bool:
    """Clean one picture where it stands; return whether there was something to take out.

    Whoever asks for it meanwhile gets the old file or the new one, whole. Raises PictureRefused
    when it is no picture or damaged, OSError when it cannot be written; then it stays as it is.
    """
    data = path.read_bytes()
    made = cleaning.clean(data, most_pixels=None).data
    if made == data:
        return False
    if not dry_run:
        new = path.with_name(path.name + BEING_WRITTEN)
        new.write_bytes(made)
        shutil.copymode(path, new)
        new.replace(path)
    return True
