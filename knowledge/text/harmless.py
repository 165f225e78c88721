"""What is shown of stored rich text: known elements, and no attribute that could do anything.

The editor's own toolbar makes nothing else, but a crafted post, an import or a translation can.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup, Tag
from bs4.dammit import EntitySubstitution
from bs4.element import PageElement, PreformattedString
from bs4.formatter import HTMLFormatter
from wagtail.whitelist import Whitelister, allow_without_attributes, attribute_rule, check_url

KEY = "data-block-key"
PIECES = ("p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote")
LISTS = ("ul", "ol")
INLINE = tuple(
    "a abbr b br cite code del em embed font i ins mark q s small span strike strong sub sup time u"
    " var".split()
)
# A link to a page or file names its row, and any other text is no number for the database.
NUMBER = re.compile(r"[0-9]{1,18}\Z")
LINK = attribute_rule(
    {
        "href": check_url,
        "linktype": True,
        "id": lambda value: value if NUMBER.match(value) else None,
    }
)


class _Shown(Whitelister):
    element_rules = {
        "[document]": allow_without_attributes,
        **{name: attribute_rule({KEY: True}) for name in (*PIECES, *LISTS)},
        **{name: allow_without_attributes for name in INLINE if name != "embed"},
        "a": LINK,
    }

    def clean_string_node(self, doc: BeautifulSoup, node: PageElement) -> None:
        # A comment, and whatever else is printed as it stands.
        if isinstance(node, PreformattedString):
            node.extract()

    def clean_tag_node(self, doc: BeautifulSoup, tag: Tag) -> None:
        if tag.name not in self.element_rules and tag.name not in INLINE:
            # Its words stay, apart from those around it.
            tag.insert_before(" ")
            tag.insert_after(" ")
        super().clean_tag_node(doc, tag)


class _Formatter(HTMLFormatter):
    def quoted_attribute_value(self, value: str) -> str:
        """Return value in double quotes: Wagtail finds links in the text by these."""
        return '"' + value.replace('"', "&quot;") + '"'


_SHOWN = _Shown()
_FORMATTER = _Formatter(EntitySubstitution.substitute_xml)


def soup(html: str) -> BeautifulSoup:
    """Return html as a tree in which nothing is alive, with all its words."""
    tree = BeautifulSoup(html, "html.parser")
    _SHOWN.clean_node(tree, tree)
    return tree


def markup(nodes: Iterable[PageElement]) -> str:
    """Return nodes of such a tree as HTML; what was typed as words stays words."""
    # str() of a text node is its words, not their HTML.
    return "".join(
        node.decode(formatter=_FORMATTER)
        if isinstance(node, Tag)
        else node.output_ready(_FORMATTER)
        for node in nodes
    )


@lru_cache(maxsize=2048)
def shown(html: str | None) -> str:
    """Return stored rich text without what could be alive, for Wagtail to show."""
    return markup(soup(html)) if html else ""


def address(url: str | None) -> str:
    """Return a typed address when a browser only goes there, "" when it would run it."""
    return url if url and check_url(url) is not None else ""


def whole_address(url: str, *, base: str) -> str:
    """Return where url leads from the page at base, "" when it is no address ("https://[naam]/")."""
    try:
        return urljoin(base, url)
    except ValueError:
        return ""


def host(url: str) -> str:
    """Return the host in url, "" when there is none or url is no address."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""
