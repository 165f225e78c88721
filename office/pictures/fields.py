"""The field of a form in which a picture is sent, and the column in which it is stored."""

import io
import logging
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.utils.translation import gettext as _
from PIL import Image
from wagtail.images import get_image_model
from wagtail.images.fields import WagtailImageField as WagtailUploadField
from wagtail.images.models import Filter, WagtailImageField, WagtailImageFieldFile

from office.pictures import cleaning
from office.pictures.cleaning import PictureRefused

logger = logging.getLogger(__name__)

# Of the kind that every page shows: resized, in colours of the web.
_ANY_SIZE = Filter(spec="width-320")


class PictureUploadField(WagtailUploadField):
    """A picture, judged by its content and cleaned; what is wrong with it is said at the field."""

    def to_python(self, data: UploadedFile | None) -> UploadedFile | None:
        """Return the clean picture, its name with the ending of what it is."""
        sent = forms.FileField.to_python(self, data)
        if sent is None:
            return None
        # A larger one is not read at all.
        self.check_image_file_size(sent)
        # The form may have read it before: the page of one's account does.
        sent.seek(0)
        try:
            picture = cleaning.clean(sent.read())
            refuse_what_cannot_be_shown(picture)
        except PictureRefused as refused:
            raise ValidationError(str(refused), code="invalid_image") from refused
        finally:
            sent.seek(0)
        name = with_its_suffix(sent.name, picture.kind)
        return SimpleUploadedFile(name, picture.data, Image.MIME[picture.kind])


class PictureFile(WagtailImageFieldFile):
    """A stored picture: clean, whichever way it came in, and measured as it stands upright."""

    def save(self, name: str, content: File, save: bool = True) -> None:
        """Store the picture cleaned; raises PictureRefused when it is none."""
        content.seek(0)
        picture = cleaning.clean(content.read())
        name = with_its_suffix(name, picture.kind)
        # Width and height are read from the content, and only when it has a name.
        super().save(name, ContentFile(picture.data, name), save)

    def get_image_dimensions(self) -> tuple[int, int]:
        """Return width and height as every size of the picture is made from it: upright.

        Of a stored file that is damaged or gone they are what its row says: its words can still be
        changed, and it can be replaced.
        """
        try:
            return self._measured()
        except cleaning.UNREADABLE:
            if not self._committed:
                raise
            names = (self.field.width_field, self.field.height_field)
            return tuple(getattr(self.instance, name) for name in names)

    def _measured(self) -> tuple[int, int]:
        was_closed = self.closed
        self.open()
        try:
            return cleaning.upright_size(self)
        finally:
            if was_closed:
                self.close()
            else:
                self.seek(0)


class PictureField(WagtailImageField):
    """The column of a picture; for migrations it is Wagtail's."""

    attr_class = PictureFile

    def deconstruct(self) -> tuple[str, str, list, dict[str, Any]]:
        """Return Wagtail's field: the table is the same."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "wagtail.images.models.WagtailImageField", args, kwargs


def refuse_what_cannot_be_shown(picture: cleaning.Picture) -> None:
    """Raise PictureRefused when no size can be made of a picture: then no page shows it."""
    # Made before, so that what goes wrong is the picture's own.
    image = get_image_model()()
    try:
        _ANY_SIZE.run(image, io.BytesIO(), source=io.BytesIO(picture.data))
    # Each library below has its own errors.
    except Exception as error:
        logger.info("Of a picture (%s) no size can be made: %r", picture.kind, error)
        raise PictureRefused(
            _(
                "Deze afbeelding kunnen we niet op een pagina laten zien: ze beweegt, of haar "
                "kleuren zijn niet te lezen. Bewaar haar als gewone JPG of PNG en kies haar dan "
                "opnieuw."
            )
        ) from error


def with_its_suffix(name: str, kind: str) -> str:
    """Return the name with an ending that says what the picture is: a browser believes it."""
    suffixes = cleaning.SUFFIXES[kind]
    if name.lower().endswith(suffixes):
        return name
    return (name.rpartition(".")[0] or name) + suffixes[0]
