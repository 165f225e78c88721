from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from knowledge.models.base import PassageField
from knowledge.models.knowledge_page import (
    AUDIENCES_PANEL,
    GEMEENTEN_PANEL,
    OPGAVEN_PANEL,
    KnowledgePage,
    PageGemeente,
)
from knowledge.text.blocks import BodyField, SectionBlock, TakeawaysBlock
from knowledge.text.choices import Status
from knowledge.text.programme_blocks import PlacesBlock, TimelineBlock

ORIGIN = PassageField("origin", "ontstaan", _("Hoe het begon"))
GOALS = PassageField("goals", "doelen", _("Doelen"))
APPROACH = PassageField("approach", "aanpak", _("Zo werkt het"))
PARTNERS = PassageField("partners", "wie-doen-mee", _("Wie doen mee"))
PLACES = PassageField("places", "plaatsen", _("Waar"))
TIMELINE = PassageField("timeline", "tijdlijn", _("Wat gebeurde er, en wat was het plan"))
RESULTS = PassageField("results", "om-mee-te-nemen", _("Om mee te nemen"))
CONTACT = PassageField("contact", "contact", _("Meer weten?"))


class ProgrammePage(KnowledgePage):
    """A programme, project or network in which organisations work together for some years."""

    area = models.CharField(
        _("gebied"), max_length=120, blank=True, help_text=_("Provincie, regio of land.")
    )
    status = models.CharField(
        _("status"), max_length=16, choices=Status.choices, default=Status.UNKNOWN
    )

    in_short = BodyField(TakeawaysBlock(), verbose_name=_("in het kort"), blank=True)
    origin = BodyField(
        SectionBlock(),
        verbose_name=_("hoe het begon"),
        blank=True,
        help_text=_("Waarom dit programma er kwam, en wie ermee begon."),
    )
    goals = BodyField(SectionBlock(), verbose_name=_("doelen"), blank=True)
    approach = BodyField(SectionBlock(), verbose_name=_("zo werkt het"), blank=True)
    partners = BodyField(SectionBlock(), verbose_name=_("wie doen mee"), blank=True)
    places = BodyField(PlacesBlock(), verbose_name=_("waar"), blank=True)
    timeline = BodyField(TimelineBlock(), verbose_name=_("tijdlijn"), blank=True)
    results = BodyField(SectionBlock(), verbose_name=_("om mee te nemen"), blank=True)
    contact = BodyField(SectionBlock(), verbose_name=_("meer weten?"), blank=True)

    kind = "programma"
    kind_label = _("Programma")
    passage_fields = (
        PassageField("in_short", "in-het-kort", _("In het kort")),
        ORIGIN,
        GOALS,
        APPROACH,
        PARTNERS,
        PLACES,
        TIMELINE,
        RESULTS,
        CONTACT,
    )
    # Its date says when it began.
    date_says_when_it_was_said = False
    parent_page_types = ["knowledge.ListPage"]
    subpage_types: list[str] = []
    content_panels = [
        *KnowledgePage.content_panels,
        MultiFieldPanel(
            [FieldPanel("area"), FieldPanel("status"), FieldPanel("state_of")],
            heading=_("Feiten"),
        ),
        *KnowledgePage.date_panels,
        GEMEENTEN_PANEL,
        OPGAVEN_PANEL,
        AUDIENCES_PANEL,
        *(FieldPanel(section.name) for section in passage_fields),
    ]

    class Meta:
        verbose_name = _("programma")
        verbose_name_plural = _("programma's")

    def save_revision(self, *args, **kwargs):
        """Save a version that is about every gemeente in which it has a place."""
        rows = list(self.gemeenten.all())
        known = {row.gemeente_id for row in rows}
        for place in self.places:
            gemeente = place.value["gemeente"]
            if gemeente and gemeente.pk not in known:
                known.add(gemeente.pk)
                self.gemeenten.add(PageGemeente(gemeente=gemeente, sort_order=len(known)))
        return super().save_revision(*args, **kwargs)
