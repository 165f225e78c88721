"""Rows below a form of the admin: what an editor adds is stored or refused, never dropped.

Django takes a row that was sent as it came for one that nobody filled in, and leaves it out without
a word. Wagtail shows no blank rows but the required ones, so each row that is sent was asked for.
"""

from typing import Any

from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import InlinePanel as WagtailInlinePanel


class RowForm(WagtailAdminModelForm):
    """One row; it names the field that is still empty, among rows with the same fields."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if field.required:
                is_chosen = hasattr(field, "choices")
                words = (
                    _("Kies iets bij ‘%(field)s’, of verwijder deze rij.")
                    if is_chosen
                    else _("Vul ‘%(field)s’ in, of verwijder deze rij.")
                )
                field.error_messages = {
                    **field.error_messages,
                    "required": words % {"field": field.label},
                }

    def has_changed(self) -> bool:
        """Return whether the row must be stored: a new one always, also with its defaults only."""
        return (self.is_bound and self.instance.pk is None) or super().has_changed()


class InlinePanel(WagtailInlinePanel):
    """Wagtail's panel of rows, for every such panel of this site."""

    def get_form_options(self) -> dict[str, Any]:
        options = super().get_form_options()
        formset = options["formsets"][self.relation_name]
        # Wagtail brings a form of its own for what is required only when published.
        given = formset.get("form", WagtailAdminModelForm)
        formset["form"] = type(given)(given.__name__, (RowForm, given), {})
        return options
