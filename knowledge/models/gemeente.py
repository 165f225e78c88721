from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel


class Province(models.Model):
    """A province, in the Netherlands or in Flanders."""

    class Country(models.TextChoices):
        NETHERLANDS = "nl", _("Nederland")
        BELGIUM = "be", _("België")

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
        return self.name


class Gemeente(models.Model):
    """A municipality; its inhabitants carry the year in which they were counted."""

    name = models.CharField(_("naam"), max_length=80)
    slug = models.SlugField(unique=True)
    province = models.ForeignKey(
        Province,
        verbose_name=_("provincie"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="gemeenten",
    )
    cbs_code = models.CharField(_("CBS-code"), max_length=6, blank=True)
    inhabitants = models.PositiveIntegerField(_("inwoners"), null=True, blank=True)
    inhabitants_year = models.PositiveSmallIntegerField(_("geteld in jaar"), null=True, blank=True)

    panels = [
        FieldPanel("name"),
        FieldPanel("slug"),
        FieldPanel("province"),
        FieldPanel("cbs_code"),
        FieldRowPanel([FieldPanel("inhabitants"), FieldPanel("inhabitants_year")]),
    ]

    class Meta:
        ordering = ["name"]
        verbose_name = _("gemeente")
        verbose_name_plural = _("gemeenten")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(inhabitants__isnull=True)
                | models.Q(inhabitants_year__isnull=False),
                name="gemeente_inhabitants_have_a_year",
            )
        ]

    def __str__(self) -> str:
        return self.name
