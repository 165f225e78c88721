from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from knowledge.models.gemeente import Province


class Term(models.Model):
    """A word that not every reader knows, with what it means in a few words."""

    word = models.CharField(_("woord"), max_length=80)
    country = models.CharField(
        _("land"),
        max_length=2,
        choices=Province.Country.choices,
        blank=True,
        help_text=_("Waar zeggen mensen dit zo? Leeg: overal."),
    )
    explanation = models.CharField(
        _("uitleg"),
        max_length=160,
        help_text=_("Staat tussen haakjes achter het woord: “in Nederland: college van B en W”."),
    )
    equals = models.CharField(
        _("ook wel"),
        max_length=255,
        blank=True,
        help_text=_(
            "Andere woorden voor hetzelfde, met komma's ertussen. Wie op het ene zoekt, vindt ook "
            "het andere."
        ),
    )

    panels = [
        FieldPanel("word"),
        FieldPanel("country"),
        FieldPanel("explanation"),
        FieldPanel("equals"),
    ]

    class Meta:
        ordering = ["word"]
        verbose_name = _("begrip")
        verbose_name_plural = _("begrippen")
        constraints = [
            models.UniqueConstraint(
                Lower("word"),
                "country",
                name="term_word_once_in_a_country",
                violation_error_message=_("Dit begrip staat al in de lijst."),
            )
        ]

    def __str__(self) -> str:
        return self.word

    def clean(self) -> None:
        """Refuse an explanation with brackets of its own: it stands between them."""
        super().clean()
        if set("()") & set(self.explanation):
            raise ValidationError(
                {"explanation": _("De uitleg staat al tussen haakjes. Laat ze hier weg.")}
            )
