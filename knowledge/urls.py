"""Addresses of knowledge: `urlpatterns` once per language, `machine_urlpatterns` without one."""

from django.urls import path

from knowledge.views import passages, recordings

machine_urlpatterns: list = [
    path("opnames/<slug:uid>/film.webm", recordings.film, name="recording_file"),
    path("opnames/<slug:uid>/<slug:language>.vtt", recordings.captions, name="recording_captions"),
    path("opnames/<slug:uid>/<slug:language>.txt", recordings.text, name="recording_text"),
]
urlpatterns: list = [
    path("p/<slug:passage_id>/", passages.passage, name="passage"),
]
