from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from office.models.address import AddressField


@register_setting(icon="cog")
class SiteSettings(BaseSiteSetting):
    """Who runs this site, how it may be reached, and what it declares about itself."""

    class Accessibility(models.TextChoices):
        """How far a site complies, as the Dutch government classifies it; without E: none said."""

        FULL = "A", _("A: voldoet volledig")
        PARTIAL = "B", _("B: voldoet gedeeltelijk")
        BEGUN = "C", _("C: eerste maatregelen genomen")
        NOT = "D", _("D: voldoet niet")

    organisation = models.CharField(
        _("organisatie"),
        max_length=120,
        default="De Kenniskring",
        help_text=_("Wie is de afzender?"),
    )
    contact_email = AddressField(_("e-mailadres voor contact"), blank=True)
    phone = models.CharField(_("telefoonnummer"), max_length=30, blank=True)
    postal_address = models.TextField(
        _("postadres"),
        max_length=300,
        blank=True,
        help_text=_("Staat bij Contact en Privacy: wie is verantwoordelijk voor de gegevens?"),
    )
    sender_name = models.CharField(_("afzendernaam van mail"), max_length=120, blank=True)
    sender_email = AddressField(_("afzenderadres van mail"), blank=True)
    privacy_officer = models.CharField(
        _("functionaris gegevensbescherming"), max_length=120, blank=True
    )
    privacy_email = AddressField(_("e-mailadres voor privacyvragen"), blank=True)
    accessibility_status = models.CharField(
        _("status van de toegankelijkheidsverklaring"),
        max_length=1,
        choices=Accessibility.choices,
        blank=True,
        help_text=_("Leeg: op de pagina staat dan dat de status nog niet is vastgesteld."),
    )
    accessibility_date = models.DateField(_("datum van de verklaring"), null=True, blank=True)
    accessibility_report = models.URLField(
        _("adres van het onderzoeksrapport"),
        blank=True,
        help_text=_("Het rapport waarop de status berust, als dat er is."),
    )
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
            [
                FieldPanel("organisation"),
                FieldPanel("contact_email"),
                FieldPanel("phone"),
                FieldPanel("postal_address"),
            ],
            heading=_("Organisatie"),
        ),
        MultiFieldPanel([FieldPanel("sender_name"), FieldPanel("sender_email")], heading=_("Mail")),
        MultiFieldPanel(
            [FieldPanel("privacy_officer"), FieldPanel("privacy_email")], heading=_("Privacy")
        ),
        MultiFieldPanel(
            [
                FieldPanel("accessibility_status"),
                FieldPanel("accessibility_date"),
                FieldPanel("accessibility_report"),
            ],
            heading=_("Toegankelijkheid"),
        ),
        FieldPanel("four_eyes"),
    ]

    class Meta:
        verbose_name = _("gegevens van de site")
        verbose_name_plural = _("gegevens van de site")

    def __str__(self) -> str:
        return self.organisation

    def clean(self) -> None:
        """Refuse a status without the day of the declaration: it says how things were then."""
        super().clean()
        if self.accessibility_status and self.accessibility_date is None:
            raise ValidationError(
                {"accessibility_date": _("Vul ook in van welke dag de verklaring is.")}
            )

    @classmethod
    def of_default_site(cls) -> "SiteSettings":
        """Return the settings of the default site, unsaved defaults when it has none; one query.

        For mails, loops and views that answer for the whole installation; nothing is stored.
        """
        return cls.objects.filter(site__is_default_site=True).first() or cls()
