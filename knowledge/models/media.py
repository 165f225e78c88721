import logging

from django.core.files.base import ContentFile
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.images.exceptions import InvalidFilterSpecError, UnknownOutputImageFormatError
from wagtail.images.models import (
    AbstractImage,
    AbstractRendition,
    Image as WagtailImage,
    SourceImageIOError,
    get_upload_to,
)

from knowledge.models.recording import ProtectedStorage
from office.pictures import cleaning
from office.pictures.fields import PictureField

logger = logging.getLogger(__name__)

# The sizes that public pages show (templates/knowledge/): a poster and a figure.
OF_POSTERS, OF_FIGURES = "width-1280", "width-720"


class SiteImage(AbstractImage):
    """A picture with its maker; the description is its text alternative."""

    credit = models.CharField(
        _("maker"), max_length=120, blank=True, help_text=_("Wie maakte de foto of tekening?")
    )

    file = PictureField(
        verbose_name=AbstractImage._meta.get_field("file").verbose_name,
        upload_to=get_upload_to,
        width_field="width",
        height_field="height",
    )

    admin_form_fields = (*WagtailImage.admin_form_fields, "credit")

    class Meta(AbstractImage.Meta):
        verbose_name = _("afbeelding")
        verbose_name_plural = _("afbeeldingen")

    @transaction.atomic
    def save(self, *args, **kwargs):
        """Store file and row, or neither, and make the sizes that public pages show."""
        super().save(*args, **kwargs)
        transaction.on_commit(self.make_sizes, robust=True)

    def _set_image_file_metadata(self):
        """Measure the file; Wagtail leaves a stored one open."""
        was_closed = self.file.closed
        super()._set_image_file_metadata()
        if was_closed:
            self.file.close()

    def make_sizes(self):
        """Make the sizes that are not there yet, so that no visitor's request has to write them."""
        for size in (OF_FIGURES, OF_POSTERS):
            self.get_rendition(size)

    def get_rendition(self, filter):  # noqa: A002 -- Wagtail's name
        """Return this size of the picture; one without width when its file is damaged or gone.

        Wagtail shows such a one itself on pages, but not where an editor chooses pictures.
        """
        try:
            return super().get_rendition(filter)
        except SourceImageIOError:
            without_file = Rendition(image=self, width=0, height=0)
            without_file.file.name = "not-found"
            return without_file

    def generate_rendition_file(self, filter, *, source=None):  # noqa: A002 -- Wagtail's name
        """Return one size of the picture, without what its maker's camera wrote beside it.

        Raises SourceImageIOError when the stored file is damaged, as Wagtail does when it is gone:
        then a page is shown without the picture.
        """
        try:
            made = super().generate_rendition_file(filter, source=source)
        except (SourceImageIOError, InvalidFilterSpecError, UnknownOutputImageFormatError):
            raise
        except cleaning.UNREADABLE as error:
            logger.warning("Picture %s (%s) cannot be shown: %s", self.pk, self.file.name, error)
            raise SourceImageIOError(str(error)) from error
        with made:
            made.seek(0)
            picture = cleaning.clean(made.read())
        return ContentFile(picture.data, name=made.name)


class Rendition(AbstractRendition):
    """One size of an image."""

    image = models.ForeignKey(SiteImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("image", "filter_spec", "focal_point_key"), name="unique_rendition"
            )
        ]


class SiteDocument(AbstractDocument):
    """A file that a reader can take along; who may, `knowledge/pages/files.py` says."""

    file = models.FileField(_("bestand"), upload_to="documents", storage=ProtectedStorage())
    accessible = models.BooleanField(
        _("toegankelijk"),
        null=True,
        blank=True,
        help_text=_(
            "Is dit bestand te lezen met een schermlezer? Onbekend: de site zegt er niets over."
        ),
    )

    admin_form_fields = ("title", "file", "accessible", "collection", "tags")

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documenten")

    @transaction.atomic
    def save(self, *args, **kwargs):
        """Store file and row, or neither."""
        super().save(*args, **kwargs)
