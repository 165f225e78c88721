"""Who translated what is new in a version of a translated page: they made its words.

wagtail-localize makes a version in the name of whoever presses a button, the first in nobody's. It
does say who wrote each string last, so that is put on record with the version: later the string
has another writer. What is not translated yet are words of the source, made by who wrote those.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime

from django.db.models import Model
from django.db.models.signals import post_delete, post_save, pre_save
from wagtail.log_actions import log
from wagtail.models import Page, PageLogEntry, Revision
from wagtail_localize.models import (
    SegmentOverride,
    StringTranslation,
    Translation,
    TranslationLog,
)

from knowledge.models import Translator
from knowledge.pages import authorship, kept_versions
from knowledge.pages.publishing import acting_user
from office.hidden_signs import without_hidden_signs

# What a history says when somebody put the words of the source back.
UNTRANSLATED = "knowledge.untranslated"
# The page whose version is being made of its translations, else 0.
_page: ContextVar[int] = ContextVar("page made of translations", default=0)
NEVER = datetime.min.replace(tzinfo=UTC)
WRITTEN = {StringTranslation: "data", SegmentOverride: "data_json"}


def connect() -> None:
    """Listen to what is translated, and to the versions that are made of it."""
    for model in WRITTEN:
        name = model.__name__
        pre_save.connect(_before_writing, sender=model, dispatch_uid=f"before {name} is written")
        post_save.connect(_after_writing, sender=model, dispatch_uid=f"{name} written")
        post_delete.connect(_taken_away, sender=model, dispatch_uid=f"{name} taken away")
    post_save.connect(_version_made, sender=Revision, dispatch_uid="version of a translation")


@contextmanager
def making_version_of(page: Page) -> Iterator[None]:
    """Say that the version that is made of page holds what is translated by now."""
    token = _page.set(page.pk)
    try:
        yield
    finally:
        _page.reset(token)


def running(page: Page) -> Translation | None:
    """Return the translation that page's words come from, None when it is edited normally."""
    return Translation.objects.filter(
        source__object_id=page.translation_key, target_locale_id=page.locale_id, enabled=True
    ).first()


def since_last_version(translation: Translation, page_id: int) -> set[int]:
    """Return the ids of who translated, or took a translation away, since the last version."""
    source, locale = translation.source, translation.target_locale
    last = TranslationLog.objects.filter(source=source, locale=locale).order_by("-pk").first()
    if last is None:
        return since(NEVER, translation, page_id)
    # The log is a little later than its version, and a string may have come in between.
    return since(
        last.revision.created_at if last.revision else last.created_at, translation, page_id
    )


def since(moment: datetime, translation: Translation, page_id: int) -> set[int]:
    """Return the ids of who translated, or took a translation away, after a moment."""
    source, locale = translation.source, translation.target_locale
    written = [
        source.stringsegment_set.get_translations(locale),
        source.overridablesegment_set.get_overrides(locale),
    ]
    written = [rows.filter(has_error=False, updated_at__gt=moment) for rows in written]
    taken_away = PageLogEntry.objects.filter(
        page=page_id, action=UNTRANSLATED, timestamp__gt=moment
    )
    found = [rows.values_list("last_translated_by_id", flat=True) for rows in written]
    found.append(taken_away.values_list("user_id", flat=True))
    return {user_id for ids in found for user_id in ids if user_id is not None}


def writers_of_source(translation: Translation) -> set[int]:
    """Return the ids of who wrote the words of the source, none when those were ever online.

    A page that nobody else has seen is not seen because it stands under another language.
    """
    source = translation.source
    page = source.get_source_instance()
    said = authorship.words_of(type(page), json.loads(source.content_json))
    if page.live_revision is not None and authorship.words(page.live_revision) == said:
        return set()
    versions = list(page.revisions.order_by("created_at", "pk"))
    with_these = [one for one in versions if authorship.words(one) == said]
    if kept_versions.were_online(page, with_these):
        return set()
    if with_these:
        return set(authorship.version(with_these[0]).makers)
    # They were overwritten while somebody typed: any of these may have written them.
    return {one.user_id for one in versions} - {None}


def _version_made(instance: Revision, created: bool, raw: bool, **_kwargs: object) -> None:
    # Before it is published: wagtail-localize writes its own log after that.
    if raw or not created or instance.base_content_type.model_class() is not Page:
        return
    page = Page.objects.filter(pk=instance.object_id).only("translation_key", "locale_id").first()
    translation = running(page) if page is not None else None
    if translation is not None and _of_translations(instance, translation):
        makers = _makers(instance, translation, page)
        Translator.objects.bulk_create(Translator(revision=instance, user_id=one) for one in makers)


def _of_translations(revision: Revision, translation: Translation) -> bool:
    """Tell whether a new version holds what was translated, not what somebody typed or restored."""
    if int(revision.object_id) == _page.get():
        return True
    # wagtail-localize makes the page with two versions, and its log after that.
    made = TranslationLog.objects.filter(
        source=translation.source, locale=translation.target_locale
    )
    return not made.exists()


def _makers(revision: Revision, translation: Translation, page: Page) -> set[int]:
    newer = since_last_version(translation, page.pk)
    # With several, who makes the version has the whole before her. The others may publish that:
    # then two have said that it is right.
    if revision.user_id in newer:
        return {revision.user_id}
    return newer or writers_of_source(translation)


def _before_writing(instance: Model, update_fields: object, **_kwargs: object) -> None:
    """Leave a string to its translator when somebody saves it without a change."""
    column = WRITTEN[type(instance)]
    if column == "data":
        instance.data = without_hidden_signs(instance.data)
    instance.kept_from = None
    if instance.pk is None or (update_fields is not None and column not in update_fields):
        return
    stored = type(instance).objects.filter(pk=instance.pk).first()
    if stored is not None and _said(stored, column) == _said(instance, column):
        instance.last_translated_by_id = stored.last_translated_by_id
        instance.kept_from = stored.updated_at


def _said(written: Model, column: str) -> str:
    return without_hidden_signs(getattr(written, column)).strip()


def _after_writing(instance: Model, **_kwargs: object) -> None:
    if instance.kept_from is not None:
        type(instance).objects.filter(pk=instance.pk).update(updated_at=instance.kept_from)


def _taken_away(instance: Model, **_kwargs: object) -> None:
    user = acting_user()
    if user is None or instance.context is None:
        return
    page = Page.objects.filter(
        translation_key=instance.context.object_id, locale_id=instance.locale_id
    ).first()
    if page is not None:
        log(instance=page, action=UNTRANSLATED, user=user)
