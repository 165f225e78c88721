"""The forms that visitors fill in."""

from django.utils.translation import gettext_lazy as _

from office.forms import EmailLineField, LineField, PublicForm, TextField

MAX_QUESTION = 500


class QuestionForm(PublicForm):
    """A question, and where the answer goes."""

    text = TextField(
        label=_("Je vraag"),
        help_text=_("Schrijf je vraag in één of twee zinnen. Noem geen namen van inwoners."),
        max_length=MAX_QUESTION,
        rows=3,
        error_messages={"required": _("Vul je vraag in.")},
    )
    explanation = TextField(
        label=_("Toelichting"),
        help_text=_("Wat speelt er bij jou? Wat heb je al geprobeerd?"),
        max_length=2000,
        rows=5,
        required=False,
    )
    name = LineField(
        label=_("Naam"),
        max_length=120,
        help_text=_("Je naam en e-mailadres komen niet op de site."),
        error_messages={"required": _("Vul je naam in.")},
    )
    email = EmailLineField(
        label=_("E-mailadres"),
        help_text=_("Hier krijg je het antwoord. Voorbeeld: naam@gemeente.nl"),
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.attrs["autocomplete"] = "name"


class ButtonForm(PublicForm):
    """One button that does what a mailed link is for."""
