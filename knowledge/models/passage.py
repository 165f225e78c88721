"""A passage: the smallest unit of knowledge that has an address of its own."""

import hashlib

from django.db import models
from django.db.models.functions import Left
from django.utils.translation import gettext_lazy as _

from knowledge import codes
from knowledge.text import extraction, naming


def text_hash(text: str) -> str:
    """Return the fingerprint by which an answer sees that its source has changed."""
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()


class PassageQuerySet(models.QuerySet):
    def live(self) -> "PassageQuerySet":
        """Keep the passages that visitors can read."""
        return self.filter(state=Passage.State.LIVE)

    def gone(self) -> "PassageQuerySet":
        """Keep the passages that are on no page any longer."""
        return self.filter(state__in=Passage.GONE)

    def in_order(self) -> "PassageQuerySet":
        """Sort in the order of the page."""
        return self.order_by("position", "id")

    def with_beginning(self) -> "PassageQuerySet":
        """Add `beginning`: enough of the text to call a passage by its first words."""
        return self.annotate(beginning=Left("text", naming.ENOUGH))

    def delete(self) -> tuple[int, dict[str, int]]:
        """Raise TypeError: an address that was given out once stays known for ever."""
        raise TypeError("A passage is never deleted: its state becomes 'removed'.")


class Passage(models.Model):
    """One paragraph, quote, table, list item, span or section, with its permanent address.

    Identity is (owner, key): the owner is a page in one language, or a question. Rows are made and
    changed by `knowledge.passages` alone, and never deleted, so that an id is never used twice.
    """

    Kind = extraction.Kind

    class State(models.TextChoices):
        LIVE = "live", _("Te lezen")
        HIDDEN = "hidden", _("Pagina staat niet online")
        REMOVED = "removed", _("Verwijderd")
        WITHDRAWN = "withdrawn", _("Ingetrokken")

    GONE = (State.REMOVED, State.WITHDRAWN)

    id = models.CharField(
        primary_key=True,
        max_length=codes.LENGTH,
        default=codes.new_code,
        editable=False,
        serialize=True,
    )
    page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("pagina"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="passages",
    )
    question = models.ForeignKey(
        "knowledge.Question",
        verbose_name=_("vraag"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="passages",
    )
    owner_title = models.CharField(_("titel van het geheel"), max_length=255)
    owner_url = models.CharField(_("adres van het geheel"), max_length=1000, blank=True)
    language = models.CharField(_("taal"), max_length=16)
    translation_key = models.UUIDField(null=True, blank=True, editable=False)
    key = models.CharField(max_length=100)
    kind = models.CharField(_("soort"), max_length=12, choices=Kind.choices)
    label = models.CharField(_("kop"), max_length=255, blank=True)
    text = models.TextField(_("tekst"), blank=True)
    text_hash = models.CharField(max_length=32, blank=True)
    position = models.PositiveIntegerField(default=0)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="children"
    )
    seconds = models.PositiveIntegerField(_("seconde in de opname"), null=True, blank=True)
    state = models.CharField(
        _("toestand"), max_length=10, choices=State.choices, default=State.LIVE
    )
    successor = models.ForeignKey(
        "self",
        verbose_name=_("opvolger"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="predecessors",
    )
    changed_at = models.DateTimeField(_("gewijzigd op"))
    # What an editor said of the change that gave it the words of now, None when nobody said it.
    said_change = models.ForeignKey(
        "knowledge.PageChange", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = PassageQuerySet.as_manager()

    class Meta:
        verbose_name = _("passage")
        verbose_name_plural = _("passages")
        constraints = [
            models.UniqueConstraint(fields=["page", "key"], name="passage_key_once_on_a_page"),
            models.UniqueConstraint(
                fields=["question", "key"], name="passage_key_once_in_a_question"
            ),
            models.CheckConstraint(
                condition=models.Q(page__isnull=True) | models.Q(question__isnull=True),
                name="passage_has_one_owner",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="withdrawn") | models.Q(label="", text="", text_hash=""),
                name="passage_withdrawn_is_blank",
            ),
            models.CheckConstraint(
                # A section has a label and children; only leaves have words.
                condition=~models.Q(kind="section") | models.Q(text=""),
                name="passage_text_in_leaves_only",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["live", "hidden", "removed", "withdrawn"]),
                name="passage_state_exists",
            ),
        ]
        indexes = [
            models.Index(fields=["translation_key", "key"], name="passage_translations"),
        ]

    def __str__(self) -> str:
        return f"{self.id} {self.label or self.text[:60]}".strip()

    @property
    def anchor(self) -> str:
        """The element's id in its page; a question has the same one on every page that shows it."""
        return self.key if self.question_id else f"p-{self.key}"

    def delete(self, *args, **kwargs) -> tuple[int, dict[str, int]]:
        """Raise TypeError: an address that was given out once stays known for ever."""
        raise TypeError("A passage is never deleted: its state becomes 'removed'.")
