"""Which pages everybody may read."""

from uuid import UUID

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from wagtail.models import Locale, Page

from knowledge import addresses, closing
from knowledge.models import SitePage
from office.shared_reads import shared


def visible(model: type[SitePage], language: str) -> QuerySet:
    """Return the live pages of model in language that everybody may read."""
    return _visible(model, language).all()


@shared
def _visible(model: type[SitePage], language: str) -> QuerySet:
    # Never run itself: building these conditions costs more than running them.
    pages = model.objects.filter(locale=locales().get(language), alias_of=None)
    return closing.visible(pages)


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


def translated(page: Page) -> list[tuple[int, dict[str, str]]]:
    """Return (pk, {language, label, url}) of page in each language that everybody may read."""
    return _same_page(page.translation_key) if page.pk else []


@shared
def _same_page(key: UUID) -> list[tuple[int, dict[str, str]]]:
    """Return (pk, entry) of each page that is one page in several languages; one query."""
    pages = list(closing.visible(Page.objects.filter(translation_key=key, alias_of=None)))
    urls = addresses.urls(pages)
    found = []
    for page in pages:
        language = language_of(page)
        label = dict(settings.LANGUAGES).get(language, language)
        found.append(
            (page.pk, {"language": language, "label": label, "url": urls.get(page.pk, "")})
        )
    return found
