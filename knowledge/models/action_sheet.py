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

OWNERS = PassageField("owners", "eigenaar", _("Eigenaar en kartrekker"))
# The eight fixed sections, in the order that everybody who knows such sheets expects.
SECTIONS = (
    PassageField("execution", "uitvoering", _("Uitvoering")),
    PassageField("communication", "communicatie", _("Communicatie")),
    PassageField("connection", "verbinding", _("Verbinding")),
    PassageField("evaluation", "evaluatie-en-monitoring", _("Evaluatie en monitoring")),
    PassageField("finances", "financien", _("Financiën")),
    PassageField("lasting", "borging", _("Hoe blijft het bestaan? (borging)")),
    OWNERS,
    PassageField("together", "samen-met", _("Samen met")),
)


class ActionSheetPage(KnowledgePage):
    """One action of a programme, worked out in eight fixed sections."""

    theme = models.CharField(_("thema"), max_length=120, blank=True)
    programme = models.ForeignKey(
        "knowledge.ProgrammePage",
        verbose_name=_("hoort bij programma"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    owner_site = models.URLField(
        _("website van de eigenaar"), blank=True, help_text=_("Waar de eigenaar er meer over zegt.")
    )

    aim = BodyField(
        SectionBlock(), verbose_name=_("doel"), blank=True, help_text=_("Wat moet dit opleveren?")
    )
    state_of_affairs = BodyField(SectionBlock(), verbose_name=_("stand van zaken"), blank=True)
    execution = BodyField(SectionBlock(), verbose_name=_("uitvoering"), blank=True)
    communication = BodyField(SectionBlock(), verbose_name=_("communicatie"), blank=True)
    connection = BodyField(SectionBlock(), verbose_name=_("verbinding"), blank=True)
    evaluation = BodyField(SectionBlock(), verbose_name=_("evaluatie en monitoring"), blank=True)
    finances = BodyField(SectionBlock(), verbose_name=_("financiën"), blank=True)
    lasting = BodyField(
        SectionBlock(),
        verbose_name=_("hoe blijft het bestaan? (borging)"),
        blank=True,
        help_text=_("Hoe blijft dit bestaan als het project stopt? Geld, mensen, besluit."),
    )
    owners = BodyField(
        SectionBlock(),
        verbose_name=_("eigenaar en kartrekker"),
        blank=True,
        help_text=_("Deze organisaties staan ook boven aan de pagina."),
    )
    together = BodyField(SectionBlock(), verbose_name=_("samen met"), blank=True)

    kind = "actieblad"
    kind_label = _("Actieblad")
    is_tool = True
    passage_fields = (
        PassageField("aim", "doel", _("Doel")),
        PassageField("state_of_affairs", "stand-van-zaken", _("Stand van zaken")),
        *SECTIONS,
    )
    parent_page_types = ["knowledge.ListPage"]
    subpage_types: list[str] = []
    content_panels = [
        *KnowledgePage.content_panels,
        MultiFieldPanel(
            [
                FieldPanel("theme"),
                FieldPanel("programme"),
                FieldPanel("owner_site"),
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
        verbose_name = _("actieblad")
        verbose_name_plural = _("actiebladen")
