"""What an editor says of a change: kept with a revision, then shown once it is published."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page, Revision

LONGEST_SENTENCE = 120


class VersionNote(models.Model):
    """What an editor said of a revision that is not published yet; deleted when it is."""

    class Choice(models.TextChoices):
        TYPO = "typo", _("Alleen een typfout: bezoekers lezen er niets over")
        CHANGED = "changed", _("Dit is veranderd:")

    revision = models.OneToOneField(
        Revision, on_delete=models.CASCADE, related_name="version_note", primary_key=True
    )
    # Empty while she has typed a sentence and chosen nothing yet.
    choice = models.CharField(max_length=8, choices=Choice.choices, blank=True)
    sentence = models.CharField(_("wat is er veranderd"), max_length=LONGEST_SENTENCE, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(choice__in=["", "typo", "changed"]),
                name="version_note_choice_exists",
            ),
        ]

    def __str__(self) -> str:
        return self.sentence or self.choice


class PageChange(models.Model):
    """A change of a page that its visitors read about: a sentence, and when it was published."""

    # A sentence about a page is no use of it: it does not stop anybody from deleting the page.
    reference_index_ignore = True

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="said_changes")
    revision = models.OneToOneField(
        Revision, null=True, on_delete=models.SET_NULL, related_name="said_change"
    )
    sentence = models.CharField(_("wat is er veranderd"), max_length=LONGEST_SENTENCE)
    published_at = models.DateTimeField(_("gepubliceerd op"))

    panels = [
        FieldPanel(
            "sentence",
            help_text=_(
                "Bezoekers lezen deze zin onderaan de pagina, in feeds en bij antwoorden die haar "
                "aanhalen. Haal je de zin weg, dan staat ze daar niet meer."
            ),
        )
    ]

    class Meta:
        verbose_name = _("wijziging van een pagina")
        verbose_name_plural = _("wijzigingen van pagina's")
        ordering = ["-published_at", "-pk"]
        indexes = [models.Index(fields=["page", "-published_at"], name="page_changes_newest")]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(sentence=""), name="page_change_says_something"
            ),
        ]

    def __str__(self) -> str:
        return self.sentence
