from django import template
from django.db.models import Model
from django.utils.safestring import SafeString

from office.editors_bar import bar

register = template.Library()


@register.simple_tag(takes_context=True)
def editors_bar(context: template.Context, shown: Model | None = None) -> SafeString | str:
    """Return Wagtail's bar for who edits the site, and nothing for anybody else."""
    return bar(context.get("request"), shown)
