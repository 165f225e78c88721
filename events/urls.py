"""Addresses of events: `urlpatterns` once per language, `machine_urlpatterns` without one."""

machine_urlpatterns: list = []
urlpatterns: list = []
