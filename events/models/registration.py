import unicodedata

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from events.models.meeting import AttendanceMode, Meeting
from office.hidden_signs import INVISIBLE


def fold_name(name: str) -> str:
    """Return the form in which two spellings of a name, or of other words, are equal."""
    plain = unicodedata.normalize("NFKC", INVISIBLE.sub("", name))
    return " ".join(plain.casefold().split())


class RegistrationQuerySet(models.QuerySet["Registration"]):
    """Registrations as the deeds ask for them."""

    def standing(self) -> "RegistrationQuerySet":
        """Return the rows that have not been cancelled."""
        return self.exclude(state=Registration.State.CANCELLED)

    def of_address(self, meeting: Meeting, email_folded: str) -> "RegistrationQuerySet":
        """Return the rows of one mailbox at a meeting, the oldest first."""
        return self.filter(meeting=meeting, email_folded=email_folded)

    def for_desk(self, *, may_see_needs: bool) -> list["Registration"]:
        """Return the rows with their questions; `is_double` where two stand under one name.

        `needs_shown` is what somebody needs, or only that she needs something.
        """
        rows = list(self.select_related("question"))
        names = [row.name_folded for row in rows if row.has_seat]
        for row in rows:
            hidden = _("iets: vraag een organisator") if row.needs else ""
            row.needs_shown = row.needs if may_see_needs else hidden
            row.is_double = row.has_seat and names.count(row.name_folded) > 1
        return rows


class Registration(models.Model):
    """One person's registration for one meeting.

    Only `events/registrations/deeds.py` sets `state`.
    """

    class State(models.TextChoices):
        REGISTERED = "registered", _("Aangemeld")
        WAITING = "waiting", _("Op de wachtlijst")
        OFFERED = "offered", _("Plek aangeboden")
        CANCELLED = "cancelled", _("Afgemeld")
        ATTENDED = "attended", _("Geweest")
        ABSENT = "absent", _("Niet gekomen")

    meeting = models.ForeignKey(
        Meeting,
        on_delete=models.PROTECT,
        related_name="registrations",
        verbose_name=_("kenniskring"),
    )
    name = models.CharField(_("naam"), max_length=120)
    email = models.EmailField(_("e-mailadres"), max_length=254)
    email_folded = models.CharField(max_length=254, editable=False)
    # A colleague at a mailbox that is registered already: whoever reads that mailbox said so. What
    # a visitor's form alone makes never has it, so that an address takes one seat by itself.
    shares_address = models.BooleanField(
        _("deelt het e-mailadres met een collega"), default=False, editable=False
    )
    organisation = models.CharField(_("gemeente of organisatie"), max_length=160)
    mode = models.CharField(
        _("vorm"), max_length=10, choices=AttendanceMode.choices, default=AttendanceMode.ONLINE
    )
    state = models.CharField(
        _("status"), max_length=12, choices=State.choices, default=State.REGISTERED, editable=False
    )
    wants_report = models.BooleanField(_("wil mail als het verslag klaar is"), default=False)
    needs = models.TextField(_("nodig om mee te doen"), blank=True)
    needs_consent_at = models.DateTimeField(_("toestemming gegeven op"), null=True, blank=True)
    question = models.ForeignKey(
        "knowledge.Question",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("meegebrachte vraag"),
    )
    language = models.CharField(_("taal"), max_length=10, default="nl")
    link_sent_at = models.DateTimeField(null=True, blank=True, editable=False)
    link_version = models.PositiveIntegerField(default=1, editable=False)
    # The random part of the signed form token: a form that is sent twice makes one row,
    # a form that is sent again for a colleague makes a second one.
    form_key = models.CharField(max_length=64, blank=True, editable=False)
    calendar_sequence = models.PositiveIntegerField(default=0, editable=False)
    # The appointment as she was last told it, once it was changed; the mail about a change names
    # old and new by it. Empty: as it stands.
    told = models.JSONField(null=True, editable=False)
    created_at = models.DateTimeField(_("aangemeld op"))
    cancelled_at = models.DateTimeField(_("afgemeld op"), null=True, blank=True, editable=False)

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        verbose_name = _("aanmelding")
        verbose_name_plural = _("aanmeldingen")
        # Apart from seeing who comes: what somebody needs can be about her health.
        permissions = [("view_needs", _("Zien wat mensen nodig hebben om mee te doen"))]
        ordering = ["created_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "email_folded"],
                condition=~Q(state="cancelled") & Q(shares_address=False),
                name="registration_once_per_address",
            ),
            models.UniqueConstraint(
                fields=["form_key", "email_folded"],
                condition=~Q(form_key=""),
                name="registration_once_per_form",
            ),
            models.CheckConstraint(
                condition=Q(needs="") | Q(needs_consent_at__isnull=False),
                name="registration_needs_with_consent",
            ),
            models.CheckConstraint(
                condition=Q(state="cancelled", cancelled_at__isnull=False)
                | (~Q(state="cancelled") & Q(cancelled_at__isnull=True)),
                name="registration_cancelled_at_when_cancelled",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.get_state_display()})"

    @property
    def name_folded(self) -> str:
        """The name as it is compared."""
        return fold_name(self.name)

    @property
    def has_seat(self) -> bool:
        return self.state == self.State.REGISTERED

    @property
    def may_join(self) -> bool:
        """Whether the link to take part may be shown to her."""
        return (
            self.has_seat
            and self.mode == AttendanceMode.ONLINE
            and self.meeting.state == Meeting.State.ANNOUNCED
            and bool(self.meeting.join_url)
        )
