"""Addresses of the room: `urlpatterns` once per language, the others without one."""

from django.conf import settings
from django.urls import path

from office import machine_files
from office.log_in import LogInView
from office.mail import views
from office.remarks import views as remarks

log_in = LogInView.as_view()

# Twice the same address: the desk asks for it by the first name, a closed page by the second.
machine_urlpatterns: list = [
    path("beheer/login/", log_in, name="wagtailadmin_login"),
    path("beheer/login/", log_in, name="wagtailcore_login"),
    path("robots.txt", machine_files.robots, name="robots"),
    path(".well-known/security.txt", machine_files.security, name="security_txt"),
]
if settings.DEBUG:
    machine_urlpatterns += [
        path("beheer/postvak/", views.mail_list, name="mailbox"),
        path("beheer/postvak/<key>/", views.mail, name="mailbox_mail"),
        path("beheer/postvak/<key>/<int:number>/", views.mail_part, name="mailbox_part"),
    ]

urlpatterns: list = [
    path("fout-doorgeven/", remarks.remark, name="remark"),
    path("fout-doorgeven/verstuurd/", remarks.remark_sent, name="remark_sent"),
]
