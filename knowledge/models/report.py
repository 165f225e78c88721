from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from knowledge.models.base import PassageField
from knowledge.models.knowledge_page import (
    GEMEENTEN_PANEL,
    OPGAVEN_PANEL,
    SPEAKERS_PANEL,
    KnowledgePage,
)
from knowledge.text.blocks import BodyBlock, BodyField, QuestionsBlock, SectionBlock, TakeawaysBlock


class ReportPage(KnowledgePage):
    """The write-up of a kenniskring; with a meeting it is read at the meeting's address."""

    number = models.PositiveSmallIntegerField(_("nummer van de kenniskring"), null=True, blank=True)
    recording = models.ForeignKey(
        "knowledge.Recording",
        verbose_name=_("opname"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    in_short = BodyField(TakeawaysBlock(), verbose_name=_("in het kort"), blank=True)
    questions = BodyField(
        QuestionsBlock(), verbose_name=_("de vragen van deze kenniskring"), blank=True
    )
    body = BodyField(BodyBlock(), verbose_name=_("verslag"), blank=True)
    what_next = BodyField(BodyBlock(), verbose_name=_("hoe nu verder"), blank=True)
    documents = BodyField(SectionBlock(), verbose_name=_("om mee te nemen"), blank=True)

    kind = "verslag"
    kind_label = _("Verslag")
    passage_fields = (
        PassageField("in_short", "in-het-kort", _("In het kort")),
        PassageField("body"),
        PassageField("what_next", "hoe-nu-verder", _("Hoe nu verder")),
        PassageField("documents", "om-mee-te-nemen", _("Om mee te nemen")),
    )
    parent_page_types = ["knowledge.ListPage"]
    subpage_types: list[str] = []
    content_panels = [
        *KnowledgePage.content_panels,
        FieldPanel("number"),
        *KnowledgePage.date_panels,
        SPEAKERS_PANEL,
        GEMEENTEN_PANEL,
        OPGAVEN_PANEL,
        FieldPanel("recording"),
        FieldPanel("in_short"),
        FieldPanel("questions"),
        FieldPanel("body"),
        FieldPanel("what_next"),
        FieldPanel("documents"),
    ]

    class Meta:
        verbose_name = _("verslag")
        verbose_name_plural = _("verslagen")
