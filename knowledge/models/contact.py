"""Who answers for a gemeente, and what a visitor asks her.

Plain rows without revisions, which only `knowledge.contact` changes.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from knowledge.models.gemeente import Gemeente
from office.models.address import AddressField


class ContactPersonQuerySet(models.QuerySet):
    def of(self, gemeente: Gemeente) -> "ContactPersonQuerySet":
        """Return who can answer for a gemeente as it is today, first who is asked.

        Its own contact person, else the one of a gemeente that merged into it.
        """
        today = gemeente.merged_into_id or gemeente.pk
        merged_first = F("gemeente__merged_on").asc(nulls_first=True)
        here = Q(gemeente=today) | Q(gemeente__merged_into=today)
        return self.filter(here).order_by(merged_first, "gemeente__name")


class ContactPerson(models.Model):
    """The colleague of a gemeente to whom questions about it go; no page shows who she is.

    The row is there as long as she is: when she stops, all that is known of her goes with it.
    """

    gemeente = models.OneToOneField(
        "knowledge.Gemeente",
        verbose_name=_("gemeente"),
        on_delete=models.PROTECT,
        related_name="contact_person",
    )
    name = models.CharField(_("naam"), max_length=120)
    role = models.CharField(_("functie of afdeling"), max_length=160, blank=True)
    email = AddressField(
        _("e-mailadres"),
        help_text=_("Hier komen de vragen binnen. Dit adres staat nergens op de site."),
    )
    agreed_on = models.DateField(
        _("akkoord op"),
        help_text=_("De dag waarop de contactpersoon dit goed vond. Vraag dat eerst."),
    )

    objects = ContactPersonQuerySet.as_manager()

    panels = [
        FieldPanel("gemeente"),
        FieldRowPanel([FieldPanel("name"), FieldPanel("role")]),
        FieldRowPanel([FieldPanel("email"), FieldPanel("agreed_on")]),
    ]

    class Meta:
        verbose_name = _("contactpersoon")
        verbose_name_plural = _("contactpersonen")
        ordering = ["gemeente__name"]

    def __str__(self) -> str:
        # The log of the desk keeps this after she has left: so not her name.
        return str(_("Contactpersoon van %(gemeente)s") % {"gemeente": self.gemeente})


class ContactRequest(models.Model):
    """A question for the contact person of a gemeente, until it is answered or given up."""

    class State(models.TextChoices):
        UNCONFIRMED = "unconfirmed", _("Wacht op bevestiging")
        WITH_PERSON = "with_person", _("Bij de contactpersoon")
        AT_DESK = "at_desk", _("Bij de redactie")
        ANSWERED = "answered", _("Beantwoord")
        ANSWERED_ELSEWHERE = "elsewhere", _("Beantwoord buiten de site om")
        CLOSED = "closed", _("Afgesloten")

    class Reason(models.TextChoices):
        """Why it is at the desk."""

        NOBODY = "nobody", _("deze gemeente heeft geen contactpersoon")
        BUSY = "busy", _("de contactpersoon kreeg al veel vragen deze week")
        DECLINED = "declined", _("de contactpersoon kan hier niet bij helpen")
        SILENT = "silent", _("nog geen antwoord, ook niet na een herinnering")
        LEFT = "left", _("de contactpersoon is gestopt")

    OPEN = (State.WITH_PERSON, State.AT_DESK)

    gemeente = models.ForeignKey(
        "knowledge.Gemeente",
        verbose_name=_("gemeente"),
        on_delete=models.PROTECT,
        related_name="contact_requests",
    )
    page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("gevraagd bij pagina"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    person = models.ForeignKey(
        ContactPerson,
        verbose_name=_("contactpersoon"),
        null=True,
        on_delete=models.PROTECT,
        related_name="requests",
    )
    text = models.TextField(_("vraag"))
    name = models.CharField(_("naam"), max_length=120)
    email = AddressField(_("e-mailadres"))
    organisation = models.CharField(_("gemeente of organisatie"), max_length=160)
    language = models.CharField(_("taal"), max_length=10, choices=settings.LANGUAGES, default="nl")
    state = models.CharField(
        _("stand"), max_length=12, choices=State.choices, default=State.UNCONFIRMED
    )
    reason = models.CharField(
        _("waarom bij de redactie"), max_length=10, choices=Reason.choices, blank=True
    )
    # Of the form that was sent: sent twice, it is one request, or one answer.
    form_key = models.CharField(max_length=64, unique=True)
    answer_key = models.CharField(max_length=64, blank=True)
    # Raised when the request goes to another person: the link of the one before is dead, and of
    # nobody else.
    link_version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(_("gevraagd op"), default=timezone.now)
    confirmed_at = models.DateTimeField(_("bevestigd op"), null=True)
    # When the present contact person got it.
    asked_at = models.DateTimeField(_("doorgestuurd op"), null=True)
    reminded_at = models.DateTimeField(_("herinnerd op"), null=True)
    ended_at = models.DateTimeField(_("klaar op"), null=True)

    class Meta:
        verbose_name = _("contactvraag")
        verbose_name_plural = _("contactvragen")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="unconfirmed", confirmed_at=None)
                | (~Q(state="unconfirmed") & Q(confirmed_at__isnull=False)),
                name="contact_confirmed_has_time",
            ),
            models.CheckConstraint(
                condition=~Q(state="with_person") | Q(person__isnull=False, asked_at__isnull=False),
                name="contact_with_somebody",
            ),
            models.CheckConstraint(
                condition=(Q(state="at_desk") & ~Q(reason=""))
                | (~Q(state="at_desk") & Q(reason="")),
                name="contact_at_desk_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["answered", "elsewhere", "closed"], ended_at__isnull=False)
                | (~Q(state__in=["answered", "elsewhere", "closed"]) & Q(ended_at=None)),
                name="contact_ended_has_time",
            ),
            models.CheckConstraint(
                condition=Q(reminded_at=None) | Q(asked_at__isnull=False),
                name="contact_reminded_who_was_asked",
            ),
        ]

    def __str__(self) -> str:
        # The log of the desk keeps this after the words are forgotten: so none of them.
        return str(_("Contactvraag %(number)s") % {"number": self.pk})

    @property
    def may_be_answered(self) -> bool:
        """Whether its contact person can still answer: late is better than never."""
        late = self.state == self.State.AT_DESK and self.reason == self.Reason.SILENT
        return self.person_id is not None and (late or self.state == self.State.WITH_PERSON)

    @property
    def is_open(self) -> bool:
        """Whether the desk can still do something with it."""
        return self.state in self.OPEN
