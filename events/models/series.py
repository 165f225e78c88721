from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from recurrence.fields import RecurrenceField
from wagtail.models import Locale


class Series(ClusterableModel):
    """The rule by which meetings come back; its meetings are rows of their own."""

    name = models.CharField(
        _("naam"), max_length=120, unique=True, help_text=_("Alleen voor de redactie.")
    )
    recurrence = RecurrenceField(verbose_name=_("herhaling"), include_dtstart=False, blank=True)
    first_day = models.DateField(_("eerste dag"))
    start_time = models.TimeField(_("begintijd"), help_text=_("Plaatselijke tijd."))
    duration = models.PositiveSmallIntegerField(
        _("duur in minuten"),
        default=90,
        validators=[MinValueValidator(5), MaxValueValidator(24 * 60)],
    )
    time_zone = models.CharField(_("tijdzone"), max_length=60, default="Europe/Amsterdam")
    capacity_online = models.PositiveIntegerField(_("plekken online"), default=40)
    capacity_location = models.PositiveIntegerField(_("plekken op locatie"), default=0)
    tool = models.CharField(_("online via"), max_length=80, blank=True)
    place = models.CharField(_("plaats"), max_length=160, blank=True)

    class Meta:
        verbose_name = _("reeks")
        verbose_name_plural = _("reeksen")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def today(self, now: datetime) -> date:
        """Return which day it is now where its meetings are."""
        return now.astimezone(ZoneInfo(self.time_zone)).date()


class SeriesText(models.Model):
    """What a visitor reads about a series, in one language."""

    series = ParentalKey(Series, on_delete=models.CASCADE, related_name="texts")
    locale = models.ForeignKey(
        Locale, on_delete=models.PROTECT, related_name="+", verbose_name=_("taal")
    )
    title = models.CharField(_("titel"), max_length=200)
    slug = models.SlugField(_("adres"), max_length=100)
    intro = models.TextField(_("inleiding"), blank=True)

    class Meta:
        verbose_name = _("tekst van een reeks")
        verbose_name_plural = _("teksten van een reeks")
        ordering = ["series", "locale_id"]  # the source language first
        constraints = [
            models.UniqueConstraint(fields=["series", "locale"], name="series_text_per_language"),
            models.UniqueConstraint(fields=["locale", "slug"], name="series_slug_per_language"),
        ]

    def __str__(self) -> str:
        return self.title
