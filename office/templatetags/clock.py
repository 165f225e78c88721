from django import template

from office.clock import timecode

register = template.Library()
register.filter("timecode", timecode)
