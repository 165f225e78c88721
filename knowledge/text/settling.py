"""Rich text as the editor sends it the next time, so that saving again unchanged changes nothing.

The editor reads stored HTML by rules of its own: it drops a no-break space at the beginning of a
paragraph, say, but only when the text is opened again. Whoever opens it then would seem to have
changed it.
"""

from functools import lru_cache, partial

from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.admin.rich_text.converters.html_to_contentstate import LinkElementHandler

from knowledge.text import rich_text

# What the first turn leaves to be dropped, the second drops; more was never seen.
TURNS = 5


class _LinkToRow(LinkElementHandler):
    """A link that keeps the number of its row; the editor's own looks the row up."""

    def get_attribute_data(self, attrs: dict) -> dict:
        return {"id": attrs.get("id")}


# By the kind of link as it is stored: the feature of the editor, and what it makes of the link.
LINKS = {
    "page": ("link", "LINK"),
    "document": ("document-link", "DOCUMENT"),
    "term": ("term", "TERM"),
}


@lru_cache(maxsize=2048)
def settled(html: str, features: tuple[str, ...]) -> str:
    """Return html as an editor with these features keeps it, however often it is opened and saved.

    What the editor cannot read is returned as it is.
    """
    found = rich_text.mend(html)
    for _turn in range(TURNS):
        try:
            again = rich_text.canonical(_opened_and_saved(found, features))
        except (AssertionError, KeyError, ValueError):
            # Only a crafted post or an import holds a list item outside a list, say.
            return html
        if again == found:
            break
        found = again
    return found


def _opened_and_saved(html: str, features: tuple[str, ...]) -> str:
    converter = ContentstateConverter(list(features))
    rules = converter.html_to_contentstate_handler.element_handlers.element_rules
    for kind, (feature, entity) in LINKS.items():
        if feature in features:
            # Before the editor's own: the lower number comes first.
            rules["a"].insert(0, (0, partial(_leads_to, kind), _LinkToRow(entity)))
    return converter.to_database_format(converter.from_database_format(html))


def _leads_to(kind: str, attrs: dict) -> bool:
    return attrs.get("linktype") == kind
