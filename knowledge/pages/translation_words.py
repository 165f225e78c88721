"""The words of a translation as its editor reads them.

wagtail-localize keeps each string as HTML, and shows that: “Zorg &amp; welzijn” on its screen, and
in lists of pages from the moment that a title is translated. It writes each date in English.
"""

import json
import re
from datetime import datetime

from django.db.models.signals import post_save
from django.utils import timezone
from django.utils.formats import date_format
from wagtail.models import Page
from wagtail_localize.compat import DATE_FORMAT
from wagtail_localize.models import StringTranslation, post_save_string_translation
from wagtail_localize.strings import StringValue

# Not where it would begin another mark: who reads "&lt;" must not write a tag.
AMPERSAND = re.compile(r"&amp;(?!#?\w+;)")
SAID_BY_LOCALIZE = StringTranslation.get_comment


def connect() -> None:
    """Listen to titles that are translated, in the place of wagtail-localize."""
    # It writes a title of any length: PostgreSQL refuses what is too long, with an error page.
    post_save.disconnect(post_save_string_translation, sender=StringTranslation)
    post_save.connect(_name_the_draft, sender=StringTranslation, dispatch_uid="draft title named")
    # No setting and no template says how a saved string is described: the view asks its model.
    StringTranslation.get_comment = described


def described(translated: StringTranslation) -> str | None:
    """Return who translated a string and when: the sentence of wagtail-localize, with our date."""
    told = SAID_BY_LOCALIZE(translated)
    if told is None:
        return None
    return told.replace(translated.updated_at.strftime(DATE_FORMAT), _day(translated.updated_at))


def readable(props: str, shown: Page) -> str:
    """Return the settings of the editor of wagtail-localize as one reads them: each &, its date."""
    found = json.loads(props)
    if found["object"]["lastPublishedDate"] is not None:
        published = shown.live_revision.created_at if shown.live_revision else None
        found["object"]["lastPublishedDate"] = _day(published or shown.last_published_at)
    for segment in found["segments"]:
        if segment["type"] == "string":
            segment["source"] = as_read(segment["source"])
    for translated in found["initialStringTranslations"]:
        translated["data"] = as_read(translated["data"])
    return json.dumps(found)


def as_read(html: str) -> str:
    """Return a string with & for &amp; where both mean the same when it is saved."""
    return AMPERSAND.sub("&", html)


def _day(at: datetime) -> str:
    return date_format(timezone.localtime(at), "j F Y")


def _name_the_draft(instance: StringTranslation, raw: bool, **_kwargs: object) -> None:
    if raw or instance.context is None or instance.context.path != "title":
        return
    title = StringValue(instance.data).render_text()
    Page.objects.filter(
        translation_key=instance.context.object_id, locale_id=instance.locale_id
    ).update(draft_title=title[: Page._meta.get_field("draft_title").max_length])
