from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from knowledge.models import KnowledgePage
from knowledge.models.base import PassageField
from knowledge.models.knowledge_page import GEMEENTEN_PANEL, OPGAVEN_PANEL
from knowledge.text.blocks import BodyBlock, BodyField


class HandbookPage(KnowledgePage):
    """A kind that is added by the four steps of docs/architecture.md, and by no fifth."""

    body = BodyField(BodyBlock(), blank=True)

    kind = "handboek"
    kind_label = _("Handboek")
    is_tool = True
    passage_fields = (PassageField("body"),)
    parent_page_types = ["knowledge.ListPage"]
    content_panels = [
        *KnowledgePage.content_panels,
        FieldPanel("body"),
        GEMEENTEN_PANEL,
        OPGAVEN_PANEL,
    ]

    class Meta:
        verbose_name = "handboek"
        verbose_name_plural = "handboeken"
