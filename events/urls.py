"""Addresses of events: `urlpatterns` once per language, `machine_urlpatterns` without one."""

from django.urls import path

from events import views

MEETING = "kenniskringen/<int:number>-<slug:slug>/"

machine_urlpatterns: list = []
urlpatterns = [
    path(f"{MEETING}aanmelden/", views.register, name="register"),
    path(f"{MEETING}aanmelden/verstuurd/", views.registered, name="registered"),
    path(f"{MEETING}link-opnieuw/", views.resend_link, name="resend_link"),
    path(f"{MEETING}link-opnieuw/verstuurd/", views.link_sent, name="link_sent"),
    path(f"{MEETING}bijeenkomst.ics", views.meeting_ics, name="meeting_ics"),
    path("aanmelding/<str:token>/", views.registration, name="registration"),
    path("aanmelding/<str:token>/afmelden/", views.registration_cancel, name="registration_cancel"),
    path("aanmelding/<str:token>/bijeenkomst.ics", views.registration_ics, name="registration_ics"),
    path("agenda/", views.agenda_page, name="agenda"),
    path("agenda.ics", views.agenda_ics, name="agenda_ics"),
    path("kenniskringen/reeks/<slug:slug>/agenda.ics", views.series_ics, name="series_ics"),
    path("opgaven/<slug:slug>/agenda.ics", views.opgave_ics, name="opgave_ics"),
]
