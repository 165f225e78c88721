"""The two forms for visitors."""

from collections.abc import Collection, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import get_language, gettext, gettext_lazy as _

from events.meetings.seats import ModeSeats
from events.registrations import retention
from events.registrations.applicant import Applicant
from office.forms import EmailLineField, LineField, PublicForm, TextField

# The fields were right, the meeting is not what the visitor thought (RFC 9110 §15.5.10).


class ModeRadios(forms.RadioSelect):
    """The forms of attendance; one without a free seat is shown, and cannot be chosen.

    Who had chosen it already keeps her choice until she sees why it was refused.
    """

    full: Collection[str] = ()

    def create_option(
        self, name: str, value: str, label: str, selected: bool, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        option = super().create_option(name, value, label, selected, *args, **kwargs)
        if value in self.full and not selected:
            option["attrs"]["disabled"] = True
        return option


def report_wish(*, is_recorded: bool | None) -> str:
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
        widget=ModeRadios,
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
        self,
        request: HttpRequest,
        *,
        modes: Sequence[ModeSeats],
        is_recorded: bool | None,
        **kwargs: Any,
    ) -> None:
        super().__init__(request, **kwargs)
        self.fields["wants_report"].label = report_wish(is_recorded=is_recorded)
        self.fields["mode"].choices = [
            (seats.mode, f"{seats.label} ({seats.free})") for seats in modes
        ]
        self.fields["mode"].widget.full = {seats.mode for seats in modes if not seats.left}
        self.only_mode = modes[0].mode if len(modes) == 1 else ""
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
