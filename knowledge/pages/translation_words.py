"""The words of a translation as its editor reads them.

wagtail-localize keeps each string as HTML, and shows that: “Zorg &amp; welzijn” on its screen, and
in lists of pages from the moment that a title is translated.
"""

import json
import re

from django.db.models.signals import post_save
from wagtail.models import Page
from wagtail_localize.models import StringTranslation
from wagtail_localize.strings import StringValue

# Not where it would begin another mark: who reads "&lt;" must not write a tag.
AMPERSAND = re.compile(r"&amp;(?!#?\w+;)")


def connect() -> None:
    """Listen to titles that are translated, after wagtail-localize."""
    post_save.connect(_name_the_draft, sender=StringTranslation, dispatch_uid="draft title named")


def readable(props: str) -> str:
    """Return the settings of the editor of wagtail-localize with each & as one reads it."""
    found = json.loads(props)
    for segment in found["segments"]:
        if segment["type"] == "string":
            segment["source"] = as_read(segment["source"])
    for translated in found["initialStringTranslations"]:
        translated["data"] = as_read(translated["data"])
    return json.dumps(found)


def as_read(html: str) -> str:
    """Return a string with & for &amp; where both mean the same when it is saved."""
    return AMPERSAND.sub("&", html)


def _name_the_draft(instance: StringTranslation, raw: bool, **_kwargs: object) -> None:
    if raw or instance.context is None or instance.context.path != "title":
        return
    title = StringValue(instance.data).render_text()
    if title != instance.data:
        Page.objects.filter(
            translation_key=instance.context.object_id, locale_id=instance.locale_id
        ).update(draft_title=title)
