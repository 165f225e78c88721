"""The forms for a link to an address or a number name their fields in words, also Dutch ones."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import EmailLinkChooserForm, PhoneLinkChooserForm

# Wagtail makes these names of the names in its code, so no catalogue reaches them.
NAMES = {
    EmailLinkChooserForm: {
        "email_address": _("E-mailadres"),
        "subject": _("Onderwerp"),
        "body": _("Tekst"),
    },
    PhoneLinkChooserForm: {"phone_number": _("Telefoonnummer")},
}


def name_the_fields() -> None:
    """Give each field its name."""
    for form, names in NAMES.items():
        for field, name in names.items():
            form.base_fields[field].label = name
