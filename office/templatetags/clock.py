from django import template

from office.clock import moment

register = template.Library()
register.filter("clock", moment)
