from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from knowledge import numbers
from knowledge.models.base import PassageField
from knowledge.models.filled import FilledPanel
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

    # A copy is no other write-up of the same kenniskring.
    exclude_fields_in_copy = ["number"]

    kind = "verslag"
    kind_label = _("Verslag")
    passage_fields = (
        PassageField("in_short", "in-het-kort", _("In het kort")),
        PassageField("body"),
        PassageField("what_next", "hoe-nu-verder", _("Hoe nu verder")),
        PassageField("documents", "om-mee-te-nemen", _("Om mee te nemen")),
    )
    expected = ("in_short", "questions", "body", "what_next", "documents")
    parent_page_types = ["knowledge.ListPage"]
    subpage_types: list[str] = []
    content_panels = [
        FilledPanel(heading=_("Wat is er ingevuld?")),
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

    def clean(self) -> None:
        """Refuse a number that another report or meeting has."""
        super().clean()
        if self.alias_of_id:
            # It repeats its source, number and all.
            return
        if refusal := numbers.taken(self.number, by_other_than=self.translation_key):
            raise ValidationError({"number": refusal})

    def copy_for_translation(self, *args: Any, **kwargs: Any) -> "ReportPage":
        """Return the translation, with the number of its source."""
        page = super().copy_for_translation(*args, **kwargs)
        # It is copied as well, and copies have none.
        page.number = self.number
        ReportPage.objects.filter(pk=page.pk).update(number=self.number)
        if revision := page.latest_revision:
            revision.content["number"] = self.number
            revision.save(update_fields=["content"])
        return page
