import uuid
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, Sum, When
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext, gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Locale, PreviewableMixin

from events.models.page import list_is_closed
from events.models.series import Series
from events.times import TimeSlot
from office import locks

SOURCE_LANGUAGE = "nl"
A_DAY = timedelta(days=1)


def meeting_path(number: int, slug: str, language: str, name: str = "meeting") -> str:
    """Return the address of an announced meeting, or of a page below it, in one language."""
    with translation.override(language):
        return reverse(name, args=[number, slug])


class MeetingQuerySet(models.QuerySet["Meeting"]):
    """Meetings as visitors and editors ask for them."""

    def lock(self) -> None:
        """Lock these meetings until the commit, and their seats before them.

        Whatever writes a meeting locks in this order: who registers holds one of the seats, and
        then makes a row that points at the meeting.
        """
        locks.lock(Seats.objects.filter(meeting__in=self))
        locks.lock(self)

    def public(self) -> "MeetingQuerySet":
        """Return the meetings that have been announced, cancelled ones included."""
        return self.exclude(state=Meeting.State.PREPARING)

    def visible(self) -> "MeetingQuerySet":
        """Return the announced meetings that everybody may see."""
        return self.public().open_to_all()

    def open_to_all(self) -> "MeetingQuerySet":
        """Return the meetings that everybody may see: none while their list is closed."""
        return self.none() if list_is_closed() else self

    def coming(self, now: datetime) -> "MeetingQuerySet":
        """Return the announced meetings that are not over, the first one first."""
        return self.filter(state=Meeting.State.ANNOUNCED, ends_at__gt=now).order_by("starts_at")

    def on_the_agenda(self, now: datetime) -> "MeetingQuerySet":
        """Return what lists show until its date is over: cancelled meetings too, each with what
        comes instead."""
        shown = self.public().filter(ends_at__gt=now).select_related("next_meeting")
        return shown.order_by("starts_at")

    def for_desk(self) -> "MeetingQuerySet":
        """Return meetings with Dutch title, number of people and whether its name needs an hour."""
        texts = MeetingText.objects.filter(
            meeting=OuterRef("pk"), locale__language_code=SOURCE_LANGUAGE
        )
        seats = Seats.objects.filter(meeting=OuterRef("pk")).order_by().values("meeting")
        near = Meeting.objects.filter(
            state=Meeting.State.PREPARING,
            number=None,
            starts_at__gt=OuterRef("starts_at") - A_DAY,
            starts_at__lt=OuterRef("starts_at") + A_DAY,
        )
        return self.annotate(
            title_in_dutch=Subquery(texts.values("title")[:1]),
            people=Subquery(seats.values(total=Sum("taken"))),
            shares_day=Exists(near.exclude(pk=OuterRef("pk"))),
        )

    def nearest_first(self, now: datetime) -> "MeetingQuerySet":
        """Return what is not over, the nearest on top, and then what is over, the newest on top."""
        coming = Case(When(ends_at__gt=now, then=F("starts_at")))
        return self.order_by(coming.asc(nulls_last=True), "-starts_at", "pk")

    def past(self, now: datetime) -> "MeetingQuerySet":
        """Return the announced meetings that are over, the last one first."""
        return self.filter(state=Meeting.State.ANNOUNCED, ends_at__lte=now).order_by("-starts_at")


class Meeting(PreviewableMixin, ClusterableModel):
    """One kenniskring: an announcement, then a day, then a report.

    A plain row without revisions: publishing a revision would write old seats and states back.
    """

    class State(models.TextChoices):
        PREPARING = "preparing", _("In voorbereiding")
        ANNOUNCED = "announced", _("Aangekondigd")
        CANCELLED = "cancelled", _("Gaat niet door")

    series = models.ForeignKey(
        Series,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="meetings",
        verbose_name=_("reeks"),
    )
    # The day of the rule that this row was made for; it stays when the meeting moves.
    series_day = models.DateField(_("dag volgens de reeks"), null=True, blank=True, editable=False)
    number = models.PositiveIntegerField(
        _("nummer"),
        null=True,
        blank=True,
        unique=True,
        help_text=_("Leeg laten: bij het aankondigen komt hier het volgende nummer."),
    )
    slug = models.SlugField(
        _("adres"),
        max_length=100,
        blank=True,
        help_text=_("Leeg laten: bij het aankondigen wordt dit gemaakt van de titel."),
    )
    starts_at = models.DateTimeField(_("begin"))
    time_zone = models.CharField(_("tijdzone"), max_length=60, default="Europe/Amsterdam")
    duration = models.PositiveSmallIntegerField(
        _("duur in minuten"),
        default=90,
        validators=[MinValueValidator(5), MaxValueValidator(24 * 60)],
    )
    # Kept by save(): begin plus duration, so that "over" is one comparison in the database.
    ends_at = models.DateTimeField(_("einde"), editable=False)
    # When it was before the last change of its time; `moved_slot` reads the three together.
    moved_from = models.DateTimeField(_("verplaatst van"), null=True, blank=True, editable=False)
    moved_from_zone = models.CharField(max_length=60, blank=True, editable=False)
    moved_from_duration = models.PositiveSmallIntegerField(null=True, editable=False)
    closes_at = models.DateTimeField(
        _("aanmelden kan tot"), null=True, blank=True, help_text=_("Leeg: tot het begin.")
    )
    place = models.CharField(_("plaats"), max_length=160, blank=True)
    tool = models.CharField(_("online via"), max_length=80, blank=True)
    join_url = models.URLField(
        _("link om mee te doen"),
        max_length=500,
        blank=True,
        help_text=_("Alleen voor wie is aangemeld. Komt nooit op de site of in de agenda."),
    )
    phone = models.CharField(_("telefoon op de dag zelf"), max_length=30, blank=True)
    # Yes, no, or not known: of what nobody said the site claims nothing.
    is_recorded = models.BooleanField(_("wordt opgenomen"), null=True, blank=True)
    has_captions = models.BooleanField(
        _("met ondertiteling tijdens de bijeenkomst"), null=True, blank=True
    )
    has_hearing_loop = models.BooleanField(_("ringleiding"), null=True, blank=True)
    is_wheelchair_accessible = models.BooleanField(_("rolstoeltoegankelijk"), null=True, blank=True)
    report = models.OneToOneField(
        "knowledge.ReportPage",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="meeting",
        verbose_name=_("verslag"),
    )
    # Its date is the meeting's, unless the editor who linked them said that it has its own.
    report_has_own_date = models.BooleanField(default=False, editable=False)
    report_due = models.DateField(_("verslag uiterlijk op"), null=True, blank=True)
    state = models.CharField(
        _("status"),
        max_length=12,
        choices=State.choices,
        default=State.PREPARING,
        editable=False,
    )
    announced_at = models.DateTimeField(_("aangekondigd op"), null=True, editable=False)
    announced_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("aangekondigd door"),
    )
    cancelled_at = models.DateTimeField(_("afgezegd op"), null=True, editable=False)
    # What the editor named instead when she called this one off; the reason is in each text.
    next_meeting = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("volgende datum"),
    )
    # RFC 5545: one UID for the life of the event, a SEQUENCE that rises with every change.
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    calendar_sequence = models.PositiveIntegerField(default=0, editable=False)
    updated_at = models.DateTimeField(_("gewijzigd op"), auto_now=True)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("kenniskring")
        verbose_name_plural = _("kenniskringen")
        ordering = ["-starts_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["series", "series_day"],
                condition=Q(series__isnull=False, series_day__isnull=False),
                name="meeting_once_per_day_of_its_series",
            ),
            models.CheckConstraint(
                condition=Q(state="preparing") | (Q(number__isnull=False) & ~Q(slug="")),
                name="meeting_announced_with_number_and_slug",
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="meeting_ends_after_it_starts"
            ),
        ]
        indexes = [models.Index(fields=["state", "starts_at"], name="meeting_by_state_and_start")]

    def __str__(self) -> str:
        if self.number:
            return f"Kenniskring {self.number}"
        # `for_desk` knows whether another meeting would have the same name.
        with_hour = getattr(self, "shares_day", False)
        day = self.slot.moment if with_hour else date_format(self.starts_local, "j F Y")
        return gettext("Kenniskring van %(day)s") % {"day": day}

    def save(self, *args, **kwargs) -> None:
        """Store the row with its end kept in step with begin and duration."""
        self.ends_at = self.slot.ends_at
        fields = kwargs.get("update_fields")
        if fields is not None and {"starts_at", "duration"} & set(fields):
            kwargs["update_fields"] = {*fields, "ends_at"}
        super().save(*args, **kwargs)

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    @property
    def slot(self) -> TimeSlot:
        """When it is; templates read its texts."""
        return TimeSlot(self.starts_at, self.duration, self.time_zone)

    @property
    def moved_slot(self) -> TimeSlot | None:
        """When it was before its time was changed, or None."""
        if self.moved_from is None:
            return None
        return TimeSlot(
            self.moved_from,
            self.moved_from_duration or self.duration,
            self.moved_from_zone or self.time_zone,
        )

    @property
    def starts_local(self) -> datetime:
        return self.slot.starts_local

    @property
    def starts_on(self) -> str:
        return self.starts_local.date().isoformat()

    def is_previewable(self) -> bool:
        return self.pk is not None

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return "events/meetings/preview.html"

    def text_in(self, language: str) -> "MeetingText":
        """Return the text in a language, else in the source language, else an empty one."""
        texts = {text.locale.language_code: text for text in self.texts.select_related("locale")}
        found = texts.get(language) or texts.get(SOURCE_LANGUAGE)
        return found or MeetingText(meeting=self, title="")

    def path_in(self, language: str, name: str = "meeting") -> str:
        """Return the address of the page called name in one language, once it is announced."""
        return meeting_path(self.number, self.slug, language, name)

    def coming_instead(self, now: datetime) -> "Meeting | None":
        """Return the meeting that was named when this one was called off, if it is still coming."""
        named = self.next_meeting
        is_coming = named and named.state == Meeting.State.ANNOUNCED and named.ends_at > now
        return named if is_coming and not list_is_closed() else None

    @property
    def registration_closes_at(self) -> datetime:
        """Return when registration closes: the time that is set, never after the start."""
        return min(self.closes_at, self.starts_at) if self.closes_at else self.starts_at


class MeetingText(models.Model):
    """What a visitor reads about a meeting, in one language."""

    meeting = ParentalKey(Meeting, on_delete=models.CASCADE, related_name="texts")
    locale = models.ForeignKey(
        Locale, on_delete=models.PROTECT, related_name="+", verbose_name=_("taal")
    )
    title = models.CharField(_("titel"), max_length=200)
    takeaway = models.CharField(
        _("in één zin"), max_length=300, blank=True, help_text=_("Wat neem je mee naar huis?")
    )
    for_whom = models.CharField(_("voor wie"), max_length=300, blank=True)
    body = models.TextField(_("hierover gaat het"), blank=True)
    preparation = models.CharField(
        _("voorbereiden"),
        max_length=300,
        blank=True,
        help_text=_("Leeg: Je hoeft niets voor te bereiden."),
    )
    practical = models.TextField(_("praktisch"), blank=True)
    recording_notice = models.CharField(
        _("zin over de opname"),
        max_length=300,
        blank=True,
        help_text=_("Staat bij het programma en onder het formulier."),
    )
    cancel_reason = models.CharField(_("reden"), max_length=300, blank=True, editable=False)

    class Meta:
        verbose_name = _("tekst van een kenniskring")
        verbose_name_plural = _("teksten van een kenniskring")
        ordering = ["meeting", "locale_id"]  # the source language first
        constraints = [
            models.UniqueConstraint(fields=["meeting", "locale"], name="meeting_text_per_language")
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args, **kwargs) -> None:
        """Store the row; an existing one never writes the reason back, which a deed wrote."""
        if not self._state.adding and kwargs.get("update_fields") is None:
            names = {field.name for field in self._meta.concrete_fields}
            kwargs["update_fields"] = names - {"id", "cancel_reason"}
            kwargs.pop("force_insert", None)
        super().save(*args, **kwargs)

    @property
    def recording_sentence(self) -> str:
        """What is said about recording: the editor's words, else the fact; "" when not known."""
        if self.recording_notice or self.meeting.is_recorded is None:
            return self.recording_notice
        if self.meeting.is_recorded:
            return gettext("Deze kenniskring wordt opgenomen en komt op deze site.")
        return gettext("Deze kenniskring wordt niet opgenomen.")


class AttendanceMode(models.TextChoices):
    """How somebody takes part."""

    ONLINE = "online", _("Online")
    LOCATION = "locatie", _("Op locatie")


class Seats(models.Model):
    """The seats of one mode of attendance; `taken` is the counter that must not race.

    Only `events/registrations/deeds.py` changes `taken`, and only by a conditional UPDATE.
    """

    meeting = ParentalKey(Meeting, on_delete=models.CASCADE, related_name="seats")
    mode = models.CharField(
        _("vorm"), max_length=10, choices=AttendanceMode.choices, default=AttendanceMode.ONLINE
    )
    capacity = models.PositiveIntegerField(_("plekken"), default=40)
    taken = models.PositiveIntegerField(_("bezet"), default=0, editable=False)

    class Meta:
        verbose_name = _("plekken")
        verbose_name_plural = _("plekken")
        ordering = ["meeting", "-mode"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "mode"], name="seats_once_per_mode"),
            models.CheckConstraint(
                condition=Q(taken__lte=F("capacity")), name="seats_never_oversold"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_mode_display()}: {self.taken}/{self.capacity}"

    def save(self, *args, **kwargs) -> None:
        """Store the row; an existing one never writes `taken` back.

        A form that was opened before somebody registered would else undo that registration.
        """
        if not self._state.adding and kwargs.get("update_fields") is None:
            kwargs["update_fields"] = ["mode", "capacity"]
            kwargs.pop("force_insert", None)
        super().save(*args, **kwargs)

    @property
    def left(self) -> int:
        return max(self.capacity - self.taken, 0)
