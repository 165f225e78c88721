"""Files that editors upload: a document is for who may read a page on which it stands."""

from functools import partial
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from wagtail.documents.forms import BaseDocumentForm
from wagtail.documents.views.serve import serve
from wagtail.images.forms import BaseImageForm
from wagtail.models import Page, ReferenceIndex

from knowledge import closing
from knowledge.models import SiteDocument
from office.pictures.fields import PictureUploadField
from office.wrong_fields import CursorInWrongFieldMixin


@require_safe
def document(request: HttpRequest, document_id: str, filename: str) -> HttpResponseBase:
    """Answer a document to who may read one of the live pages that refer to it, and to editors.

    One on no such page is nobody's: it was uploaded for a page that is not online yet, or stood on
    one that is no longer.
    """
    found = get_object_or_404(SiteDocument, pk=document_id)
    if not (_may_read(request, found) or request.user.has_perm("wagtailadmin.access_admin")):
        raise Http404
    answer = serve(request, document_id, filename)
    # A copy may be kept, but must be asked after, and by no cache that others share.
    patch_cache_control(answer, private=True, no_cache=True)
    return answer


def _may_read(request: HttpRequest, found: SiteDocument) -> bool:
    pages = ReferenceIndex.get_references_to(found).filter(
        base_content_type=ContentType.objects.get_for_model(Page)
    )
    numbers = [int(pk) for pk in pages.values_list("object_id", flat=True).distinct()]
    paths = Page.objects.live().filter(pk__in=numbers).values_list("path", flat=True)
    return any(closing.may_read(request, closing.restrictions_on(path)) for path in paths)


class _SaysWhoMaySee:
    """An upload form that tells who will be able to open the file."""

    who_may_see: Any = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # The form behind the upload of several files at once has no field for the file.
        field = self.fields.get("file") or self.fields["title"]
        field.help_text = " ".join(filter(None, (str(field.help_text), str(self.who_may_see))))


class _OldFileGoesLast:
    """A form that deletes the file it replaces when the new one is certain.

    Wagtail's own deletes it at once, a document's even before the row names the new one.
    """

    @transaction.atomic
    def save(self, commit: bool = True) -> Any:
        old = self.original_file if commit and "file" in self.changed_data else None
        if old:
            self.original_file = None
            transaction.on_commit(partial(old.storage.delete, old.name))
        return super().save(commit)


class ImageForm(CursorInWrongFieldMixin, _OldFileGoesLast, _SaysWhoMaySee, BaseImageForm):
    """The form of an image; the picture is judged by its content and cleaned."""

    who_may_see = _(
        "Let op: wie het adres van een afbeelding kent, kan haar altijd zien. Ook als de pagina "
        "nog niet online staat of besloten is."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Wagtail makes the field by the name of its column, and asks no form.
        if sent := self.fields.get("file"):
            self.fields["file"] = PictureUploadField(
                label=sent.label, required=sent.required, widget=sent.widget
            )
            self.fields["file"].help_text = sent.help_text

    def save(self, commit: bool = True) -> Any:
        """Store the picture; sizes of another one go with it."""
        is_another = commit and "file" in self.changed_data and bool(self.original_file)
        with transaction.atomic():
            saved = super().save(commit)
            if is_another:
                saved.renditions.all().delete()
        return saved


class DocumentForm(CursorInWrongFieldMixin, _OldFileGoesLast, _SaysWhoMaySee, BaseDocumentForm):
    """The form of a document."""

    who_may_see = _(
        "Bezoekers kunnen dit bestand openen zodra het op een pagina staat die zij mogen lezen."
    )
