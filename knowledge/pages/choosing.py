"""An opgave or a report that an editor chooses is stored as the page in the source language."""

from django import forms
from django.conf import settings
from django.db import models
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.widgets import AdminPageChooser

from knowledge.models import OpgavePage, ReportPage, SitePage


class SourcePageField(forms.ModelChoiceField):
    """Takes a page in any language, or an alias of it, and gives the page in the source language.

    Rows are compared by that page, and an opgave chosen twice in two languages is one opgave.
    """

    def clean(self, value: object) -> SitePage | None:
        page = super().clean(value)
        return page and in_source_language(page)


def in_source_language(page: SitePage) -> SitePage:
    """Return page in the source language, itself when it has no such page."""
    same = type(page).objects.filter(
        translation_key=(page.alias_of or page).translation_key, alias_of=None
    )
    return same.filter(locale__language_code=settings.LANGUAGE_CODE).first() or page


def connect() -> None:
    """Have every form of the admin that asks for an opgave or a report take any language."""
    for model in (OpgavePage, ReportPage):
        register_form_field_override(
            models.ForeignKey,
            to=model,
            override={
                "form_class": SourcePageField,
                "widget": AdminPageChooser(target_models=[model]),
            },
        )
