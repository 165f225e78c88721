"""Rows that tie a page to opgaven and gemeenten."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.models import Orderable

# A panel is copied where it is bound: pages share these two.
GEMEENTEN_PANEL = InlinePanel("gemeenten", heading=_("Gemeenten"), label=_("Gemeente"))
OPGAVEN_PANEL = InlinePanel(
    "opgaven", heading=_("Opgaven van de Alliantie"), label=_("Opgave van de Alliantie")
)


class OpgaveRow(Orderable):
    """A link to an opgave of the Alliantie, always to the page in the source language."""

    opgave = models.ForeignKey(
        "knowledge.OpgavePage",
        verbose_name=_("opgave van de Alliantie"),
        on_delete=models.CASCADE,
        related_name="+",
    )

    panels = [FieldPanel("opgave")]

    class Meta(Orderable.Meta):
        abstract = True


class GemeenteRow(Orderable):
    """A link to a gemeente that a page is about."""

    gemeente = models.ForeignKey(
        "knowledge.Gemeente",
        verbose_name=_("gemeente"),
        on_delete=models.CASCADE,
        related_name="+",
    )

    panels = [FieldPanel("gemeente")]

    class Meta(Orderable.Meta):
        abstract = True


class ReportOpgave(OpgaveRow):
    page = ParentalKey("knowledge.ReportPage", on_delete=models.CASCADE, related_name="opgaven")


class ReportGemeente(GemeenteRow):
    page = ParentalKey("knowledge.ReportPage", on_delete=models.CASCADE, related_name="gemeenten")


class CaseOpgave(OpgaveRow):
    page = ParentalKey("knowledge.CasePage", on_delete=models.CASCADE, related_name="opgaven")


class CaseGemeente(GemeenteRow):
    page = ParentalKey("knowledge.CasePage", on_delete=models.CASCADE, related_name="gemeenten")
