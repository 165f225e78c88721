from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from office.models.address import AddressField


class Remark(models.Model):
    """What a visitor wrote about a mistake, and the page on which she met it."""

    text = models.TextField(_("wat klopt er niet"))
    # A path of this site, with the second of a film; empty when she came from nowhere.
    path = models.CharField(_("adres van de pagina"), max_length=500, blank=True)
    title = models.CharField(_("pagina"), max_length=300, blank=True)
    email = AddressField(_("e-mailadres"), blank=True)
    language = models.CharField(
        _("taal"), max_length=10, choices=settings.LANGUAGES, default="nl", editable=False
    )
    # Of the form that was sent: sent twice, it is one row.
    form_key = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(_("doorgegeven op"), default=timezone.now)
    done_at = models.DateTimeField(_("afgehandeld op"), null=True, blank=True)

    class Meta:
        verbose_name = _("melding")
        verbose_name_plural = _("meldingen")
        # What waits comes first.
        ordering = [models.F("done_at").desc(nulls_first=True), "-created_at", "-pk"]

    def __str__(self) -> str:
        return Truncator(self.text).chars(80)
