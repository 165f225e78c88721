from django import template
from django.urls import reverse

from office.remarks import paths

register = template.Library()


@register.simple_tag(takes_context=True)
def remark_url(context: template.Context) -> str:
    """Return the address of the form about a mistake, with the page that links to it."""
    return paths.form_url(context["request"]) if "request" in context else reverse("remark")
