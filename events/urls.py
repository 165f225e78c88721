"""Addresses of events: `urlpatterns` once per language, `machine_urlpatterns` without one."""

from collections.abc import Callable

from django.urls import URLPattern, path

from events.calendar import views as calendar
from events.meetings import views as meetings
from events.meetings.restrictions import below_the_list
from events.registrations import choose, manage, views as registrations

MEETING = "kenniskringen/<number:number>-<slug:slug>/"
SERIES = "kenniskringen/reeks/<slug:slug>/"
REGISTRATION = "aanmelding/<str:token>/"


def below(route: str, view: Callable, name: str) -> URLPattern:
    """Return a named address below the list of meetings, with the list's restrictions."""
    return path(route, below_the_list(view), name=name)


machine_urlpatterns: list = []
urlpatterns = [
    below(MEETING, meetings.meeting, name="meeting"),
    below(SERIES, meetings.series, name="series"),
    below(f"{MEETING}aanmelden/", registrations.register, name="register"),
    below(f"{MEETING}aanmelden/verstuurd/", registrations.registered, name="registered"),
    below(f"{MEETING}link-opnieuw/", registrations.resend_link, name="resend_link"),
    below(f"{MEETING}link-opnieuw/verstuurd/", registrations.link_sent, name="link_sent"),
    below(f"{MEETING}bijeenkomst.ics", calendar.meeting_ics, name="meeting_ics"),
    path(REGISTRATION, manage.registration, name="registration"),
    path(f"{REGISTRATION}afmelden/", manage.registration_cancel, name="registration_cancel"),
    path(f"{REGISTRATION}nog-eens/", choose.repeat, name="repeat"),
    path(f"{REGISTRATION}bijeenkomst.ics", manage.registration_ics, name="registration_ics"),
    path("agenda/", calendar.agenda_page, name="agenda"),
    path("agenda.ics", calendar.agenda_ics, name="agenda_ics"),
    below(f"{SERIES}agenda.ics", calendar.series_ics, name="series_ics"),
    path("opgaven/<slug:slug>/agenda.ics", calendar.opgave_ics, name="opgave_ics"),
]
