"""Addresses of events: `urlpatterns` once per language, `machine_urlpatterns` without one."""

from django.urls import path

from events.calendar import views as calendar
from events.registrations import manage, views as registrations

MEETING = "kenniskringen/<int:number>-<slug:slug>/"
REGISTRATION = "aanmelding/<str:token>/"

machine_urlpatterns: list = []
urlpatterns = [
    path(f"{MEETING}aanmelden/", registrations.register, name="register"),
    path(f"{MEETING}aanmelden/verstuurd/", registrations.registered, name="registered"),
    path(f"{MEETING}link-opnieuw/", registrations.resend_link, name="resend_link"),
    path(f"{MEETING}link-opnieuw/verstuurd/", registrations.link_sent, name="link_sent"),
    path(f"{MEETING}bijeenkomst.ics", calendar.meeting_ics, name="meeting_ics"),
    path(REGISTRATION, manage.registration, name="registration"),
    path(f"{REGISTRATION}afmelden/", manage.registration_cancel, name="registration_cancel"),
    path(f"{REGISTRATION}bijeenkomst.ics", manage.registration_ics, name="registration_ics"),
    path("agenda/", calendar.agenda_page, name="agenda"),
    path("agenda.ics", calendar.agenda_ics, name="agenda_ics"),
    path("kenniskringen/reeks/<slug:slug>/agenda.ics", calendar.series_ics, name="series_ics"),
    path("opgaven/<slug:slug>/agenda.ics", calendar.opgave_ics, name="opgave_ics"),
]
