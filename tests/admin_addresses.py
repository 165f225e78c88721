"""Every address of the admin as the URL configuration has it, whether or not a page offers it."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from django.conf import settings
from django.db.models import Model
from django.urls import URLPattern, URLResolver, get_resolver
from wagtail.admin.models import EditingSession
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, Page, Task, UploadedFile, Workflow
from wagtail_localize.models import Translation, TranslationSource

from events.models import Meeting, Registration
from knowledge.models import (
    Chapter,
    Cue,
    Gemeente,
    Passage,
    Person,
    Recording,
    RecordingSpeaker,
    Transcript,
)

ADMIN = "beheer/"
# <int:pk> of a path, (?P<pk>...) of a regular expression.
GAP = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>(?:[^()]|\([^()]*\))*\)")
# The last pattern answers that there is nothing here.
NOTHING = "^.*/$"


# What stands in a gap, where the view does not say of which model it shows a row.
BY_GAP = {
    "page_id": Page,
    "parent_page_id": Page,
    "page_to_move_id": Page,
    "page_pk": Page,
    "collection_id": Collection,
    "translation_source_id": TranslationSource,
    "translation_id": Translation,
    "document_id": get_document_model(),
    "doc_id": get_document_model(),
    "image_id": get_image_model(),
    "task_id": Task,
}
BY_VIEW = {
    "wagtailadmin_api:pages:detail": Page,
    "wagtailadmin_api:documents:detail": get_document_model(),
    "wagtailadmin_api:images:detail": get_image_model(),
    "wagtaildocs_chooser:chosen": get_document_model(),
    "wagtailadmin_workflows:enable": Workflow,
    "wagtailadmin_workflows:edit_task": Task,
    "wagtailadmin_workflows:enable_task": Task,
    "wagtailadmin_editing_sessions:release": EditingSession,
    "events_registrations_csv": Meeting,
    "events_free_seat": Registration,
    "gemeente_merge": Gemeente,
    "person_mentions": Person,
    "passage_withdraw": Passage,
    "page_doubts": Page,
    "recording_lines": Transcript,
    "recording_replace": Transcript,
    "recording_chapter_begin": Cue,
    "recording_chapter": Chapter,
    "recording_chapter_remove": Chapter,
    "recording_line": Cue,
    "recording_line_redact": Cue,
    "recording_speaker": RecordingSpeaker,
    "recording_withdraw": Recording,
    "wagtaildocs:create_multiple_from_uploaded_document": UploadedFile,
    "wagtaildocs:delete_upload_multiple": UploadedFile,
    "wagtailimages:create_multiple_from_uploaded_image": UploadedFile,
    "wagtailimages:delete_upload_multiple": UploadedFile,
}
# No row has this number.
NOBODYS = 999_999


@dataclass(frozen=True)
class Address:
    """One pattern of the URL configuration, from its first word to its last."""

    pattern: str
    name: str
    view: Callable

    @cached_property
    def gaps(self) -> list[str]:
        """The names of what is to be filled in."""
        return [one or other for one, other in GAP.findall(self.pattern)]

    @cached_property
    def model(self) -> type[Model] | None:
        """The model of which the address shows a row, when the view says so."""
        given = getattr(self.view, "view_initkwargs", {}).get("model")
        found = given or getattr(getattr(self.view, "view_class", None), "model", None)
        return found if isinstance(found, type) else None

    def filled(self, *values: object) -> str:
        """Return the address with values in its gaps, in their order."""
        left = iter(values)
        path = GAP.sub(lambda _gap: str(next(left)), self.pattern)
        return "/" + path.replace("^", "").replace("$", "")

    def __str__(self) -> str:
        return self.pattern


def addresses() -> list[Address]:
    """Return every address of the admin, once each."""
    return [one for one in of_the_site() if one.pattern.startswith(ADMIN)]


def of_the_site() -> list[Address]:
    """Return every address of the site, once each."""
    found = _below(get_resolver(settings.ROOT_URLCONF), "", "")
    return list({one.pattern: one for one in found}.values())


def _below(resolver: URLResolver, before: str, space: str) -> Iterator[Address]:
    for one in resolver.url_patterns:
        pattern = before + str(one.pattern)
        if isinstance(one, URLPattern):
            if not pattern.endswith(NOTHING):
                yield Address(pattern, f"{space}{one.name}", one.callback)
        else:
            inner = f"{space}{one.namespace}:" if one.namespace else space
            yield from _below(one, pattern, inner)


def model_of(address: Address) -> type[Model]:
    """Return the model of which an address shows a row, or raise LookupError."""
    model = address.model or BY_VIEW.get(address.name) or BY_GAP.get(address.gaps[0])
    if model is None:
        raise LookupError(f"{address}: name its model in BY_VIEW or BY_GAP.")
    return model


def rows(address: Address) -> list[object]:
    """Return what stands in the one gap of an address: a row that is there, and one that is not."""
    model = model_of(address)
    # The last page is an ordinary one: the first is the root of the tree, and a translation has the
    # editor of wagtail-localize.
    found = model.objects.order_by("pk")
    if model is Page:
        found = found.filter(locale__language_code=settings.LANGUAGE_CODE)
    last = found.values_list("pk", flat=True).last()
    return [NOBODYS] if last is None else [last, NOBODYS]
