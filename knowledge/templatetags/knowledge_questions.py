from django import template

register = template.Library()


@register.filter
def clock(seconds: int) -> str:
    """Return seconds as a player shows them: 754 is "12:34", 3754 is "1:02:34"."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
