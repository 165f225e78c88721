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
from knowledge.text.blocks import BodyBlock, BodyField, SectionBlock, TakeawaysBlock


class PublicationPage(KnowledgePage):
    """A report, guide or tool of somebody else: what it says, for whom, and where to get it."""

    publisher = models.CharField(
        _("van wie"),
        max_length=160,
        blank=True,
        help_text=_("De organisatie die het uitgaf, en wie het schreef."),
    )
    extent = models.CharField(
        _("omvang"), max_length=80, blank=True, help_text=_("Bijvoorbeeld: 24 bladzijden.")
    )

    in_short = BodyField(TakeawaysBlock(), verbose_name=_("in het kort"), blank=True)
    body = BodyField(BodyBlock(), verbose_name=_("wat staat erin?"), blank=True)
    get_it = BodyField(
        SectionBlock(),
        verbose_name=_("hier vind je het"),
        blank=True,
        help_text=_("Het bestand of het adres. Is het adres niet bekend, laat het dan leeg."),
    )

    kind = "publicatie"
    kind_label = _("Publicatie")
    is_tool = True
    passage_fields = (
        PassageField("in_short", "in-het-kort", _("In het kort")),
        PassageField("body"),
        PassageField("get_it", "hier-vind-je-het", _("Hier vind je het")),
    )
    parent_page_types = ["knowledge.ListPage"]
    subpage_types: list[str] = []
    content_panels = [
        *KnowledgePage.content_panels,
        MultiFieldPanel([FieldPanel("publisher"), FieldPanel("extent")], heading=_("Feiten")),
        *KnowledgePage.date_panels,
        GEMEENTEN_PANEL,
        OPGAVEN_PANEL,
        AUDIENCES_PANEL,
        FieldPanel("in_short"),
        FieldPanel("body"),
        FieldPanel("get_it"),
    ]

    class Meta:
        verbose_name = _("publicatie")
        verbose_name_plural = _("publicaties")
