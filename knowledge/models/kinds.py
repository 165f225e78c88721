"""Which types of page there are, read from the models themselves."""

from functools import cache

from django.apps import apps

from knowledge.models.base import SitePage
from knowledge.models.knowledge_page import KnowledgePage


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
