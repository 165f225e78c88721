from pathlib import PurePath

from django.db import models
from django.utils.deconstruct import deconstructible
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from knowledge.codes import new_code
from knowledge.models.knowledge_page import (
    GEMEENTEN_PANEL,
    OPGAVEN_PANEL,
    SPEAKERS_PANEL,
    KnowledgePage,
)
from office.protected_files import ProtectedFiles


@deconstructible
class ProtectedStorage(ProtectedFiles):
    """Where films and documents are kept; the migrations know it by this name."""


FILMS_FOLDER = "opnames"


def film_path(recording, filename):
    """Return where a film is kept; the uploaded name is not trusted, only its suffix."""
    return f"{FILMS_FOLDER}/{recording.uid}/{new_code()}{PurePath(filename).suffix.lower()[:6]}"


class Recording(models.Model):
    """A film of ours or a film elsewhere; pages in every language point at it."""

    class State(models.TextChoices):
        PUBLISHED = "published", _("te bekijken")
        WITHDRAWN = "withdrawn", _("ingetrokken")

    uid = models.CharField(max_length=8, unique=True, default=new_code, editable=False)
    title = models.CharField(_("titel"), max_length=200)
    file = models.FileField(
        _("film"),
        storage=ProtectedStorage(),
        upload_to=film_path,
        blank=True,
        help_text=_("Een film in WebM of MP4. Laat leeg als de film ergens anders staat."),
    )
    media_type = models.CharField(_("bestandssoort"), max_length=40, blank=True, editable=False)
    external_url = models.URLField(
        _("adres elders"), blank=True, help_text=_("Alleen als de film op een andere site staat.")
    )
    external_party = models.CharField(
        _("naam van die site"), max_length=60, blank=True, help_text=_("Bijvoorbeeld YouTube.")
    )
    duration = models.PositiveIntegerField(
        _("duur in seconden"), default=0, help_text=_("0 als de duur niet bekend is.")
    )
    poster = models.ForeignKey(
        "knowledge.SiteImage",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("stilstaand beeld"),
    )
    part_note = models.CharField(
        _("welk deel"),
        max_length=200,
        blank=True,
        help_text=_("Bijvoorbeeld: Alleen het plenaire deel is opgenomen."),
    )
    reenacted = models.BooleanField(_("nagemaakt voor de demonstratie"), default=False)
    state = models.CharField(
        max_length=10, choices=State.choices, default=State.PUBLISHED, editable=False
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)
    withdrawn_by = models.CharField(max_length=150, blank=True, editable=False)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("opname")
        verbose_name_plural = _("opnames")
        ordering = ["title"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(file="") | models.Q(external_url=""),
                name="recording_file_or_address",
            ),
            models.CheckConstraint(
                condition=models.Q(state="published", withdrawn_at=None)
                | models.Q(state="withdrawn", withdrawn_at__isnull=False),
                name="recording_withdrawn_has_date",
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def withdrawn(self):
        """Return whether the film may not be shown any more."""
        return self.state == self.State.WITHDRAWN

    @property
    def is_watchable(self):
        """Return whether there is a film to watch, here or elsewhere."""
        return not self.withdrawn and bool(self.file or self.external_url)


def not_watchable(relation: str = "") -> models.Q:
    """Return the condition that a film, or the one at the end of relation, cannot be watched.

    It was withdrawn, or is still to come.
    """
    at = f"{relation}__" if relation else ""
    is_to_come = models.Q(**{f"{at}file": "", f"{at}external_url": ""})
    return models.Q(**{f"{at}state": Recording.State.WITHDRAWN}) | is_to_come


class RecordingPage(KnowledgePage):
    """The page of a recording in one language: film, chapters, and all that is said as text."""

    recording = models.ForeignKey(
        Recording, on_delete=models.PROTECT, related_name="pages", verbose_name=_("opname")
    )
    number = models.PositiveSmallIntegerField(_("nummer van de kenniskring"), null=True, blank=True)
    without_picture = models.CharField(
        _("zonder beeld volgen"),
        max_length=200,
        blank=True,
        help_text=_(
            "Is alles wat in beeld staat ook te horen? "
            "Bijvoorbeeld: alles wat in beeld staat is beschreven."
        ),
    )

    kind = "opname"
    kind_label = _("Opname")
    # It has its own film, words and captions to take along.
    taken_along = False
    parent_page_types = ["knowledge.ListPage"]
    subpage_types: list[str] = []
    content_panels = [
        *KnowledgePage.content_panels,
        FieldPanel("recording"),
        FieldPanel("number"),
        *KnowledgePage.date_panels,
        FieldPanel("without_picture"),
        SPEAKERS_PANEL,
        GEMEENTEN_PANEL,
        OPGAVEN_PANEL,
    ]

    class Meta:
        verbose_name = _("opnamepagina")
        verbose_name_plural = _("opnamepagina's")
