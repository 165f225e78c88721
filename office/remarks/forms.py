"""The form in which a visitor tells about a mistake."""

from django.utils.translation import gettext_lazy as _

from office.forms import EmailLineField, PublicForm, TextField


class RemarkForm(PublicForm):
    """What is wrong, and where an answer may go."""

    text = TextField(
        label=_("Wat klopt er niet?"),
        help_text=_("Schrijf ook wat er volgens jou moet staan, als je dat weet."),
        max_length=2000,
        rows=5,
        error_messages={"required": _("Schrijf wat er niet klopt.")},
    )
    email = EmailLineField(
        label=_("E-mailadres"),
        help_text=_("Alleen als je antwoord wilt. Voorbeeld: naam@gemeente.nl"),
        required=False,
    )
