"""Addresses of search, one set per language."""

urlpatterns: list = []
