from django import template

from knowledge.transcripts import moment

register = template.Library()
register.filter("clock", moment)
