from bisect import bisect_right

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.formats import number_format
from django.utils.translation import gettext, gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel


class Country(models.TextChoices):
    NETHERLANDS = "nl", _("Nederland")
    BELGIUM = "be", _("België")


class Province(models.Model):
    """A province, in the Netherlands or in Flanders; Brussels has its region here."""

    Country = Country

    name = models.CharField(_("naam"), max_length=60)
    slug = models.SlugField(unique=True)
    country = models.CharField(
        _("land"), max_length=2, choices=Country.choices, default=Country.NETHERLANDS
    )

    panels = [FieldRowPanel([FieldPanel("name"), FieldPanel("country")]), FieldPanel("slug")]

    class Meta:
        ordering = ["name"]
        verbose_name = _("provincie")
        verbose_name_plural = _("provincies")

    def __str__(self) -> str:
        # There is a Limburg in both countries.
        if self.country == Country.BELGIUM:
            return f"{self.name} ({self.get_country_display()})"
        return self.name


# Where one class ends and the next begins, in inhabitants.
BOUNDS = (10_000, 20_000, 50_000, 100_000, 250_000)


class Size(models.TextChoices):
    """How large a gemeente is: the classes of CBS, with the smallest and the largest ones joined.

    An adviser looks for gemeenten with an office like hers. Below 10.000 inhabitants, and from
    100.000 to 250.000, there are too few gemeenten for smaller classes.
    Source: https://www.cbs.nl/nl-nl/onze-diensten/methoden/classificaties/overig/gemeentegrootte-en-stedelijkheid
    """

    SMALLEST = "tot-10000", _("minder dan 10.000 inwoners")
    SMALL = "10000-20000", _("10.000 tot 20.000 inwoners")
    MIDDLE = "20000-50000", _("20.000 tot 50.000 inwoners")
    LARGE = "50000-100000", _("50.000 tot 100.000 inwoners")
    LARGER = "100000-250000", _("100.000 tot 250.000 inwoners")
    LARGEST = "vanaf-250000", _("250.000 inwoners of meer")

    @classmethod
    def of(cls, inhabitants: int | None) -> "Size | None":
        """Return the class of a number of inhabitants, None when it is not known."""
        return None if inhabitants is None else list(cls)[bisect_right(BOUNDS, inhabitants)]

    def condition(self, column: str = "inhabitants") -> Q:
        """Return the condition that a column of inhabitants is in this class."""
        lowest = (0, *BOUNDS)[list(Size).index(self)]
        above = (*BOUNDS, None)[list(Size).index(self)]
        found = Q(**{f"{column}__gte": lowest})
        return found if above is None else found & Q(**{f"{column}__lt": above})


def about(inhabitants: int) -> int:
    """Return a number of inhabitants rounded to two significant digits, and at least to hundreds.

    The sources are lists of several offices that count on different days.
    """
    step = max(100, 10 ** (len(str(inhabitants)) - 2))
    return max(step, step * ((inhabitants + step // 2) // step))


def in_words(inhabitants: int | None, year: int | None, country: str | None) -> str:
    """Return "ongeveer 29.000 inwoners (2026, CBS)", "" when it is not known."""
    if inhabitants is None:
        return ""
    office = "Statbel" if country == Country.BELGIUM else "CBS"
    number = number_format(about(inhabitants), force_grouping=True)
    return gettext("ongeveer %(number)s inwoners (%(year)s, %(office)s)") % {
        "number": number,
        "year": year,
        "office": office,
    }


def now_called(name: str, today: str | None) -> str:
    """Return the name of a gemeente with that of the one it belongs to today, if it merged."""
    return gettext("%(name)s (nu %(today)s)") % {"name": name, "today": today} if today else name


CODES = {
    Country.NETHERLANDS: RegexValidator(
        r"^GM[0-9]{4}\Z", _("Een CBS-code is GM met vier cijfers, bijvoorbeeld GM0294.")
    ),
    Country.BELGIUM: RegexValidator(
        r"^[0-9]{5}\Z", _("Een NIS-code is vijf cijfers, bijvoorbeeld 44021.")
    ),
}


class Gemeente(models.Model):
    """A municipality; its inhabitants carry the year in which they were counted.

    `merged_into` is always a gemeente that exists today, also when that one took in what had taken
    in this one: `merged_on` says since when this one is no more. Only `directory/mergers.py` writes
    these two.
    """

    name = models.CharField(_("naam"), max_length=80)
    slug = models.SlugField(max_length=80, unique=True)
    also_known_as = models.CharField(
        _("andere namen"),
        max_length=200,
        blank=True,
        help_text=_("Hoe mensen de gemeente ook noemen, met een komma ertussen: Den Bosch."),
    )
    province = models.ForeignKey(
        Province,
        verbose_name=_("provincie"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="gemeenten",
    )
    code = models.CharField(
        _("CBS- of NIS-code"),
        max_length=6,
        blank=True,
        help_text=_("In Nederland GM met vier cijfers, in België vijf cijfers."),
    )
    inhabitants = models.PositiveIntegerField(_("inwoners"), null=True, blank=True)
    inhabitants_year = models.PositiveSmallIntegerField(_("geteld in jaar"), null=True, blank=True)
    merged_into = models.ForeignKey(
        "self",
        verbose_name=_("hoort nu bij"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="merged",
    )
    merged_on = models.DateField(_("opgeheven op"), null=True, blank=True, editable=False)

    panels = [
        FieldPanel("name"),
        FieldPanel("slug"),
        FieldPanel("also_known_as"),
        FieldPanel("province"),
        FieldPanel("code"),
        FieldRowPanel([FieldPanel("inhabitants"), FieldPanel("inhabitants_year")]),
    ]

    class Meta:
        ordering = ["name"]
        verbose_name = _("gemeente")
        verbose_name_plural = _("gemeenten")
        constraints = [
            models.CheckConstraint(
                condition=Q(inhabitants__isnull=True) | Q(inhabitants_year__isnull=False),
                name="gemeente_inhabitants_have_a_year",
            ),
            models.UniqueConstraint(
                fields=["code"],
                condition=~Q(code=""),
                name="gemeente_code_once",
                violation_error_message=_("Er is al een gemeente met deze code."),
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")),
                name="gemeente_not_merged_into_itself",
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True, merged_on__isnull=True)
                | Q(merged_into__isnull=False, merged_on__isnull=False),
                name="gemeente_merged_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse a code that is none of its country."""
        super().clean()
        country = self.province.country if self.province else ""
        checks = [CODES[country]] if country else list(CODES.values())
        refused = []
        for check in checks if self.code else ():
            try:
                check(self.code)
            except ValidationError as error:
                refused.append(error)
        if refused and len(refused) == len(checks):
            raise ValidationError({"code": refused})

    @property
    def other_names(self) -> list[str]:
        """Return the other names, each by itself."""
        return [name.strip() for name in self.also_known_as.split(",") if name.strip()]

    @property
    def shown_name(self) -> str:
        """Return the name, with that of the gemeente that it belongs to today if it merged."""
        return now_called(self.name, self.merged_into.name if self.merged_into else None)

    @property
    def full_name(self) -> str:
        """Return the name with the others in brackets: "'s-Hertogenbosch (Den Bosch)"."""
        others = ", ".join(self.other_names)
        return f"{self.name} ({others})" if others else self.name

    @property
    def size(self) -> Size | None:
        """Return how large it is, None when that is not known."""
        return Size.of(self.inhabitants)

    @property
    def inhabitants_in_words(self) -> str:
        """Return "ongeveer 29.000 inwoners (2026, CBS)", "" when it is not known."""
        country = self.province.country if self.province else None
        return in_words(self.inhabitants, self.inhabitants_year, country)
