"""What belongs to a meeting: who speaks, what happens when, which questions and opgaven."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, PageChooserPanel
from wagtail.models import Locale, Orderable

from events.models.meeting import Meeting
from knowledge.models import KnowledgePage, OpgavePage, TextPage
from knowledge.models.chosen import refuse_other_types
from knowledge.models.knowledge_page import OpgaveRow
from knowledge.models.people import Appearance


class MeetingSpeaker(Appearance):
    """Who speaks at a meeting, in the role she has on that day."""

    meeting = ParentalKey(Meeting, on_delete=models.CASCADE, related_name="speakers")

    class Meta(Appearance.Meta):
        verbose_name = _("spreker")
        verbose_name_plural = _("sprekers")


class ProgrammeItem(models.Model):
    """One line of a meeting's programme, in one language."""

    meeting = ParentalKey(Meeting, on_delete=models.CASCADE, related_name="programme")
    locale = models.ForeignKey(
        Locale, on_delete=models.PROTECT, related_name="+", verbose_name=_("taal")
    )
    starts = models.TimeField(_("tijd"))
    title = models.CharField(_("wat"), max_length=200)
    # Yes, no, or not known, as of the meeting as a whole.
    is_recorded = models.BooleanField(_("wordt opgenomen"), null=True, blank=True)

    class Meta:
        verbose_name = _("programmaonderdeel")
        verbose_name_plural = _("programma")
        ordering = ["starts", "pk"]

    def __str__(self) -> str:
        return f"{self.starts:%H.%M} {self.title}"


class MeetingOpgave(OpgaveRow):
    """An opgave that a meeting is about."""

    meeting = ParentalKey(Meeting, on_delete=models.CASCADE, related_name="opgaven")

    class Meta(OpgaveRow.Meta):
        verbose_name = _("opgave van een kenniskring")
        verbose_name_plural = _("opgaven van een kenniskring")
        constraints = [
            models.UniqueConstraint(fields=["meeting", "opgave"], name="meeting_opgave_once")
        ]

    def __str__(self) -> str:
        return str(self.opgave)


class MeetingReading(models.Model):
    """A page to read before the meeting."""

    meeting = ParentalKey(Meeting, on_delete=models.CASCADE, related_name="readings")
    page = models.ForeignKey(
        "wagtailcore.Page", on_delete=models.CASCADE, related_name="+", verbose_name=_("pagina")
    )
    minutes = models.PositiveSmallIntegerField(_("minuten lezen"), default=5)

    TO_READ = (KnowledgePage, OpgavePage, TextPage)
    panels = [
        PageChooserPanel("page", page_type=[model._meta.label for model in TO_READ]),
        FieldPanel("minutes"),
    ]

    class Meta:
        verbose_name = _("leestip vooraf")
        verbose_name_plural = _("leestips vooraf")
        ordering = ["meeting", "pk"]

    def __str__(self) -> str:
        return str(self.page)

    def clean(self) -> None:
        """Refuse a page on which there is nothing to read: a list, or the front page."""
        if self.page_id is None:
            return
        try:
            refuse_other_types(
                self.page,
                *self.TO_READ,
                advice=_("Kies een pagina met een eigen tekst, geen lijst of voorpagina."),
            )
        except ValidationError as refusal:
            raise ValidationError({"page": refusal}) from None


class MeetingQuestion(Orderable):
    """A question on a meeting's agenda."""

    meeting = ParentalKey(Meeting, on_delete=models.CASCADE, related_name="questions")
    question = models.ForeignKey(
        "knowledge.Question",
        on_delete=models.PROTECT,
        related_name="meetings",
        verbose_name=_("vraag"),
    )

    class Meta(Orderable.Meta):
        verbose_name = _("vraag op de agenda")
        verbose_name_plural = _("vragen op de agenda")
        constraints = [
            models.UniqueConstraint(fields=["meeting", "question"], name="meeting_question_once")
        ]

    def __str__(self) -> str:
        return str(self.question)

    def clean(self) -> None:
        """Refuse a question that nobody can read, unless it is on this agenda already."""
        if self.question_id is None or self.question.is_public:
            return
        stood = MeetingQuestion.objects.filter(pk=self.pk, question=self.question_id)
        if not stood.exists():
            raise ValidationError(
                {"question": _("Deze vraag staat niet op de site. Plaats hem eerst.")}
            )
