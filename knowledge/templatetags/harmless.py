"""Filters for what an editor typed and a browser could run: addresses and rich text."""

from django import template

from knowledge.text import harmless

register = template.Library()
register.filter("shown", harmless.shown)
register.filter("address", harmless.address)
