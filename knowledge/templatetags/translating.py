"""What stands above the editor of a translation: what one can do with the whole."""

from django import template
from django.template import Context

from knowledge.pages import translated_strings, translating, translation_words

register = template.Library()


@register.simple_tag(takes_context=True)
def translation_choices(context: Context) -> translating.Choices:
    """Return what the editor can do with the translation on this screen."""
    request = context["request"]
    said = getattr(request, "said_of_translation", None)
    return translating.choices(context["instance"], context["translation"], request.user, said)


register.filter("without_publishing", translating.without_publishing)
register.filter("marked", translated_strings.marked)
register.filter("readable", translation_words.readable)
