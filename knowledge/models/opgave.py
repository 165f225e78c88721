from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, PageChooserPanel
from wagtail.models import Orderable

from knowledge.models.base import PassageField, SitePage
from knowledge.models.chosen import refuse_other_types
from knowledge.models.knowledge_page import KnowledgePage
from knowledge.text.blocks import BodyBlock, BodyField
from office.inline_rows import InlinePanel


class OpgavePage(SitePage):
    """One of the opgaven of the Alliantie; unconfirmed ones stay unpublished."""

    number = models.PositiveSmallIntegerField(_("nummer"))
    aim = models.CharField(_("doel"), max_length=240, blank=True)
    source_url = models.URLField(_("bron"), blank=True)
    confirmed = models.BooleanField(
        _("vastgesteld"), default=False, help_text=_("Heeft de Alliantie deze opgave vastgesteld?")
    )
    body = BodyField(BodyBlock(), verbose_name=_("waar gaat dit over"), blank=True)

    kind = "opgave"
    kind_label = _("Opgave")
    passage_fields = (PassageField("body"),)
    parent_page_types = ["knowledge.ListPage"]
    subpage_types: list[str] = []
    content_panels = [
        *SitePage.content_panels,
        MultiFieldPanel(
            [
                FieldPanel("number"),
                FieldPanel("aim"),
                FieldPanel("source_url"),
                FieldPanel("confirmed"),
            ],
            heading=_("De opgave"),
        ),
        FieldPanel("body"),
        InlinePanel("starting_points", label=_("Begin hier"), max_num=3),
    ]

    class Meta:
        verbose_name = _("opgave")
        verbose_name_plural = _("opgaven")


class StartingPoint(Orderable):
    """A page that an editor advises to begin with, and why."""

    page = ParentalKey(OpgavePage, on_delete=models.CASCADE, related_name="starting_points")
    target = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("pagina"),
        on_delete=models.CASCADE,
        related_name="+",
    )
    reason = models.CharField(
        _("waarom"), max_length=120, blank=True, help_text=_("“Als je nog niets hebt geregeld”")
    )

    panels = [
        PageChooserPanel("target", page_type="knowledge.KnowledgePage"),
        FieldPanel("reason"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("beginpunt")
        verbose_name_plural = _("beginpunten")

    def __str__(self) -> str:
        return self.reason

    def clean(self) -> None:
        """Refuse a page that the page of an opgave does not show."""
        if self.target_id is None:
            return
        try:
            refuse_other_types(
                self.target,
                KnowledgePage,
                advice=_("Kies een pagina uit de kennisbank."),
            )
        except ValidationError as refusal:
            raise ValidationError({"target": refusal}) from None
