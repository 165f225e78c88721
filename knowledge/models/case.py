from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from knowledge.models.base import PassageField
from knowledge.models.filled import FilledPanel
from knowledge.models.knowledge_page import (
    AUDIENCES_PANEL,
    GEMEENTEN_PANEL,
    OPGAVEN_PANEL,
    KnowledgePage,
)
from knowledge.text.blocks import BodyField, SectionBlock, TakeawaysBlock
from knowledge.text.case_blocks import PointsBlock, VoicesBlock
from knowledge.text.choices import Approach, Change, Status

SECTIONS = (
    PassageField("occasion", "aanleiding", _("Aanleiding")),
    PassageField("steps", "zo-werkt-het", _("Zo werkt het")),
    PassageField("works", "wat-werkt", _("Wat werkt")),
    PassageField("works_not", "wat-werkt-niet", _("Wat niet werkt, obstakels")),
    PassageField("council", "bestuur-en-raad", _("Bestuur en raad")),
    PassageField("partners", "wie-doen-mee", _("Wie doen mee")),
    PassageField("voices", "wie-dacht-mee", _("Wie dacht mee")),
    PassageField("lasting", "borging", _("Hoe blijft het bestaan? (borging)")),
    PassageField("start_here", "zelf-doen", _("Zelf doen?")),
)


class CasePage(KnowledgePage):
    """A practice example: what a gemeente does, and whether another can copy it."""

    approach = models.CharField(
        _("vorm van aanpak"), max_length=24, choices=Approach.choices, blank=True
    )
    change = models.CharField(
        _("wanneer merk je het?"), max_length=16, choices=Change.choices, blank=True
    )
    area = models.CharField(_("gebied"), max_length=120, blank=True, help_text=_("Wijk of regio."))
    local_opgave = models.CharField(_("eigen doel van de gemeente"), max_length=160, blank=True)
    ambition = models.CharField(_("ambitie"), max_length=160, blank=True)
    life_areas = models.CharField(
        _("leefgebieden"),
        max_length=200,
        blank=True,
        help_text=_("Bijvoorbeeld: geld, wonen, school. Met komma's ertussen."),
    )
    costs = models.CharField(_("kosten per jaar"), max_length=120, blank=True)
    hours = models.CharField(_("tijd per week"), max_length=120, blank=True)
    certainty = models.CharField(_("hoe zeker weten we dit?"), max_length=200, blank=True)
    status = models.CharField(
        _("status"), max_length=16, choices=Status.choices, default=Status.UNKNOWN
    )
    report = models.ForeignKey(
        "knowledge.ReportPage",
        verbose_name=_("dit komt uit verslag"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )

    in_short = BodyField(TakeawaysBlock(), verbose_name=_("in het kort"), blank=True)
    occasion = BodyField(SectionBlock(), verbose_name=_("aanleiding"), blank=True)
    steps = BodyField(SectionBlock(), verbose_name=_("zo werkt het"), blank=True)
    works = BodyField(PointsBlock(), verbose_name=_("wat werkt"), blank=True)
    works_not = BodyField(PointsBlock(), verbose_name=_("wat niet werkt, obstakels"), blank=True)
    council = BodyField(SectionBlock(), verbose_name=_("bestuur en raad"), blank=True)
    partners = BodyField(SectionBlock(), verbose_name=_("wie doen mee"), blank=True)
    voices = BodyField(
        VoicesBlock(),
        verbose_name=_("wie dacht mee"),
        blank=True,
        help_text=_("Kinderen, ouders, ervaringsdeskundigen, en wat er door hen veranderde."),
    )
    lasting = BodyField(
        SectionBlock(),
        verbose_name=_("hoe blijft het bestaan? (borging)"),
        blank=True,
        help_text=_("Hoe blijft dit bestaan als het project stopt? Geld, mensen, besluit."),
    )
    start_here = BodyField(SectionBlock(), verbose_name=_("zelf doen?"), blank=True)

    kind = "praktijkvoorbeeld"
    kind_label = _("Praktijkvoorbeeld")
    passage_fields = (PassageField("in_short", "in-het-kort", _("In het kort")), *SECTIONS)
    expected = tuple(section.name for section in SECTIONS)
    # Its date says when the work began: without that word it is taken for another.
    date_says_when_it_was_said = False
    parent_page_types = ["knowledge.ListPage"]
    subpage_types: list[str] = []
    content_panels = [
        FilledPanel(heading=_("Wat is er ingevuld?")),
        *KnowledgePage.content_panels,
        GEMEENTEN_PANEL,
        MultiFieldPanel(
            [
                FieldPanel("area"),
                FieldPanel("approach"),
                FieldPanel("local_opgave"),
                FieldPanel("ambition"),
                FieldPanel("change"),
                FieldPanel("life_areas"),
                FieldPanel("costs"),
                FieldPanel("hours"),
                FieldPanel("certainty"),
                FieldPanel("status"),
                FieldPanel("state_of"),
                FieldPanel("report"),
            ],
            heading=_("Feiten"),
        ),
        *KnowledgePage.date_panels,
        OPGAVEN_PANEL,
        AUDIENCES_PANEL,
        FieldPanel("in_short"),
        *(FieldPanel(section.name) for section in SECTIONS),
    ]

    class Meta:
        verbose_name = _("praktijkvoorbeeld")
        verbose_name_plural = _("praktijkvoorbeelden")
