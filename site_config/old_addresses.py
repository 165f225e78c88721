"""What the form for redirects says of an old address that is none."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.contrib.redirects.forms import RedirectForm
from wagtail.contrib.redirects.models import Redirect


def must_be_an_address(typed: str) -> None:
    """Refuse what cannot be read as an address: "//[naam]/". Wagtail's form would fail on it."""
    try:
        Redirect.normalise_path(typed)
    except ValueError:
        said = _("Dit is geen adres. Typ het oude adres zoals het na de naam van de site stond.")
        raise ValidationError(said) from None


def check_when_typed() -> None:
    """Let Wagtail's form look at it, on the desk and when a file is imported."""
    RedirectForm.base_fields["old_path"].validators.append(must_be_an_address)
