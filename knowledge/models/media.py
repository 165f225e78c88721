from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, AbstractRendition, Image as WagtailImage

from knowledge.models.recording import ProtectedStorage


class SiteImage(AbstractImage):
    """A picture with its maker; the description is its text alternative."""

    credit = models.CharField(
        _("maker"), max_length=120, blank=True, help_text=_("Wie maakte de foto of tekening?")
    )

    admin_form_fields = (*WagtailImage.admin_form_fields, "credit")

    class Meta(AbstractImage.Meta):
        verbose_name = _("afbeelding")
        verbose_name_plural = _("afbeeldingen")


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
        default=False,
        help_text=_("Is dit bestand te lezen met een schermlezer?"),
    )

    admin_form_fields = ("title", "file", "accessible", "collection", "tags")

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documenten")
