"""The two forms for visitors."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import get_language, gettext, gettext_lazy as _

from events.models import AttendanceMode
from events.registrations import retention
from events.registrations.applicant import Applicant
from office.forms import EmailLineField, LineField, PublicForm, TextField

# The fields were right, the meeting is not what the visitor thought (RFC 9110 §15.5.10).


def report_wish(*, is_recorded: bool) -> str:
    """Return the wish to be mailed when the report is there, and the film if there will be one."""
    if is_recorded:
        return gettext("Mail mij als verslag en opname klaar zijn")
    return gettext("Mail mij als het verslag klaar is")


class RegistrationForm(PublicForm):
    """What is needed to take part, and no more."""

    name = LineField(
        label=_("Naam"),
        max_length=120,
        error_messages={"required": _("Vul je naam in.")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = EmailLineField(label=_("E-mailadres"))
    organisation = LineField(
        label=_("Gemeente of organisatie"),
        max_length=160,
        error_messages={"required": _("Vul je gemeente of organisatie in.")},
        widget=forms.TextInput(attrs={"autocomplete": "organization", "list": "gemeenten"}),
    )
    mode = forms.ChoiceField(
        label=_("Hoe doe je mee?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies hoe je meedoet.")},
    )
    question = TextField(
        label=_("Je vraag"),
        max_length=500,
        rows=3,
        required=False,
        help_text=_("Schrijf je vraag in één of twee zinnen. Noem geen namen van inwoners."),
    )
    needs = TextField(
        label=_("Wat heb je nodig?"),
        max_length=500,
        rows=3,
        required=False,
        help_text=_("Bijvoorbeeld een schrijftolk of een plek voor een rolstoel."),
    )
    needs_consent = forms.BooleanField(
        label=retention.NEEDS_PROMISE,
        required=False,
    )
    wants_report = forms.BooleanField(required=False)

    def __init__(
        self, request: HttpRequest, *, modes_offered: list[str], is_recorded: bool, **kwargs: Any
    ) -> None:
        super().__init__(request, **kwargs)
        self.fields["wants_report"].label = report_wish(is_recorded=is_recorded)
        labels = dict(AttendanceMode.choices)
        self.fields["mode"].choices = [(value, labels[value]) for value in modes_offered]
        self.only_mode = modes_offered[0] if len(modes_offered) == 1 else ""
        if self.only_mode:
            del self.fields["mode"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("needs") and not data.get("needs_consent"):
            self.add_error(
                "needs_consent",
                ValidationError(
                    _("Zet hier een vinkje, of laat leeg wat je nodig hebt."), code="consent"
                ),
            )
        return data

    def applicant(self) -> Applicant:
        """Return what a valid form says."""
        data = self.cleaned_data
        return Applicant(
            name=data["name"],
            email=data["email"],
            organisation=data["organisation"],
            mode=self.only_mode or data["mode"],
            wants_report=data["wants_report"],
            needs=data["needs"],
            needs_consent=data["needs_consent"],
            question=data["question"],
            language=get_language(),
        )


class ResendForm(PublicForm):
    """An address, to mail the link to if it is known."""

    email = EmailLineField(label=_("E-mailadres waarmee je je aanmeldde"))
