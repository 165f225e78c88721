"""Which page may stand in a row that leads a reader on."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.models import Page

from knowledge.text.blocks import is_no_alias


def refuse_other_types(page: Page, *models: type[Page], advice: object) -> None:
    """Raise ValidationError for an alias, and for a page that is of none of these models.

    `advice` says what to choose instead.
    """
    is_no_alias(page)
    if not issubclass(page.specific_class or Page, models):
        raise ValidationError(
            _("‘%(title)s’ kun je hier niet kiezen. %(advice)s"),
            params={"title": page.title, "advice": advice},
        )
