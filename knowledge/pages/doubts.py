"""What an editor is asked before the words of a page go online, or to a colleague.

A draft is never held up. Publishing is, on whatever path, until somebody said that the words may
stay: in the form, which asks by itself (`desk_views`), or on the page `decide`, to which every
other path leads. What was said stands in the page's history and is not asked again.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models.signals import pre_save
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _, gettext_lazy
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry, log
from wagtail.models import Page, PageLogEntry, Revision

from knowledge import addresses
from knowledge.models import SitePage
from knowledge.models.base import PAGE_STEPS, PageStep, Stored
from knowledge.pages import all_words, publishing
from office import confirming
from office.models import User
from office.refusals import Refused
from office.registry import Registry

KEPT = "knowledge.keep_doubtful_words"
TEMPLATE = "knowledge/pages/admin/doubts.html"


@dataclass(frozen=True, slots=True)
class Doubt:
    """Words that an editor is asked about: what they are, where they come from.

    By `marks` they are known to be the same ones later; they tell nothing about the words.
    """

    words: str
    source: str
    marks: frozenset[str]


# What finds the doubts in texts, registered by the subject that knows.
FINDERS: Registry[Callable[[list[str]], list[Doubt]]] = Registry("finder of doubtful words")

_seen: ContextVar[frozenset[str]] = ContextVar(
    "marks of doubts that were seen", default=frozenset()
)


class DoubtsRefused(Refused):
    """The page has words that somebody has to decide on first."""

    level = "warning"


def find(texts: list[str]) -> list[Doubt]:
    """Return every doubt about these texts, decided on or not."""
    return [doubt for finder in FINDERS.values() for doubt in finder(texts)]


def about(page: SitePage, more: Iterable[str] = ()) -> list[Doubt]:
    """Return the doubts about a page in memory that nobody decided on; `more` it says as well."""
    if page.alias_of_id:
        return []
    found = find([*all_words.texts(page), *more])
    kept = _kept(page.pk) if found else set()
    return [doubt for doubt in found if not doubt.marks <= kept]


def facts(found: Iterable[Doubt]) -> confirming.Facts:
    """Return doubts as values that can be shown and sealed."""
    rows = [{"words": one.words, "source": one.source, "marks": sorted(one.marks)} for one in found]
    return {"doubts": rows}


@contextmanager
def seen(found: Iterable[Doubt]) -> Iterator[None]:
    """Let what is done inside go on over these doubts: the editor was asked."""
    token = _seen.set(_seen.get().union(*(doubt.marks for doubt in found)))
    try:
        yield
    finally:
        _seen.reset(token)


def keep(page: Page, found: Iterable[Doubt], *, by: User | None) -> None:
    """Record that somebody decided that these words of a page may stay."""
    marks = sorted(frozenset().union(*(doubt.marks for doubt in found)))
    if marks:
        log(instance=page, action=KEPT, user=by, data={"marks": marks})


def check(said: SitePage, *, by: User | None) -> None:
    """Raise DoubtsRefused when the words of a page in memory were not decided on; record if so."""
    found = about(said)
    if any(not doubt.marks <= _seen.get() for doubt in found):
        raise refusal(said, found)
    keep(said, found, by=by)


class WordsStep(PageStep):
    """Refuses to publish words that nobody decided on, whatever the path."""

    def before_save(self, page: SitePage, stored: Stored | None) -> bool:
        """Check what goes online: Wagtail's form saves the page without calling its publish()."""
        if not page.live or page.alias_of_id:
            return True
        editor = publishing.acting_user()
        if stored is not None:
            if stored.publishes(page):
                check(page, by=editor)
        elif editor is not None and any(not one.marks <= _seen.get() for one in about(page)):
            # A copy is online before it has a version: it starts as a draft.
            page.live = False
            page.has_unpublished_changes = True
        return True

    @contextmanager
    def publishing(self, page: SitePage, revision: Revision, user: User | None) -> Iterator[None]:
        check(revision.as_object(), by=user)
        yield


def _go_live_approved(instance: Revision, update_fields: object, **_kwargs: object) -> None:
    """Check a version when its time is set: nobody is there to be asked when that has come."""
    if instance.approved_go_live_at is None or update_fields is None:
        return
    if issubclass(instance.content_type.model_class() or object, SitePage):
        check(instance.as_object(), by=publishing.acting_user())


def refusal(page: SitePage, found: list[Doubt]) -> DoubtsRefused:
    """Return why a page does not go online yet, with the way to the decision."""
    refused = DoubtsRefused(
        _(
            "“%(title)s” is niet gepubliceerd: er staan woorden in die eerder zijn weggehaald "
            "(‘%(words)s’). Kijk eerst of die mogen blijven."
        )
        % {"title": page.title, "words": found[0].words},
        back=addresses.desk_url(page.pk),
    )
    refused.links = [(_("Bekijk de woorden"), reverse("page_doubts", args=[page.pk]))]
    return refused


def connect() -> None:
    """Register the step."""
    PAGE_STEPS.register("doubts", WordsStep())
    pre_save.connect(_go_live_approved, sender=Revision, dispatch_uid="go-live with doubts")


def _kept(page_id: int | None) -> set[str]:
    """Return the marks of what was decided to stay on a page."""
    rows = PageLogEntry.objects.filter(page=page_id, action=KEPT) if page_id else ()
    return {mark for row in rows for mark in row.data.get("marks", ())}


# The desk


def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the words of the newest version that must be decided on; a press lets them stay."""
    page = get_object_or_404(Page, pk=pk).specific
    if not isinstance(page, SitePage) or not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    found = about(page.get_latest_revision_as_object())
    about_what, shown = f"doubts:{page.pk}", facts(found)
    if not found:
        messages.success(request, _("Op deze pagina staan geen woorden om over te beslissen."))
        return redirect(addresses.desk_url(page.pk))
    if confirming.BACK in request.POST:
        return redirect(addresses.desk_url(page.pk))
    if request.method == "POST" and confirming.is_confirmed(request, about_what, shown):
        keep(page, found, by=request.user)
        messages.success(request, _("De woorden mogen blijven. Je kunt de pagina nu publiceren."))
        return redirect(addresses.desk_url(page.pk))
    return confirming.ask(
        request, TEMPLATE, about_what, shown, object=page, label=_("Woorden laten staan")
    )


@hooks.register("register_admin_urls")
def urls() -> list:
    """Return the address of the decision about words of a page."""
    return [path("paginas/<int:pk>/weggehaalde-woorden/", decide, name="page_doubts")]


@hooks.register("register_log_actions")
def log_actions(actions: LogActionRegistry) -> None:
    """Name the decision, so that the history of a page shows who made it."""
    actions.register_action(
        KEPT,
        gettext_lazy("Weggehaalde woorden gehouden"),
        gettext_lazy("Woorden die uit een opname zijn weggehaald, mogen op deze pagina blijven"),
    )
