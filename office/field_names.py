"""Fields and columns of Wagtail that take their name from its code have one in words here.

No catalogue reaches those: “Password”, “Phone number”, “Root page”.
"""

from django.utils.translation import gettext_lazy as _


def name_the_fields() -> None:
    """Give each field and column its name."""
    # Only now: dates have their refusals before the first form is made.
    from wagtail.admin.forms.auth import LoginForm  # noqa: PLC0415 -- after the dates
    from wagtail.admin.forms.choosers import (  # noqa: PLC0415 -- the same
        EmailLinkChooserForm,
        PhoneLinkChooserForm,
    )
    from wagtail.admin.forms.workflows import WorkflowPageForm  # noqa: PLC0415 -- the same
    from wagtail.sites.views import IndexView as Sites  # noqa: PLC0415 -- the same

    names = {
        LoginForm: {"password": _("Wachtwoord")},
        EmailLinkChooserForm: {
            "email_address": _("E-mailadres"),
            "subject": _("Onderwerp"),
            "body": _("Tekst"),
        },
        PhoneLinkChooserForm: {"phone_number": _("Telefoonnummer")},
        WorkflowPageForm: {"page": _("Pagina")},
    }
    for form, fields in names.items():
        for field, name in fields.items():
            form.base_fields[field].label = name
    columns = {
        "port": _("Poort"),
        "site_name": _("Naam van de site"),
        "root_page": _("Hoofdpagina"),
    }
    for column in Sites.columns:
        column.label = columns.get(column.name, column.label)
