"""The field of a form in which a picture is sent, and the column in which it is stored."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from PIL import Image
from wagtail.images.fields import WagtailImageField as WagtailUploadField
from wagtail.images.models import WagtailImageField, WagtailImageFieldFile

from office.pictures import cleaning


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
        except cleaning.PictureRefused as refused:
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


def with_its_suffix(name: str, kind: str) -> str:
    """Return the name with an ending that says what the picture is: a browser believes it."""
    suffixes = cleaning.SUFFIXES[kind]
    if name.lower().endswith(suffixes):
        return name
    return (name.rpartition(".")[0] or name) + suffixes[0]
