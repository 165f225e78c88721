import datetime

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class MailQuerySet(models.QuerySet):
    def due(self, now: datetime.datetime) -> "MailQuerySet":
        """Return the mails that any sender may lease now."""
        return self.filter(
            Q(lease_until=None) | Q(lease_until__lte=now),
            state=Mail.State.WAITING,
            next_try_at__lte=now,
        )


class Mail(models.Model):
    """A mail to send: which one and about what, never its text (that is made when it is sent)."""

    class State(models.TextChoices):
        WAITING = "waiting", _("wachtend")
        SENT = "sent", _("verzonden")
        FAILED = "failed", _("mislukt")
        DROPPED = "dropped", _("vervallen")

    kind = models.CharField(_("soort"), max_length=50)
    ids = models.JSONField(default=dict)
    language = models.CharField(_("taal"), max_length=10, default="nl")
    state = models.CharField(
        _("stand"), max_length=10, choices=State.choices, default=State.WAITING
    )
    # Made once, so that a mail that arrives twice can be recognised (RFC 5322 §3.6.4).
    message_id = models.CharField(max_length=255, unique=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(_("pogingen"), default=0)
    next_try_at = models.DateTimeField(_("volgende poging"), default=timezone.now)
    last_error = models.TextField(_("laatste fout"), blank=True)
    created_at = models.DateTimeField(_("gemaakt"), default=timezone.now)
    sent_at = models.DateTimeField(_("verzonden op"), null=True, blank=True)

    objects = MailQuerySet.as_manager()

    class Meta:
        verbose_name = _("e-mail")
        verbose_name_plural = _("e-mails")
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["state", "next_try_at"], name="mail_due")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="sent", sent_at__isnull=False)
                | (~Q(state="sent") & Q(sent_at=None)),
                name="mail_sent_has_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
