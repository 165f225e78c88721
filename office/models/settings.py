from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from office.models.address import AddressField


@register_setting(icon="cog")
class SiteSettings(BaseSiteSetting):
    """Who runs this site and how it may be reached."""

    organisation = models.CharField(
        _("organisatie"),
        max_length=120,
        default="De Kenniskring",
        help_text=_("Wie is de afzender?"),
    )
    contact_email = AddressField(_("e-mailadres voor contact"), blank=True)
    phone = models.CharField(_("telefoonnummer"), max_length=30, blank=True)
    sender_name = models.CharField(_("afzendernaam van mail"), max_length=120, blank=True)
    sender_email = AddressField(_("afzenderadres van mail"), blank=True)
    privacy_officer = models.CharField(
        _("functionaris gegevensbescherming"), max_length=120, blank=True
    )
    privacy_email = AddressField(_("e-mailadres voor privacyvragen"), blank=True)
    four_eyes = models.BooleanField(
        _("vier ogen"),
        default=True,
        help_text=_(
            "Wie een tekst als laatste wijzigde, kan die niet zelf publiceren. "
            "Zet dit alleen uit als de redactie uit één persoon bestaat."
        ),
    )

    panels = [
        MultiFieldPanel(
            [FieldPanel("organisation"), FieldPanel("contact_email"), FieldPanel("phone")],
            heading=_("Organisatie"),
        ),
        MultiFieldPanel([FieldPanel("sender_name"), FieldPanel("sender_email")], heading=_("Mail")),
        MultiFieldPanel(
            [FieldPanel("privacy_officer"), FieldPanel("privacy_email")], heading=_("Privacy")
        ),
        FieldPanel("four_eyes"),
    ]

    class Meta:
        verbose_name = _("gegevens van de site")
        verbose_name_plural = _("gegevens van de site")

    def __str__(self) -> str:
        return self.organisation
