"""Addresses of the room: the mailbox of a site that is tried out, and nothing without DEBUG."""

from django.conf import settings
from django.urls import path

from office.mail import views

machine_urlpatterns: list = []
if settings.DEBUG:
    machine_urlpatterns += [
        path("beheer/postvak/", views.mail_list, name="mailbox"),
        path("beheer/postvak/<key>/", views.mail, name="mailbox_mail"),
        path("beheer/postvak/<key>/<int:number>/", views.mail_part, name="mailbox_part"),
    ]
