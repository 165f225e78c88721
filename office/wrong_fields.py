"""Leads whoever is refused to the fields that it is about: by name, and with the cursor."""

from collections.abc import Collection, Iterator
from typing import Any

from django import forms
from django.forms import BoundField
from django.forms.formsets import DELETION_FIELD_NAME
from django.http import HttpResponse
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import Panel

# All tabs are hidden until a script opens one: there the browser puts no cursor by itself.
OPEN_ITS_TAB = (
    "document.addEventListener('w-tabs:ready', function () { setTimeout(function () {"
    " var within = function (mark) { return document.querySelector('[role=tabpanel] ' + mark); };"
    " var cursor = within('[autofocus]'), field = cursor || within('[data-first-wrong]');"
    " if (field) { field.dispatchEvent(new CustomEvent('w-focus:focus', { bubbles: true })); }"
    " if (cursor) { cursor.focus(); }"
    " }, 0); }, { once: true });"
)


@hooks.register("insert_global_admin_js")
def open_its_tab() -> str:
    """Return the script that puts the cursor in a field on a tab."""
    return format_html("<script>{}</script>", mark_safe(OPEN_ITS_TAB))


class CursorInWrongFieldMixin:
    """For a form: whoever is refused stands in the first field that it is about."""

    def add_error(self, field: str | None, error: Any) -> None:
        if field in self.fields and not self.errors:
            self.fields[field].widget.attrs["autofocus"] = True
        super().add_error(field, error)


def lead_to_wrong_fields(form: WagtailAdminModelForm, panel: Panel | None) -> list[BoundField]:
    """Put the cursor in the first wrong field of a form or a row below it, and return them all.

    In the order in which `panel` shows them.
    """
    shown = {name: at for at, name in enumerate(_shown(panel))}
    wrong = [(field.name, field) for field in form if field.errors]
    wrong += [(name, field) for name, row in _wrong_rows(form) for field in row if field.errors]
    wrong.sort(key=lambda one: shown.get(one[0], len(shown)))
    fields = [field for _name, field in wrong]
    if fields:
        fields[0].field.widget.attrs["data-first-wrong"] = True
    # A calendar would open over the reason: then its tab alone is opened.
    dates = (forms.DateField, forms.DateTimeField)
    if cursor := next((one for one in fields if not isinstance(one.field, dates)), None):
        cursor.field.widget.attrs["autofocus"] = True
    return fields


def say_of_blocks(form: forms.BaseForm) -> None:
    """Say in Dutch that something in a text of blocks is wrong; each block says what.

    Wagtail names the text with words of its own: "Validation error in StreamBlock".
    """
    for errors in form.errors.values():
        for error in errors.as_data():
            if hasattr(error, "block_errors"):
                error.message = _("Er ontbreekt iets, of er klopt iets niet.")


def sentence(fields: Collection[BoundField]) -> str:
    """Return where to look, by the names of the fields; "" when there are none."""
    # Two rows may be wrong in the same field.
    names = dict.fromkeys(str(capfirst(field.label)) for field in fields)
    return _("Kijk bij: %(fields)s.") % {"fields": ", ".join(names)} if names else ""


def _shown(panel: Panel | None) -> Iterator[str]:
    """Yield the fields, and the relations of rows, in the order in which a panel shows them."""
    if name := getattr(panel, "field_name", None) or getattr(panel, "relation_name", None):
        yield name
    for child in getattr(panel, "children", ()):
        yield from _shown(child)


class NamesFieldsMixin:
    """For a CreateView or EditView of Wagtail: the message above the form names what is wrong."""

    def form_invalid(self, form: WagtailAdminModelForm) -> HttpResponse:
        if self.produced_error_message and not self.expects_json_response:
            named = sentence(lead_to_wrong_fields(form, self.panel))
            self.produced_error_message = f"{self.produced_error_message} {named}".strip()
        return super().form_invalid(form)


def _wrong_rows(form: WagtailAdminModelForm) -> list[tuple[str, forms.BaseForm]]:
    """Return the wrong rows below a form by their relation, without those that she deletes."""
    formsets = getattr(form, "formsets", {})
    rows = [(name, row) for name, rows in formsets.items() for row in rows.forms if row.errors]
    return [one for one in rows if not one[1].cleaned_data.get(DELETION_FIELD_NAME)]
