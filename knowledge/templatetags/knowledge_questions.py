from django import template

from search.documents import moment

register = template.Library()
register.filter("clock", moment)
