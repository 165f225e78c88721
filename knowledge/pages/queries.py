"""Which pages everybody may read."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from wagtail.models import Locale, Page

from knowledge import closing
from knowledge.models import SitePage
from office.shared_reads import shared


def visible(pages: QuerySet, language: str) -> QuerySet:
    """Keep the live pages in language that everybody may read."""
    found = pages.filter(live=True, locale=locales().get(language), alias_of=None)
    return closing.open_to_all(found)


def language_of(page: Page) -> str:
    """Return the language that a page is in; no query while a page is rendered."""
    return {pk: language for language, pk in locales().items()}[page.locale_id]


@shared
def locales() -> dict[str, int]:
    """Return the key of the locale of each language; one query."""
    return dict(Locale.objects.values_list("language_code", "pk"))


def types(*models: type[SitePage]) -> list[ContentType]:
    """Return the content types of models; Django keeps them for the life of the process."""
    return [ContentType.objects.get_for_model(model) for model in models]
