"""The one base of every page, and the columns that several kinds share."""

from typing import ClassVar, NamedTuple

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Page


class PassageField(NamedTuple):
    """A StreamField whose content is addressable; `key` makes it a fixed section ("borging")."""

    name: str
    key: str = ""
    label: str = ""


class KnowledgePage(Page):
    """A page that is found, cited and translated."""

    subtitle = models.CharField(_("ondertitel"), max_length=160, blank=True)
    also_known_as = models.CharField(
        _("ook bekend als"),
        max_length=255,
        blank=True,
        help_text=_("Andere namen, met komma's ertussen. Zoeken vindt de pagina er ook op."),
    )
    summary = models.TextField(
        _("samenvatting"),
        max_length=300,
        blank=True,
        help_text=_("Eén zin: wat heeft de lezer hieraan?"),
    )
    checked_on = models.DateField(
        _("gecontroleerd op"),
        null=True,
        blank=True,
        help_text=_("Wanneer keek de redactie dit voor het laatst na?"),
    )

    # Value of the facet `soort`; empty keeps pages of this type out of the search index.
    kind: ClassVar[str] = ""
    kind_label: ClassVar[str] = ""
    passage_fields: ClassVar[tuple[PassageField, ...]] = ()

    content_panels = [
        *Page.content_panels,
        FieldPanel("subtitle"),
        FieldPanel("summary"),
    ]
    promote_panels = [
        *Page.promote_panels,
        FieldPanel("also_known_as"),
        FieldPanel("checked_on"),
    ]

    class Meta:
        abstract = True


class DateAsKnown(models.Model):
    """A date of which day, month or year may be unknown; nothing is ever computed into it."""

    date_text = models.CharField(
        _("datum in woorden"),
        max_length=80,
        blank=True,
        help_text=_("Zoals de bron het zegt: “14 april”, “zo'n vijf jaar geleden”."),
    )
    date_year = models.PositiveSmallIntegerField(_("jaar"), null=True, blank=True)
    date_month = models.PositiveSmallIntegerField(_("maand"), null=True, blank=True)
    date_day = models.PositiveSmallIntegerField(_("dag"), null=True, blank=True)
    date_confirmed_by = models.CharField(_("datum bevestigd door"), max_length=120, blank=True)
    date_confirmed_at = models.DateField(_("datum bevestigd op"), null=True, blank=True)

    date_panels = [
        MultiFieldPanel(
            [
                FieldPanel("date_text"),
                FieldRowPanel(
                    [FieldPanel("date_day"), FieldPanel("date_month"), FieldPanel("date_year")]
                ),
                FieldRowPanel([FieldPanel("date_confirmed_by"), FieldPanel("date_confirmed_at")]),
            ],
            heading=_("Datum, voor zover bekend"),
        )
    ]

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=models.Q(date_day__isnull=True) | models.Q(date_month__isnull=False),
                name="%(class)s_no_day_without_month",
            ),
            models.CheckConstraint(
                condition=models.Q(date_month__isnull=True) | models.Q(date_month__range=(1, 12)),
                name="%(class)s_month_exists",
            ),
            models.CheckConstraint(
                condition=models.Q(date_day__isnull=True) | models.Q(date_day__range=(1, 31)),
                name="%(class)s_day_exists",
            ),
        ]

    @property
    def date_sort(self) -> str:
        """What is known, as text that sorts: "2026-04-14", "--04-14" without a year, or ""."""
        if not (self.date_year or self.date_month):
            return ""
        year = f"{self.date_year:04d}" if self.date_year else "-"
        known = [year, *(f"{part:02d}" for part in (self.date_month, self.date_day) if part)]
        return "-".join(known)
