"""Which pages there are for everybody, and of which kinds."""

from functools import cache

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet

from knowledge import closing
from knowledge.models import KnowledgePage, SitePage


@cache
def page_types() -> list[type[SitePage]]:
    """Return every type of page that can be made; no query."""
    return [
        model for model in apps.get_models() if issubclass(model, SitePage) and model.is_creatable
    ]


@cache
def kinds() -> list[type[KnowledgePage]]:
    """Return every kind of knowledge; no query."""
    return [model for model in page_types() if issubclass(model, KnowledgePage)]


def visible(pages: QuerySet, language: str) -> QuerySet:
    """Keep the live pages in language that everybody may read; no query of its own."""
    found = pages.live().filter(locale__language_code=language, alias_of=None)
    return closing.open_to_all(found)


def types(*models: type[SitePage]) -> list[ContentType]:
    """Return the content types of models; Django keeps them for the life of the process."""
    return [ContentType.objects.get_for_model(model) for model in models]
