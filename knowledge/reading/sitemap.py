"""The map of the site for search engines: every address that everybody may read, once.

https://www.sitemaps.org/protocol.html, with Google's extensions for languages and films:
https://developers.google.com/search/docs/specialty/international/localized-versions#sitemap
https://developers.google.com/search/docs/crawling-indexing/sitemaps/video-sitemaps
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db.models import Max
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe
from wagtail.models import Page

from knowledge import addresses, closing
from knowledge.head import films, pictures
from knowledge.head.routes import in_every_language
from knowledge.head.values import DEFAULT_LANGUAGE
from knowledge.head.words import describe, printable
from knowledge.models import Question, RecordingPage, Rendition
from knowledge.models.media import OF_POSTERS
from knowledge.pages.queries import language_of
from office.mail.kinds import absolute
from office.registry import Registry

# What one file may hold, by the protocol.
MOST = 50_000
# What Google takes of a film, in seconds.
LONGEST_FILM = 28_800


@dataclass(frozen=True, slots=True)
class Film:
    """A film of ours on a page; the addresses are absolute."""

    title: str
    description: str
    content: str
    picture: str
    seconds: int = 0
    published: datetime | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """An absolute address; `languages` are those of the same page, its own among them."""

    url: str
    changed: datetime | None = None
    languages: dict[str, str] = field(default_factory=dict)
    film: Film | None = None

    @property
    def alternates(self) -> list[tuple[str, str]]:
        """Return (hreflang, address) pairs; none for a page in one language."""
        if len(self.languages) < 2:
            return []
        default = self.languages.get(DEFAULT_LANGUAGE)
        return [*self.languages.items(), *([("x-default", default)] if default else [])]


# What each room knows to stand on the site, each in a fixed number of queries.
PLACES: Registry[Callable[[], Iterable[Place]]] = Registry("part of the sitemap")


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """Answer the whole map, or where its parts are when it is too large for one file."""
    places = _all()
    if len(places) <= MOST:
        return _answer(request, "sitemap.xml", {"places": places})
    count = -(-len(places) // MOST)
    parts = [absolute(reverse("sitemap_part", args=[one])) for one in range(1, count + 1)]
    return _answer(request, "sitemap_index.xml", {"parts": parts})


@require_safe
def sitemap_part(request: HttpRequest, number: int) -> HttpResponse:
    """Answer one part of the map; 404 for one that there is not."""
    places = _all()
    part = places[(number - 1) * MOST : number * MOST] if number else []
    if not part or len(places) <= MOST:
        raise Http404(f"The map has no part {number}.")
    return _answer(request, "sitemap.xml", {"places": part})


def pages() -> Iterator[Place]:
    """Yield the pages of the tree; eight queries at most."""
    found = list(
        closing.visible(Page.objects.filter(alias_of=None, depth__gt=1))
        .order_by("pk")
        .defer("search_description", "seo_title")
    )
    urls = {pk: absolute(url) for pk, url in addresses.urls(found).items()}
    translations: dict[UUID, dict[str, str]] = defaultdict(dict)
    for page in found:
        if page.pk in urls:
            translations[page.translation_key][language_of(page)] = urls[page.pk]
    of_pages = _films()
    for page in found:
        if page.pk in urls:
            languages = translations[page.translation_key]
            changed = page.last_published_at
            yield Place(urls[page.pk], changed, languages, of_pages.get(page.pk))


def questions() -> Iterator[Place]:
    """Yield the list of questions in every language, and each question; one query."""
    languages = in_every_language(reverse("question_list"))
    yield from (Place(url, languages=languages) for url in languages.values())
    public = Question.objects.public().annotate(last_answer=Max("answers__given_at"))
    for question in public.order_by("number"):
        changed = max(filter(None, (question.published_at, question.last_answer)), default=None)
        yield Place(absolute(question.get_absolute_url()), changed)


def register() -> None:
    """Register what knowledge has; the directory and other rooms add theirs."""
    PLACES.register("pages", pages)
    PLACES.register("questions", questions)


def _all() -> list[Place]:
    return [place for part in PLACES.values() for place in part()]


def _answer(request: HttpRequest, template: str, context: dict) -> HttpResponse:
    return render(request, template, context, content_type="application/xml")


def _films() -> dict[int, Film]:
    """Return the film of each page that has one of ours; two queries."""
    shown = closing.visible(RecordingPage.objects.filter(alias_of=None))
    found = list(shown.exclude(recording__file="").select_related("recording"))
    posters = [page.recording.poster_id for page in found if page.recording.poster_id]
    # As it was made with the still; nothing is made here.
    made = Rendition.objects.filter(image__in=posters, filter_spec=OF_POSTERS)
    stills = {rendition.image_id: absolute(rendition.url) for rendition in made}
    return {
        page.pk: _film(page, content, stills.get(page.recording.poster_id))
        for page in found
        if (content := films.content_url(page.recording))
    }


def _film(page: RecordingPage, content: str, still: str | None) -> Film:
    recording = page.recording
    is_told = 0 < recording.duration <= LONGEST_FILM
    return Film(
        title=printable(page.title),
        description=describe(page.search_description, page.summary, title=page.title),
        content=content,
        # Required: a film without a still has the picture of the site.
        picture=still or pictures.own().url,
        seconds=recording.duration if is_told else 0,
        published=page.first_published_at,
    )
