from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from events.models.meeting import AttendanceMode, Meeting
from events.models.registration import Registration


class RepeatQuerySet(models.QuerySet["Repeat"]):
    """Forms as the deeds and the mails ask for them."""

    def open(self) -> "RepeatQuerySet":
        """Return the forms about which nothing was chosen yet, the oldest first."""
        return self.filter(settled_at=None)

    def of_address(self, meeting: Meeting, email_folded: str) -> "RepeatQuerySet":
        """Return what one mailbox has waiting at a meeting, whoever of it was registered first."""
        return self.filter(registration__meeting=meeting, registration__email_folded=email_folded)

    def left_alone(self, meeting: Meeting) -> "RepeatQuerySet":
        """Return the open forms of mailboxes at which nobody is registered any more."""
        there = Registration.objects.filter(meeting=meeting, state=Registration.State.REGISTERED)
        waiting = self.open().filter(registration__meeting=meeting)
        return waiting.exclude(registration__email_folded__in=there.values("email_folded"))


class Repeat(models.Model):
    """A form for an address that is registered already, with other answers.

    Nothing of it counts before somebody who reads that mailbox says what must become of it; then
    its words are blanked. Only `events/registrations/repeats.py` writes it.
    """

    registration = models.ForeignKey(
        Registration,
        on_delete=models.CASCADE,
        related_name="repeats",
        verbose_name=_("aanmelding"),
    )
    name = models.CharField(_("naam"), max_length=120, blank=True)
    organisation = models.CharField(_("gemeente of organisatie"), max_length=160, blank=True)
    mode = models.CharField(_("vorm"), max_length=10, choices=AttendanceMode.choices)
    wants_report = models.BooleanField(_("wil mail als het verslag klaar is"), default=False)
    needs = models.TextField(_("nodig om mee te doen"), blank=True)
    needs_consent_at = models.DateTimeField(_("toestemming gegeven op"), null=True, blank=True)
    question = models.TextField(_("meegebrachte vraag"), blank=True)
    language = models.CharField(_("taal"), max_length=10, default="nl")
    form_key = models.CharField(max_length=64, blank=True, editable=False)
    link_version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(_("verstuurd op"))
    settled_at = models.DateTimeField(_("gekozen op"), null=True, blank=True)
    became = models.ForeignKey(
        Registration,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("werd aanmelding"),
    )

    objects = RepeatQuerySet.as_manager()

    class Meta:
        verbose_name = _("formulier dat nog eens is verstuurd")
        verbose_name_plural = _("formulieren die nog eens zijn verstuurd")
        ordering = ["created_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "form_key"],
                condition=~Q(form_key=""),
                name="repeat_once_per_form",
            ),
            models.CheckConstraint(
                condition=Q(needs="") | Q(needs_consent_at__isnull=False),
                name="repeat_needs_with_consent",
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"
