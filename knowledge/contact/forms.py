"""The forms of who asks, and of who answers."""

from django import forms
from django.utils.translation import gettext_lazy as _

from office.forms import EmailLineField, LineField, PublicForm, TextField

ANSWER, ALREADY, DECLINE = "answer", "already", "decline"


class ContactForm(PublicForm):
    """A question for the contact person of a gemeente, and where the answer goes."""

    text = TextField(
        label=_("Je vraag"),
        help_text=_("Wat wil je weten? Noem geen namen van inwoners."),
        max_length=1500,
        rows=5,
        error_messages={"required": _("Vul je vraag in.")},
    )
    name = LineField(
        label=_("Naam"),
        max_length=120,
        error_messages={"required": _("Vul je naam in.")},
    )
    organisation = LineField(
        label=_("Gemeente of organisatie"),
        max_length=160,
        error_messages={"required": _("Vul je gemeente of organisatie in.")},
    )
    email = EmailLineField(
        label=_("E-mailadres"),
        help_text=_("Hier krijg je het antwoord. Voorbeeld: naam@gemeente.nl"),
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.attrs["autocomplete"] = "name"
        self.fields["organisation"].widget.attrs["autocomplete"] = "organization"


class ConfirmForm(PublicForm):
    """One button: this question is mine."""


class AnswerForm(PublicForm):
    """What the contact person answers, or one of her two other buttons."""

    text = TextField(
        label=_("Je antwoord"),
        max_length=5000,
        rows=8,
        error_messages={"required": _("Schrijf je antwoord.")},
    )
    with_address = forms.BooleanField(
        label=_("Zet mijn e-mailadres erbij, dan kan de vraagsteller mij terugmailen."),
        required=False,
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        # Only an answer needs words.
        self.fields["text"].required = self.deed == ANSWER

    @property
    def deed(self) -> str:
        """The button that was pressed; sent without one it is an answer."""
        pressed = self.data.get("deed", "")
        return pressed if pressed in (ALREADY, DECLINE) else ANSWER
