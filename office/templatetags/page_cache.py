from django import template

from office import page_cache

register = template.Library()


@register.simple_tag(takes_context=True)
def keep_briefly(context: template.Context) -> str:
    """Say that the page shows what its readers must not see late: it is kept for a second."""
    request = getattr(context, "request", None)
    if request is not None:
        page_cache.keep_briefly(request)
    return ""
