"""What all kinds of knowledge share: one table, and once the rows that tie a page to the world."""

from typing import ClassVar

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.models import PAGE_MODEL_CLASSES, Orderable

from knowledge import codes
from knowledge.models.base import DateAsKnown, SitePage
from knowledge.models.people import Appearance
from knowledge.text.blocks import PASSAGE_CODE, WRONG_PASSAGE_CODE
from knowledge.text.choices import Audience
from office.inline_rows import InlinePanel

# A panel is copied where it is bound: kinds share these.
GEMEENTEN_PANEL = InlinePanel("gemeenten", heading=_("Gemeenten"), label=_("Gemeente"))
OPGAVEN_PANEL = InlinePanel(
    "opgaven", heading=_("Opgaven van de Alliantie"), label=_("Opgave van de Alliantie")
)
SPEAKERS_PANEL = InlinePanel(
    "speakers", heading=_("Sprekers en wie genoemd wordt"), label=_("Persoon")
)
AUDIENCES_PANEL = InlinePanel("audiences", heading=_("Doelgroepen"), label=_("Doelgroep"))


class OfTheKind:
    """What only a kind can tell: a row of the base raises TypeError and must be asked for its own.

    A kind that says nothing itself has the default.
    """

    def __init__(self, default: object) -> None:
        self.default = default

    def __set_name__(self, owner: type, name: str) -> None:
        self.base, self.name = owner, name

    def __get__(self, instance: object, owner: type) -> object:
        if owner is self.base:
            raise TypeError(f"{owner.__name__} has no {self.name}: ask specific_class.{self.name}.")
        return self.default


class KnowledgePage(SitePage, DateAsKnown):
    """Knowledge of any kind; a row of this class itself is for reading, in lists of mixed kinds."""

    state_of = models.CharField(
        _("stand van"),
        max_length=60,
        blank=True,
        help_text=_("Van wanneer is deze kennis? Zoals de bron het zegt."),
    )

    kind: ClassVar[str] = OfTheKind("")
    kind_label: ClassVar[str] = OfTheKind("")
    date_says_when_it_was_said: ClassVar[bool] = OfTheKind(True)
    # The fields of the sections that a complete page has.
    expected: ClassVar[tuple[str, ...]] = OfTheKind(())
    # Whether a reader works with it, so that an opgave shows it under its tools.
    is_tool: ClassVar[bool] = OfTheKind(False)
    # Whether its words can be had as a Word document.
    taken_along: ClassVar[bool] = OfTheKind(True)

    is_creatable = False
    parent_page_types: list[str] = []
    subpage_types: list[str] = []

    class Meta(DateAsKnown.Meta):
        abstract = False
        verbose_name = _("kennispagina")
        verbose_name_plural = _("kennispagina's")


# Editors filter by kind, and no page is of this class alone.
PAGE_MODEL_CLASSES.remove(KnowledgePage)


class PageGemeente(Orderable):
    """A gemeente that a page is about."""

    page = ParentalKey(KnowledgePage, on_delete=models.CASCADE, related_name="gemeenten")
    gemeente = models.ForeignKey(
        "knowledge.Gemeente",
        verbose_name=_("gemeente"),
        on_delete=models.CASCADE,
        related_name="+",
    )

    panels = [FieldPanel("gemeente")]


class OpgaveRow(Orderable):
    """A link to an opgave of the Alliantie, always to the page in the source language."""

    opgave = models.ForeignKey(
        "knowledge.OpgavePage",
        verbose_name=_("opgave van de Alliantie"),
        on_delete=models.CASCADE,
        related_name="+",
    )

    panels = [FieldPanel("opgave")]

    class Meta(Orderable.Meta):
        abstract = True


class PageOpgave(OpgaveRow):
    """An opgave that a page is about."""

    page = ParentalKey(KnowledgePage, on_delete=models.CASCADE, related_name="opgaven")


class PageSpeaker(Appearance):
    """Somebody who spoke there, or is mentioned."""

    page = ParentalKey(KnowledgePage, on_delete=models.CASCADE, related_name="speakers")
    # The code and no foreign key: a paragraph that is being written has no row yet.
    passage = models.CharField(
        _("staat bij alinea"),
        max_length=codes.LENGTH,
        blank=True,
        validators=[RegexValidator(PASSAGE_CODE, WRONG_PASSAGE_CODE)],
        help_text=_("De code van 8 tekens uit het adres van de alinea, achter /p/."),
    )

    panels = [*Appearance.panels, FieldPanel("passage")]


class PageAudience(Orderable):
    """One group of people for whom a page is meant."""

    page = ParentalKey(KnowledgePage, on_delete=models.CASCADE, related_name="audiences")
    audience = models.CharField(_("doelgroep"), max_length=24, choices=Audience.choices)

    panels = [FieldPanel("audience")]

    class Meta(Orderable.Meta):
        verbose_name = _("doelgroep")
        verbose_name_plural = _("doelgroepen")

    def __str__(self) -> str:
        return self.get_audience_display()
