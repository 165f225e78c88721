"""The date fields of the admin keep what somebody typed, and say how a date is written."""

from django import forms
from django.utils.formats import get_format_lazy
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

CALENDAR = (
    # When a field is left, the calendar reads it once more by its own rules: 31 February becomes
    # 3 March, and what it cannot read becomes now. The form itself reads what was typed.
    "jQuery.fn.datetimepicker.defaults.validateOnBlur = false;"
    # It opens a moment after its field was entered, also when somebody who types fast is in the
    # next field by then: it would stay open, over whatever stands below.
    "jQuery.fn.datetimepicker.defaults.onShow = function (time, input) {"
    " return input.is(document.activeElement); };"
)

UNREADABLE = {
    forms.DateField: _("Dit is geen datum. Voorbeeld: 10-12-2026."),
    forms.TimeField: _("Dit is geen tijd. Voorbeeld: 13:30."),
    forms.DateTimeField: _("Dit is geen datum met een tijd. Voorbeeld: 10-12-2026 13:30."),
}


@hooks.register("insert_global_admin_js")
def calm_calendars() -> str:
    """Return the script for every field, to run before the first calendar is made."""
    return format_html("<script>{}</script>", CALENDAR)


def say_how_a_date_is_written() -> None:
    """Give the fields of every form, Wagtail's own too, a refusal with an example.

    A field takes it when it is made: this comes before the first form is imported.
    """
    for field, sentence in UNREADABLE.items():
        field.default_error_messages = {**field.default_error_messages, "invalid": sentence}
    # Django reads a day alone as its midnight: a meeting in the night that nobody meant.
    forms.DateTimeField.input_formats = get_format_lazy("DATETIME_INPUT_FORMATS")
