"""A part of a page in which marked words are explained."""

from django import template
from django.template import Context, Node, NodeList
from django.template.base import Parser, Token
from django.utils.safestring import SafeString, mark_safe

from knowledge.reading.terms import explained

register = template.Library()


class ExplainedNode(Node):
    """{% explained %}…{% endexplained %}"""

    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: Context) -> SafeString:
        # What the template rendered, with words of ours that are escaped.
        return mark_safe(explained(self.nodelist.render(context)))


@register.tag("explained")
def explained_tag(parser: Parser, _token: Token) -> ExplainedNode:
    """Explain each marked word of what stands inside at its first use."""
    nodelist = parser.parse(("endexplained",))
    parser.delete_first_token()
    return ExplainedNode(nodelist)
