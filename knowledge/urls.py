"""Addresses of knowledge: `urlpatterns` once per language, `machine_urlpatterns` without one."""

from django.urls import path

from knowledge.views import passages

machine_urlpatterns: list = []
urlpatterns: list = [
    path("p/<slug:passage_id>/", passages.passage, name="passage"),
]
