"""Which pages everybody may read."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet

from knowledge import closing
from knowledge.models import SitePage


def visible(pages: QuerySet, language: str) -> QuerySet:
    """Keep the live pages in language that everybody may read; no query of its own."""
    found = pages.live().filter(locale__language_code=language, alias_of=None)
    return closing.open_to_all(found)


def types(*models: type[SitePage]) -> list[ContentType]:
    """Return the content types of models; Django keeps them for the life of the process."""
    return [ContentType.objects.get_for_model(model) for model in models]
