from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from office.forms import TOKEN_FIELD, make_token

register = template.Library()


@register.simple_tag
def form_token(name: str) -> SafeString:
    """Return the hidden field that every public form carries."""
    return format_html('<input type="hidden" name="{}" value="{}">', TOKEN_FIELD, make_token(name))
