from django import template

from office.retention import RETENTIONS, Retention

register = template.Library()


@register.simple_tag
def retentions() -> list[Retention]:
    """Return what is kept about people and for how long, in the order of the table."""
    return list(RETENTIONS.values())
