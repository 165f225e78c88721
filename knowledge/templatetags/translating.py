"""What stands above the editor of a translation: what one can do with the whole."""

from django import template
from django.template import Context

from knowledge.pages import translating, translation_words

register = template.Library()


@register.simple_tag(takes_context=True)
def translation_choices(context: Context) -> translating.Choices:
    """Return what the editor can do with the translation on this screen."""
    return translating.choices(context["instance"], context["translation"], context["request"].user)


@register.filter
def without_publishing(props: str) -> str:
    """Return the settings of the editor without its publish button."""
    return translating.without_publishing(props)


@register.filter
def readable(props: str) -> str:
    """Return the settings of the editor with each & as one reads it."""
    return translation_words.readable(props)
