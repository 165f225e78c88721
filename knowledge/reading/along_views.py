"""A page to take along: as a Word document, and a guide with all that it leads to, to print."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from knowledge import addresses, closing
from knowledge.models import KnowledgePage, ReadingGuidePage
from knowledge.pages.queries import language_of
from knowledge.reading import along, whole, word
from knowledge.reading.along import Run
from knowledge.reading.facts import Facts
from knowledge.reading.word_look import About
from office.mail.kinds import absolute
from office.models import SiteSettings


@require_safe
def page_word(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer what a public page of knowledge says as a .docx; 404 for any other page.

    Whatever stands behind a question mark changes nothing of it: the one address is kept in memory
    (office/page_cache.py), so that making it costs as much as there are pages.
    """
    rows = closing.visible(KnowledgePage.objects.filter(pk=pk, alias_of=None))
    row = rows.first()
    if row is None or not row.specific_class.taken_along:
        raise Http404
    if request.META.get("QUERY_STRING"):
        return HttpResponsePermanentRedirect(request.path)
    page, language = row.specific, language_of(row)
    with translation.override(language):
        address = absolute(addresses.url(page))
        site = getattr(addresses.site(request), "site_name", "") or settings.WAGTAIL_SITE_NAME
        html = render_to_string(page.get_template(request), page.get_context(request), request)
        content = word.document(
            along.pieces(html, base=address),
            about=About(
                title=page.title,
                subject=page.summary,
                maker=SiteSettings.of_default_site().organisation,
                language=language,
                made_at=timezone.now(),
            ),
            source=_source(page, language, site, address),
        )
    response = HttpResponse(content, content_type=word.MEDIA_TYPE)
    name = content_disposition_header(as_attachment=True, filename=f"{page.slug}.docx")
    response["Content-Disposition"] = name
    response["X-Robots-Tag"] = "noindex"
    # It says the day on which it was made.
    response["Cache-Control"] = "no-cache"
    return response


@require_safe
def guide_whole(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a public guide with what stands at each of its places, on one page to be printed.

    404 for any other page. It renders as many pages as the guide has questions: of forty cases 460
    queries and 3 seconds at first (measured on two busy cores), so who asks for it too
    often is refused (`rate_limits.READS`). After that what these pages say is in memory until
    something changes, and a guide of forty questions costs what one of four does.
    """
    rows = ReadingGuidePage.objects.filter(pk=pk, alias_of=None)
    guide = get_object_or_404(closing.visible(rows))
    language = language_of(guide)
    with translation.override(language):
        context = {"page": guide, "guide_url": addresses.url(guide), "parts": whole.parts(guide)}
        response = render(request, "knowledge/reading/guide_whole.html", context)
    response["Content-Language"] = language
    # It says of itself that it is the guide, and is in no search engine beside that.
    response["X-Robots-Tag"] = "noindex"
    return response


def _source(page: KnowledgePage, language: str, site: str, address: str) -> tuple[Run, ...]:
    """Return what a proposal says of its source, as the button for it copies it."""
    dated = Facts(page, language).date if page.date_says_when_it_was_said else ""
    title = f"{page.title} ({dated})" if dated else page.title
    day = date_format(timezone.localdate(), "j F Y")
    consulted = _("geraadpleegd op")
    return Run(f"{title}. {site}. "), Run(address, href=address), Run(f" ({consulted} {day})")
