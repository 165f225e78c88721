"""A question of a practitioner, who asked it, and what was answered.

Plain rows without revisions: code writes their state, and publishing a revision would write an old
state back. Only `knowledge.questions` changes them.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.search import index


class QuestionQuerySet(models.QuerySet["Question"]):
    """Questions as the deeds and pages ask for them."""

    def public(self) -> "QuestionQuerySet":
        """Return the questions that everybody can read."""
        return self.filter(state__in=Question.PUBLIC)


class Question(index.Indexed, models.Model):
    """A question with a journey: asked, confirmed, published, discussed, answered by passages."""

    class State(models.TextChoices):
        UNCONFIRMED = "unconfirmed", _("Wacht op bevestiging")
        NEW = "new", _("Nieuw")
        OPEN = "open", _("Open")
        ON_AGENDA = "on_agenda", _("Op de agenda")
        DISCUSSED = "discussed", _("Besproken")
        ANSWERED = "answered", _("Beantwoord")
        MERGED = "merged", _("Samengevoegd")
        REFUSED = "refused", _("Niet geplaatst")
        WITHDRAWN = "withdrawn", _("Ingetrokken")

    class Origin(models.TextChoices):
        WEBSITE = "website", _("via de site")
        REGISTRATION = "registration", _("via aanmelding")
        REPORT = "report", _("uit een verslag")
        SEARCH = "search", _("na zoeken")

    PUBLIC = (State.OPEN, State.ON_AGENDA, State.DISCUSSED, State.ANSWERED)
    UNPUBLISHED = (State.UNCONFIRMED, State.NEW, State.REFUSED)

    # Given at first publication and kept for good: it is the address, and the anchor on every page.
    number = models.PositiveIntegerField(_("nummer"), null=True, unique=True, editable=False)
    language = models.CharField(_("taal"), max_length=10, choices=settings.LANGUAGES, default="nl")
    text = models.CharField(_("vraag"), max_length=500)
    explanation = models.TextField(
        _("toelichting"),
        blank=True,
        help_text=_("Staat op de site. Haal namen van personen eruit."),
    )
    opgave = models.ForeignKey(
        "knowledge.OpgavePage",
        verbose_name=_("opgave"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="questions",
    )
    gemeente = models.ForeignKey(
        "knowledge.Gemeente",
        verbose_name=_("gaat over gemeente"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="questions",
        help_text=_("Alleen als de vraag over deze gemeente gaat. Niet: waar de vrager werkt."),
    )
    asked_on = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("gesteld bij pagina"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    state = models.CharField(
        _("stand"), max_length=12, choices=State.choices, default=State.NEW, editable=False
    )
    origin = models.CharField(
        _("herkomst"),
        max_length=12,
        choices=Origin.choices,
        default=Origin.WEBSITE,
        editable=False,
    )
    merged_into = models.ForeignKey(
        "self",
        verbose_name=_("samengevoegd met"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="merged",
    )
    # The random part of the signed form token: a form that is sent twice makes one row.
    form_key = models.CharField(max_length=64, blank=True, editable=False)
    link_version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(_("gesteld op"), default=timezone.now, editable=False)
    published_at = models.DateTimeField(_("geplaatst op"), null=True, editable=False)
    answered_at = models.DateTimeField(_("beantwoord op"), null=True, editable=False)

    objects = QuestionQuerySet.as_manager()

    # The admin's search box and chooser only.
    search_fields = [index.SearchField("text"), index.AutocompleteField("text")]
    panels = [
        FieldPanel("text"),
        FieldPanel("explanation"),
        FieldRowPanel([FieldPanel("opgave"), FieldPanel("gemeente")]),
        FieldPanel("language"),
    ]

    class Meta:
        verbose_name = _("vraag")
        verbose_name_plural = _("vragen")
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["state", "published_at"], name="question_by_state")]
        constraints = [
            models.UniqueConstraint(
                fields=["form_key"], condition=~Q(form_key=""), name="question_once_per_form"
            ),
            models.CheckConstraint(
                condition=Q(number=None, published_at=None)
                | Q(number__isnull=False, published_at__isnull=False),
                name="question_number_at_publication",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["unconfirmed", "new", "refused", "merged", "withdrawn"])
                | Q(number__isnull=False),
                name="question_public_has_number",
            ),
            models.CheckConstraint(
                condition=~Q(state="answered") | Q(answered_at__isnull=False),
                name="question_answered_has_time",
            ),
            models.CheckConstraint(
                condition=Q(state="merged", merged_into__isnull=False)
                | (~Q(state="merged") & Q(merged_into=None)),
                name="question_merged_into_another",
            ),
            models.CheckConstraint(
                condition=~Q(merged_into=F("id")), name="question_not_merged_into_itself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.text}" if self.number else self.text

    def get_absolute_url(self) -> str:
        """Return the address of a published question, in the question's own language."""
        with translation.override(self.language):
            return reverse("question", args=[self.number])

    @property
    def is_public(self) -> bool:
        """Whether everybody can read it."""
        return self.state in self.PUBLIC

    @property
    def anchor(self) -> str:
        """The element's id on every page that shows the question."""
        return f"vraag-{self.number}"


class Asker(models.Model):
    """Who wants to know, and how to tell her; never shown in public."""

    class State(models.TextChoices):
        WAITING = "waiting", _("wacht op bevestiging")
        CONFIRMED = "confirmed", _("bevestigd")
        STOPPED = "stopped", _("wil geen mail meer")

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="askers")
    name = models.CharField(_("naam"), max_length=120, blank=True)
    email = models.EmailField(_("e-mailadres"), max_length=254, blank=True)
    email_folded = models.CharField(max_length=254, blank=True, editable=False)
    organisation = models.CharField(_("gemeente of organisatie"), max_length=160, blank=True)
    language = models.CharField(_("taal"), max_length=10, default="nl")
    state = models.CharField(
        _("stand"), max_length=10, choices=State.choices, default=State.WAITING
    )
    link_version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(_("gemaakt op"), default=timezone.now)
    confirmed_at = models.DateTimeField(_("bevestigd op"), null=True, blank=True)

    class Meta:
        verbose_name = _("vrager")
        verbose_name_plural = _("vragers")
        ordering = ["created_at", "pk"]
        constraints = [
            # Empty once it is forgotten: then only the number of askers is left.
            models.UniqueConstraint(
                fields=["question", "email_folded"],
                condition=~Q(email_folded=""),
                name="asker_once_per_question",
            ),
            models.CheckConstraint(
                condition=~Q(state="confirmed") | Q(confirmed_at__isnull=False),
                name="asker_confirmed_has_time",
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.email or f"{self._meta.verbose_name} {self.pk}"


class Answer(models.Model):
    """A short answer of the editors; the passages under it are the long one."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="answers")
    # 1, 2, 3: part of the anchor and of the passage's key, so never given out again.
    order = models.PositiveSmallIntegerField(_("volgorde"))
    text = models.TextField(_("kort antwoord"), blank=True)
    given_at = models.DateTimeField(_("gegeven op"), default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("door"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        verbose_name = _("antwoord")
        verbose_name_plural = _("antwoorden")
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["question", "order"], name="answer_order_once")
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def anchor(self) -> str:
        """The element's id on every page that shows the answer."""
        return f"{self.question.anchor}-antwoord-{self.order}"


class AnswerPassage(models.Model):
    """A passage that answers, and what it said when the editors chose it."""

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="passages")
    passage = models.ForeignKey(
        "knowledge.Passage", on_delete=models.PROTECT, related_name="answers"
    )
    order = models.PositiveSmallIntegerField(_("volgorde"))
    text_hash_seen = models.CharField(max_length=32, blank=True)

    class Meta:
        verbose_name = _("passage bij een antwoord")
        verbose_name_plural = _("passages bij een antwoord")
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["answer", "passage"], name="answer_passage_once"),
            models.UniqueConstraint(fields=["answer", "order"], name="answer_passage_order_once"),
        ]

    def __str__(self) -> str:
        return str(self.passage)


class QuestionEvent(models.Model):
    """A step in the question's journey, as its page tells it."""

    class Kind(models.TextChoices):
        ASKED = "asked", _("Gesteld")
        PUBLISHED = "published", _("Geplaatst")
        MERGED = "merged", _("Samengevoegd")
        ON_AGENDA = "on_agenda", _("Op de agenda")
        OFF_AGENDA = "off_agenda", _("Van de agenda")
        DISCUSSED = "discussed", _("Besproken")
        ANSWERED = "answered", _("Beantwoord")
        REFUSED = "refused", _("Niet geplaatst")
        WITHDRAWN = "withdrawn", _("Ingetrokken")

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="events")
    kind = models.CharField(_("wat"), max_length=12, choices=Kind.choices)
    at = models.DateTimeField(_("wanneer"))
    # "Kenniskring 15" and its address: a fact of a higher room, given by that room.
    label = models.CharField(_("waar"), max_length=200, blank=True)
    url = models.CharField(_("adres"), max_length=1000, blank=True)
    # Why, in the editor's words, in the language of the question.
    note = models.CharField(_("reden"), max_length=300, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("door"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        verbose_name = _("stap van een vraag")
        verbose_name_plural = _("stappen van een vraag")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.label}".strip()
