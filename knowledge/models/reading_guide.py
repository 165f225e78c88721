from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from knowledge.models.base import PassageField
from knowledge.models.knowledge_page import (
    AUDIENCES_PANEL,
    GEMEENTEN_PANEL,
    OPGAVEN_PANEL,
    KnowledgePage,
)
from knowledge.models.passage import Passage
from knowledge.text.blocks import BodyField, SectionBlock
from knowledge.text.guide_blocks import StepsBlock


class ReadingGuidePage(KnowledgePage):
    """Questions in an order, each with an answer in one line and the place where more stands."""

    programme = models.ForeignKey(
        "knowledge.ProgrammePage",
        verbose_name=_("hoort bij programma"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    introduction = BodyField(SectionBlock(), verbose_name=_("inleiding"), blank=True)
    steps = BodyField(StepsBlock(), verbose_name=_("vragen"), blank=True)
    contact = BodyField(SectionBlock(), verbose_name=_("meer weten?"), blank=True)

    kind = "leeswijzer"
    kind_label = _("Leeswijzer")
    is_tool = True
    passage_fields = (
        PassageField("introduction", "inleiding", _("Inleiding")),
        PassageField("steps", "vragen", _("De vragen")),
        PassageField("contact", "contact", _("Meer weten?")),
    )
    parent_page_types = ["knowledge.ListPage"]
    subpage_types: list[str] = []
    content_panels = [
        *KnowledgePage.content_panels,
        FieldPanel("programme"),
        GEMEENTEN_PANEL,
        OPGAVEN_PANEL,
        AUDIENCES_PANEL,
        FieldPanel("introduction"),
        FieldPanel("steps"),
        FieldPanel("contact"),
    ]

    class Meta:
        verbose_name = _("leeswijzer")
        verbose_name_plural = _("leeswijzers")

    def clean(self) -> None:
        """Refuse a question that leads back to this very guide."""
        super().clean()
        if self._leads_to_itself():
            raise ValidationError(
                {"steps": _("Een vraag leidt naar deze leeswijzer zelf. Kies een andere plek.")}
            )

    def _leads_to_itself(self) -> bool:
        values: list[dict[str, Any]] = [block["value"] for block in self.steps.raw_data]
        pages = {value.get("page") for value in values} - {None}
        codes = {value.get("passage") for value in values} - {None, ""}
        own = Page.objects.filter(translation_key=self.translation_key)
        return (
            own.filter(pk__in=pages).exists()
            or Passage.objects.filter(pk__in=codes, page__in=own).exists()
        )
