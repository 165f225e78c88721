"""The states of what is marked in `visible_site`: each brings it there, and says what it hides."""

import itertools
from collections.abc import Callable

from django.contrib.auth.models import Group
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from events.models import Meeting
from knowledge.pages import publishing
from search import indexing
from tests.events.factories import days
from tests.site_config.visible_site import KINDS, LANGUAGES, VisibleSite

LOGIN, PASSWORD, GROUPS = "login", "password", "groups"
# The states. Each returns what nobody may be told after it; all the rest is still told.
State = Callable[[VisibleSite], set[str]]


def _of(*kinds: str, languages: tuple[str, ...] = LANGUAGES) -> set[str]:
    return {f"{kind} {language}" for kind in kinds for language in languages}


def leave_open(_site: VisibleSite) -> set[str]:
    return set()


def take_offline(site: VisibleSite) -> set[str]:
    """Unpublish the Dutch pages; their translations have a life of their own."""
    for page in site.marked():
        page.unpublish()
    return _of(*KINDS, languages=("nl",))


def draft(site: VisibleSite) -> set[str]:
    """Leave the Dutch pages as they stand before they were ever published."""
    take_offline(site)
    Page.objects.filter(pk__in=[page.pk for page in site.marked()]).update(
        first_published_at=None, last_published_at=None, live_revision=None
    )
    return _of(*KINDS, languages=("nl",))


def schedule(site: VisibleSite) -> set[str]:
    """Have the Dutch pages wait for a time that is still to come."""
    take_offline(site)
    for page in site.marked():
        page.go_live_at = timezone.now() + days(3)
        page.save_revision().publish()
    publishing.publish_due(timezone.now())
    return _of(*KINDS, languages=("nl",))


def expire(site: VisibleSite) -> set[str]:
    """Have the time of the Dutch pages be over."""
    numbers = [page.pk for page in site.marked()]
    Page.objects.filter(pk__in=numbers).update(expire_at=timezone.now() - days(1))
    publishing.publish_due(timezone.now())
    return _of(*KINDS, languages=("nl",))


def restrict(page: Page, kind: str) -> PageViewRestriction:
    """Close a page; each has a password and a group of its own."""
    made = PageViewRestriction.objects.create(
        page=page, restriction_type=kind, password=f"sesam-{page.pk}"
    )
    if kind == PageViewRestriction.GROUPS:
        made.groups.add(Group.objects.get_or_create(name=f"Leden van {page.pk}")[0])
    return made


def close(kind: str, *, language: str = "nl") -> State:
    """Return the state in which the pages of a language are restricted."""

    def closed(site: VisibleSite) -> set[str]:
        for page in site.marked(language):
            restrict(page, kind)
        # Who closes the source closes its translation; the source itself stays open otherwise.
        return _of(*KINDS, languages=LANGUAGES if language == "nl" else (language,))

    return closed


def close_above(site: VisibleSite) -> set[str]:
    """Restrict the sections in which the Dutch pages stand, each in another way."""
    kinds = itertools.cycle([LOGIN, PASSWORD, GROUPS])
    for page, kind in zip(site.marked(), kinds, strict=False):
        restrict(page.get_parent(), kind)
    return _of(*KINDS)


def close_list(language: str, kind: str) -> State:
    """Return the state in which the list of meetings is restricted in one language."""

    def closed(site: VisibleSite) -> set[str]:
        page = site.made["list"]
        restrict(page.get_translations(inclusive=True).get(locale__language_code=language), kind)
        return _of("meeting", "series")

    return closed


def take_back(site: VisibleSite) -> set[str]:
    """Have the marked meeting not be announced yet."""
    meeting = site.made["meeting"]
    Meeting.objects.filter(pk=meeting.pk).update(state=Meeting.State.PREPARING)
    # No deed takes an announcement back: what every deed tells the index is told here.
    indexing.record_change(*(f"meeting:{meeting.pk}:{language}" for language in LANGUAGES))
    site.made["question"].events.filter(url=meeting.path_in("nl")).delete()
    return _of("meeting", "series")


STATES: dict[str, State] = {
    "draft": draft,
    "unpublished": take_offline,
    "scheduled": schedule,
    "expired": expire,
    "login": close(LOGIN),
    "password": close(PASSWORD),
    "groups": close(GROUPS),
    "above": close_above,
    "translation": close(LOGIN, language="en"),
    "list": close_list("nl", LOGIN),
    "list in English": close_list("en", GROUPS),
    "not announced": take_back,
}
