"""What every page of the room shares: the meeting it is about, and what stands around it."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils.translation import get_language, gettext as _, pgettext

from events.meetings import queries
from events.models import MeetingText

View = Callable[..., HttpResponse]


def crumbs(*more: tuple[str, str]) -> list[dict[str, str]]:
    """Return the way back: home, the kenniskringen, then (title, url) pairs."""
    steps = [
        (pgettext("front page", "Home"), reverse("wagtail_serve", args=[""])),
        (_("Kenniskringen"), reverse("wagtail_serve", args=["kenniskringen/"])),
        *more,
    ]
    return [{"title": title, "url": url} for title, url in steps]


def meeting_crumbs(text: MeetingText) -> list[dict[str, str]]:
    """Return the way back from a page below a meeting."""
    return crumbs((str(text.meeting), text.meeting.path_in(get_language())))


def other_languages(text: MeetingText) -> list[dict[str, str]]:
    """Return the meeting's page in the languages that have a text of their own.

    Empty when this page itself has not: it is a copy, and its canonical names the page to read.
    """
    if text.locale.language_code != get_language():
        return []
    return [
        {
            "language": language,
            "label": dict(settings.LANGUAGES).get(language, language),
            "url": text.meeting.path_in(language),
        }
        for language in text.languages
        if language != get_language()
    ]


def of_meeting(view: Callable[[HttpRequest, MeetingText], HttpResponse]) -> View:
    """Decorate a view of an announced meeting: it is given the text, else the answer is 404.

    With another slug the answer is a redirect to its own address.
    """

    @wraps(view)
    def answer(request: HttpRequest, number: int, slug: str) -> HttpResponse:
        text = queries.public_text(number, get_language())
        if text is None:
            raise Http404(f"Meeting {number} is not announced: {request.path}")
        # A redirect would lose what was typed.
        if slug != text.meeting.slug and request.method in ("GET", "HEAD"):
            ours = reverse(request.resolver_match.view_name, args=[number, text.meeting.slug])
            return HttpResponsePermanentRedirect(ours)
        return view(request, text)

    return answer
