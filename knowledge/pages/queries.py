"""Which pages everybody may read."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from wagtail.models import Locale, Page

from knowledge import closing
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
