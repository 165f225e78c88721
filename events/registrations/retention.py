"""What registering leaves behind, and how long."""

from datetime import datetime, timedelta

from django.db.models import Q
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from events.models import Registration, Repeat
from events.registrations import repeats
from office.retention import Retention, delete_each

NEEDS = timedelta(days=7)
REGISTRATION = timedelta(days=30)
REPORT_WISH_MONTHS = 6
REPORT_WISH = timedelta(days=183)
NEEDS_PROMISE = format_lazy(
    _("Jullie mogen dit bewaren tot {days} dagen na afloop. Daarna wissen we het."),
    days=NEEDS.days,
)


def forget_needs(now: datetime) -> int:
    """Blank what people needed to take part, a week after; return how many rows."""
    rows = Registration.objects.filter(meeting__ends_at__lte=now - NEEDS).exclude(needs="")
    return rows.update(needs="", needs_consent_at=None)


def forget_registrations(now: datetime) -> int:
    """Delete registrations a month after; the seats keep the count.

    Of people who wait for the mail about the report only the address stays.
    """
    over = Registration.objects.filter(meeting__ends_at__lte=now - REGISTRATION)
    waits = Q(wants_report=True) & ~Q(state=Registration.State.CANCELLED)
    gone = delete_each(over.exclude(waits), now)
    blanked = over.filter(waits).exclude(name="").update(name="", organisation="", question=None)
    return gone + blanked


def forget_wishes(now: datetime) -> int:
    """Delete the addresses that waited half a year for a report that did not come."""
    return delete_each(Registration.objects.filter(meeting__ends_at__lte=now - REPORT_WISH), now)


def forget_repeats(now: datetime) -> int:
    """Delete forms for an address that was known, a week after or once the meeting is over."""
    is_old = Q(created_at__lte=now - repeats.TERM) | Q(registration__meeting__ends_at__lte=now)
    return delete_each(Repeat.objects.filter(is_old), now)


TABLE = (
    Retention(
        "registration needs",
        _("Wat iemand nodig heeft om mee te doen"),
        format_lazy(_("Tot {days} dagen na de kenniskring"), days=NEEDS.days),
        _("Uitdrukkelijke toestemming, gevraagd bij het veld (AVG, artikel 9)"),
        forget_needs,
        NEEDS_PROMISE,
    ),
    Retention(
        "registrations",
        _("Aanmelding: naam, e-mailadres, organisatie"),
        format_lazy(
            _("Tot {days} dagen na de kenniskring; daarna blijft alleen het aantal"),
            days=REGISTRATION.days,
        ),
        _("Nodig voor wat je vroeg: meedoen"),
        forget_registrations,
        format_lazy(
            _("We bewaren je aanmelding tot {days} dagen na afloop."), days=REGISTRATION.days
        ),
    ),
    Retention(
        "repeated registrations",
        _("Formulier voor een e-mailadres dat al is aangemeld"),
        format_lazy(
            _("Tot is gekozen wat ermee moet: {days} dagen, of tot de kenniskring voorbij is"),
            days=repeats.TERM.days,
        ),
        _("Nodig voor wat je vroeg: meedoen. Wat je nodig hebt: uitdrukkelijke toestemming"),
        forget_repeats,
    ),
    Retention(
        "report wishes",
        _("E-mailadres voor de mail dat het verslag klaar is"),
        format_lazy(
            _("Tot die mail is verstuurd, uiterlijk {months} maanden na de kenniskring"),
            months=REPORT_WISH_MONTHS,
        ),
        _("Toestemming"),
        forget_wishes,
        format_lazy(
            _(
                "Wil je mail over het verslag? Dan bewaren we je e-mailadres tot die mail is "
                "verstuurd, uiterlijk {months} maanden na afloop."
            ),
            months=REPORT_WISH_MONTHS,
        ),
    ),
)
