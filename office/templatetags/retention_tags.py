from django import template

from office.retention import RETENTIONS, Retention

register = template.Library()


@register.simple_tag
def retentions() -> list[Retention]:
    """Return what is kept about people and for how long, in the order of the table."""
    return list(RETENTIONS.values())


@register.simple_tag
def promise(name: str) -> str:
    """Return what the form that asks for this kind of data says about how long it is kept."""
    return str(RETENTIONS[name].promise)
