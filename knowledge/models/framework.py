from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from knowledge.models.base import PassageField
from knowledge.models.knowledge_page import (
    AUDIENCES_PANEL,
    GEMEENTEN_PANEL,
    OPGAVEN_PANEL,
    KnowledgePage,
)
from knowledge.text.blocks import BodyField, SectionBlock
from knowledge.text.choices import FrameworkForm, Status, Version
from knowledge.text.framework_blocks import EvidenceListBlock, PhasesBlock

PARTS = (
    PassageField("assignments", "opdrachten", _("Opdrachten")),
    PassageField("principles", "principes", _("Principes")),
    PassageField("building_blocks", "bouwstenen", _("Bouwstenen")),
    PassageField("practices", "aanbevolen-praktijken", _("Aanbevolen praktijken")),
)


class FrameworkPage(KnowledgePage):
    """A framework to work by, or a label to earn: in phases, with conditions to tick off."""

    form = models.CharField(
        _("kader of label"),
        max_length=8,
        choices=FrameworkForm.choices,
        default=FrameworkForm.FRAMEWORK,
    )
    programme = models.ForeignKey(
        "knowledge.ProgrammePage",
        verbose_name=_("hoort bij programma"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    version = models.CharField(_("versie"), max_length=12, choices=Version.choices, blank=True)
    version_date = models.CharField(
        _("datum van die versie"),
        max_length=80,
        blank=True,
        help_text=_("Zoals de bron het zegt: “juni 2017”."),
    )
    status = models.CharField(
        _("status"), max_length=16, choices=Status.choices, default=Status.UNKNOWN
    )

    introduction = BodyField(SectionBlock(), verbose_name=_("waar gaat het over"), blank=True)
    phases = BodyField(PhasesBlock(), verbose_name=_("fasen"), blank=True)
    assignments = BodyField(SectionBlock(), verbose_name=_("opdrachten"), blank=True)
    principles = BodyField(SectionBlock(), verbose_name=_("principes"), blank=True)
    building_blocks = BodyField(SectionBlock(), verbose_name=_("bouwstenen"), blank=True)
    practices = BodyField(SectionBlock(), verbose_name=_("aanbevolen praktijken"), blank=True)
    evidence = BodyField(
        EvidenceListBlock(),
        verbose_name=_("hieraan zie je het"),
        blank=True,
        help_text=_("Alinea's van deze site die laten zien dat dit werkt, of niet."),
    )
    based_on = BodyField(
        SectionBlock(),
        verbose_name=_("gebaseerd op"),
        blank=True,
        help_text=_("De publicaties en afspraken waar dit op steunt."),
    )

    kind = "kader"
    kind_label = _("Kader of label")
    is_tool = True
    passage_fields = (
        PassageField("introduction", "waar-gaat-het-over", _("Waar gaat het over")),
        PassageField("phases"),
        *PARTS,
        PassageField("evidence", "hieraan-zie-je-het", _("Hieraan zie je het")),
        PassageField("based_on", "gebaseerd-op", _("Gebaseerd op")),
    )
    parent_page_types = ["knowledge.ListPage"]
    subpage_types: list[str] = []
    content_panels = [
        *KnowledgePage.content_panels,
        MultiFieldPanel(
            [
                FieldPanel("form"),
                FieldPanel("programme"),
                FieldPanel("version"),
                FieldPanel("version_date"),
                FieldPanel("status"),
                FieldPanel("state_of"),
            ],
            heading=_("Feiten"),
        ),
        *KnowledgePage.date_panels,
        GEMEENTEN_PANEL,
        OPGAVEN_PANEL,
        AUDIENCES_PANEL,
        *(FieldPanel(section.name) for section in passage_fields),
    ]

    class Meta:
        verbose_name = _("kader of label")
        verbose_name_plural = _("kaders en labels")
