"""Links inside texts: to pages that everybody may read, and to no others."""

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
        found = _urls(get_language(), *numbers)
        return [f'<a href="{escape(found[pk])}">' if pk in found else "<a>" for pk in numbers]


# After Wagtail's own, which this replaces.
@hooks.register("register_rich_text_features", order=10)
def replace_page_links(features: FeatureRegistry) -> None:
    """Have every text on the site link with it."""
    features.register_link_type(VisiblePageLink)


def url(pk: int) -> str:
    """Return the address of a page that everybody may read, "" of any other."""
    return _urls(get_language(), pk).get(pk, "")


def _urls(language: str, *pks: int) -> dict[int, str]:
    """Return the address of each of these that everybody may read; three queries at most, and what
    addresses ask. In this language when it is there, else in its own.
    """
    keys = dict(Page.objects.filter(pk__in=pks).values_list("pk", "translation_key"))
    found = list(closing.visible(Page.objects.filter(translation_key__in=set(keys.values()))))
    here = locales().get(language)
    own = {page.pk: page for page in found}
    translated = {page.translation_key: page for page in found if page.locale_id == here}
    chosen = {pk: translated.get(key) or own.get(pk) for pk, key in keys.items()}
    urls = addresses.urls(chosen.values())
    return {pk: urls[page.pk] for pk, page in chosen.items() if page and page.pk in urls}
