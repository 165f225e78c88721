"""Addresses of search, one set per language."""

from django.urls import path

from search import views

urlpatterns = [path("zoeken/", views.search, name="search")]
