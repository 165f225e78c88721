"""Passages and the index follow a page through its life, in the transaction that changes it."""

from typing import Any

from django.db import models, transaction
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from wagtail.models import Page, PageViewRestriction, Revision
from wagtail.signals import post_page_move, pre_page_move

from knowledge import addresses, closing
from knowledge.models import SitePage
from knowledge.models.base import PAGE_STEPS, PageStep, Stored
from knowledge.models.kinds import page_types
from knowledge.pages import publishing
from knowledge.passages import deeds as passages
from office.hidden_signs import without_hidden_signs
from office.refusals import Refused
from search import indexing


class Passages(PageStep):
    """Rows and index entries in line with the page, written before the commit."""

    def before_revision(self, page: SitePage) -> None:
        _mend(page)

    def before_save(self, page: SitePage, stored: Stored | None) -> bool:
        published = page.live and stored and stored.publishes(page)
        # What was approved goes online as it is: here keys are checked, no longer mended.
        if not published:
            _mend(page)
        return True

    def after_save(self, page: SitePage, stored: Stored | None) -> None:
        changed = stored is not None and stored.live
        if page.alias_of_id:
            changed = passages.retire(page)
        elif page.live:
            passages.write(page)
            changed = True
        elif changed:
            passages.hide(page)
        moved = stored is not None and stored.url_path != page.url_path
        below = list(Page.objects.descendant_of(page).live()) if moved else []
        passages.readdress(below)
        own = [page.pk] if changed and page.kind else []
        _record_changes([*own, *(one.pk for one in below)])


def _mend(page: SitePage) -> None:
    passages.mend(page)
    # A form does so too; a copy, an import and a translation come past it.
    for field in page._meta.concrete_fields:
        if isinstance(field, models.CharField | models.TextField):
            typed = page.__dict__.get(field.attname)
            if isinstance(typed, str):
                setattr(page, field.attname, without_hidden_signs(typed))


def connect() -> None:
    """Register the steps, and listen to what Wagtail does to a page without its own class."""
    PAGE_STEPS.register("passages", Passages())
    PAGE_STEPS.register("four eyes", publishing.FourEyes())
    post_save.connect(_saved_as_plain_page, sender=Page, dispatch_uid="plain page saved")
    pre_save.connect(_go_live_approved, sender=Revision, dispatch_uid="go-live approved")
    pre_page_move.connect(_moving, dispatch_uid="page moving")
    post_page_move.connect(_moved, dispatch_uid="page moved")
    for signal, uid in ((post_save, "page closed"), (post_delete, "page opened")):
        signal.connect(_closed_or_opened, sender=PageViewRestriction, dispatch_uid=uid)
    # The types alone: the signal comes once more for the row of the table that kinds share.
    for model in page_types():
        uid = f"{model.__name__} deleted"
        pre_delete.connect(_before_delete, sender=model, dispatch_uid=f"before {uid}")
        post_delete.connect(_deleted, sender=model, dispatch_uid=uid)


def _saved_as_plain_page(
    instance: Page, update_fields: Any, raw: bool, created: bool, **_kwargs: Any
) -> None:
    """Bulk unpublishing, expiry and moving save the base class, inside their own transaction."""
    kind = instance.specific_class
    if raw or created or update_fields is not None or kind is None:
        return
    if not issubclass(kind, SitePage):
        return
    if instance.live:
        below = Page.objects.descendant_of(instance, inclusive=True).live()
        _record_changes(below.values_list("pk", flat=True))
    else:
        passages.hide(instance)
        _record_changes([instance.pk])


def _go_live_approved(instance: Revision, update_fields: Any, **_kwargs: Any) -> None:
    """Check a revision when its go-live time is approved: it goes online by itself after that."""
    if instance.approved_go_live_at is None or update_fields is None:
        return
    model = instance.content_type.model_class()
    if model is not None and issubclass(model, SitePage):
        publishing.check(instance)


def _moving(sender: type[Page], instance: Page, url_path_after: str, **_kwargs: Any) -> None:
    """Refuse a move to an address of the system: Wagtail does not validate a page that it moves."""
    own = getattr(sender, "reserved_slug", "")
    if addresses.is_reserved(url_path_after, own=own):
        raise Refused(addresses.REFUSAL, back=addresses.desk_url(instance.pk))


def _moved(instance: Page, url_path_before: str, url_path_after: str, **_kwargs: Any) -> None:
    if url_path_before != url_path_after:
        with transaction.atomic():
            passages.readdress(Page.objects.descendant_of(instance, inclusive=True))


def _closed_or_opened(instance: PageViewRestriction, **_kwargs: Any) -> None:
    """Who may read a page holds for all that it closes, and search shows only visible ones."""
    page = Page.objects.filter(pk=instance.page_id).first()
    if page is not None:
        closed = closing.with_all_it_closes(page).live()
        _record_changes(closed.values_list("pk", flat=True))


def _before_delete(instance: SitePage, **_kwargs: Any) -> None:
    passages.forget(instance)


def _deleted(instance: SitePage, **_kwargs: Any) -> None:
    if instance.kind:
        _record_changes([instance.pk])


def _record_changes(page_ids: Any) -> None:
    ids = [f"page:{pk}" for pk in page_ids]
    if ids:
        indexing.record_change(*ids)
