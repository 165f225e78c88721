"""A page that is in every language: the way to its translations, not a form without a choice."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access
from wagtail.models import Locale, Page
from wagtail_localize.views.submit_translations import SubmitPageTranslationView

from knowledge.addresses import desk_url
from office.refusals import Refused


class TranslatedAlready(Refused):
    """There is no language left."""

    level = "warning"


@never_cache
@require_admin_access
def translate(request: HttpRequest, page_id: int) -> HttpResponse:
    """The view of wagtail-localize that begins a translation, while there is a language left."""
    page = get_object_or_404(Page, pk=page_id)
    if request.user.has_perm("wagtail_localize.submit_translation") and page.depth > 1:
        _refuse_what_is_there(page)
    return SubmitPageTranslationView.as_view()(request, page_id=page_id)


def _refuse_what_is_there(page: Page) -> None:
    # An alias is no translation yet: it can be made into one.
    made = page.get_translations(inclusive=True).filter(alias_of=None)
    if Locale.objects.exclude(pk__in=made.values("locale")).exists():
        return
    told = TranslatedAlready(
        _("“%(title)s” bestaat al in elke taal.") % {"title": page.get_admin_display_title()},
        back=desk_url(page.pk),
    )
    told.links = [
        (
            _("Bewerken: %(language)s") % {"language": one.locale.get_display_name()},
            desk_url(one.pk),
        )
        for one in made.exclude(pk=page.pk).select_related("locale")
    ]
    raise told
