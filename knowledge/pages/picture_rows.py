"""What a row says of the file of its picture: bytes, hash, width and height."""

from wagtail.images.models import SourceImageIOError
from wagtail.utils.file import hash_filelike

from knowledge.models import SiteImage
from office.pictures import cleaning


def settle(image: SiteImage, *, dry_run: bool) -> bool:
    """Bring the row in line with the file; return whether it was not.

    Raises SourceImageIOError when the file is gone, or holds no picture.
    """
    with image.open_file() as file:
        told = {"file_size": file.size, "file_hash": hash_filelike(file)}
        file.seek(0)
        try:
            told["width"], told["height"] = cleaning.upright_size(file)
        except cleaning.UNREADABLE as error:
            raise SourceImageIOError(str(error)) from error
    if all(getattr(image, name) == value for name, value in told.items()):
        return False
    if not dry_run:
        # Not when an editor put in another picture meanwhile: that row is right already.
        SiteImage.objects.filter(pk=image.pk, file=image.file.name).update(**told)
    return True
