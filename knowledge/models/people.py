from django.db import models
from django.utils.translation import gettext, gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable


class Organisation(models.Model):
    """A body that people work for or that takes part in an approach."""

    name = models.CharField(_("naam"), max_length=120)
    slug = models.SlugField(max_length=120, unique=True)
    url = models.URLField(_("website"), blank=True)

    panels = [FieldPanel("name"), FieldPanel("slug"), FieldPanel("url")]

    class Meta:
        ordering = ["name"]
        verbose_name = _("organisatie")
        verbose_name_plural = _("organisaties")

    def __str__(self) -> str:
        return self.name


class Person(models.Model):
    """Somebody who spoke or is mentioned; role and organisation are fields of the link."""

    name = models.CharField(_("naam"), max_length=120)
    slug = models.SlugField(max_length=120, unique=True)
    show_as_role = models.BooleanField(
        _("toon als functie"),
        default=False,
        help_text=_("De naam komt dan nergens meer op de site, alleen functie en organisatie."),
    )
    fictional = models.BooleanField(
        _("verzonnen persoon"), default=False, help_text=_("Voor voorbeelden en nagemaakte films.")
    )

    panels = [
        FieldPanel("name"),
        FieldPanel("slug"),
        FieldPanel("show_as_role"),
        FieldPanel("fictional"),
    ]

    class Meta:
        ordering = ["name"]
        verbose_name = _("persoon")
        verbose_name_plural = _("personen")

    def __str__(self) -> str:
        return self.name


class Appearance(Orderable):
    """A person at one occasion, with role and organisation as they were then."""

    person = models.ForeignKey(
        Person, verbose_name=_("persoon"), on_delete=models.PROTECT, related_name="+"
    )
    role = models.CharField(_("functie toen"), max_length=160, blank=True)
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("organisatie toen"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    note = models.CharField(_("in één zin"), max_length=200, blank=True)
    mentioned = models.BooleanField(
        _("alleen genoemd"), default=False, help_text=_("Sprak niet zelf, maar wordt genoemd.")
    )

    panels = [
        FieldPanel("person"),
        FieldPanel("role"),
        FieldPanel("organisation"),
        FieldPanel("note"),
        FieldPanel("mentioned"),
    ]

    class Meta(Orderable.Meta):
        abstract = True

    def __str__(self) -> str:
        return self.public_name

    @property
    def public_name(self) -> str:
        """The name, or role and organisation for who is shown by role."""
        if not self.person.show_as_role:
            return self.person.name
        return self.description or gettext("Spreker")

    @property
    def description(self) -> str:
        """Role and organisation at that occasion, as known."""
        return ", ".join(part for part in (self.role, str(self.organisation or "")) if part)
