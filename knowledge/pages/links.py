"""Links inside texts: to pages that everybody may read, and to no others."""

from collections.abc import Iterable

from django.utils.html import escape
from django.utils.translation import get_language
from wagtail import hooks
from wagtail.models import Page
from wagtail.rich_text.feature_registry import FeatureRegistry
from wagtail.rich_text.pages import PageLinkHandler

from knowledge import addresses, closing
from knowledge.pages.queries import locales


class VisiblePageLink(PageLinkHandler):
    """A link to a page; its words stand without one as long as the page is not for everybody."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict]) -> list[str]:
        """Return the opening tag of each link, in their order."""
        ids = [attrs.get("id", "") for attrs in attrs_list]
        numbers = [int(one) if one.isdecimal() else 0 for one in ids]
        found = urls(Page.objects.filter(pk__in=numbers))
        return [f'<a href="{escape(found[pk])}">' if pk in found else "<a>" for pk in numbers]


# After Wagtail's own, which this replaces.
@hooks.register("register_rich_text_features", order=10)
def replace_page_links(features: FeatureRegistry) -> None:
    """Have every text on the site link with it."""
    features.register_link_type(VisiblePageLink)


def urls(pages: Iterable[Page]) -> dict[int, str]:
    """Return the address of each of these pages that everybody may read, by primary key.

    A page in another language is looked for in the one that is read: a query when there is any.
    """
    pages = list(pages)
    here = locales().get(get_language())
    elsewhere = {page.translation_key for page in pages if page.locale_id != here}
    same = Page.objects.filter(translation_key__in=elsewhere, locale=here) if elsewhere else []
    translated = {page.translation_key: page for page in closing.only_visible(same)}
    own = {page.pk: page for page in closing.only_visible(pages)}
    chosen = {page.pk: translated.get(page.translation_key) or own.get(page.pk) for page in pages}
    known = addresses.urls(chosen.values())
    return {pk: known[page.pk] for pk, page in chosen.items() if page and page.pk in known}
