"""Four eyes: the author of a page's newest revision cannot publish it.

One rule, `refusal()`, is checked before each of the two writes that put anything online: the page's
own save, and the approval of a go-live time. So it holds for every way there is to publish
(button, bulk action, schedule, API, workflow, wagtail-localize), known or not.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.log_actions import get_active_log_context, log
from wagtail.models import Page, Revision

from knowledge import addresses
from knowledge.models import SitePage
from knowledge.models.base import PageStep, Stored
from knowledge.pages import authorship
from office import faults
from office.models import SiteSettings, User
from office.refusals import Refused

LOOP = "schedule"
NOT_ON_TIME = "knowledge.not_on_time"

logger = logging.getLogger(__name__)

_system: ContextVar[str] = ContextVar("deed of the system", default="")
_cleared: ContextVar[frozenset[int]] = ContextVar("revisions cleared", default=frozenset())


class PublishRefused(Refused):
    """Nobody else has looked at this version yet."""

    another_may = True


class ColleagueMustLook(PublishRefused):
    """She changed what a colleague wrote: kept, and now it is the colleague's turn."""

    level = "warning"


class ChangedMeanwhile(Refused):
    """The words are not those that she looked at."""

    level = "warning"


class DraftIsNotValid(Refused):
    """What was valid when it was saved is not any more: its slug was taken meanwhile, say."""


class AlreadyOver(Refused):
    """The time at which it goes off line has passed: it would be gone within a minute."""


@contextmanager
def refuse_invalid(revision: Revision) -> Iterator[None]:
    """Turn what Django says of a draft into a refusal: which page, what is wrong, what to do."""
    try:
        yield
    except ValidationError as error:
        raise DraftIsNotValid(
            _(
                "“%(title)s” is niet gepubliceerd. %(wrong)s "
                "Open de pagina, verbeter dat en bewaar haar opnieuw."
            )
            % {
                "title": revision.object_str or revision.object_id,
                "wrong": " ".join(sentences(error, revision.content_type.model_class())),
            },
            back=addresses.desk_url(int(revision.object_id)),
        ) from error


@contextmanager
def as_system(name: str) -> Iterator[None]:
    """Let a deed of the system, called by its name, publish without a second person."""
    if not name:
        raise ValueError("as_system('') has no name: say which deed publishes.")
    token = _system.set(name)
    try:
        yield
    finally:
        _system.reset(token)


def refusal(revision: Revision, user: User | None) -> PublishRefused | None:
    """Return why user may not publish revision, or None when she may.

    The makers are who wrote the words: saving them again unchanged does not make anybody one.
    A revision without a maker (made by the system) may be published by anyone.
    """
    if _system.get() or not is_on():
        return None
    version = authorship.version(revision)
    if not version.makers:
        return None
    page_id, title = int(revision.object_id), revision.object_str or revision.object_id
    if user is None:
        return PublishRefused(
            _("Deze versie wacht op een tweede persoon. Alleen wie is ingelogd, kan publiceren."),
            back=addresses.desk_url(page_id),
        )
    if user.pk not in version.makers:
        return None
    if _changed_a_colleagues_draft(version, user):
        return ColleagueMustLook(
            _(
                "Je wijziging in “%(title)s” is bewaard, maar staat nog niet online. "
                "Een collega moet er nu naar kijken."
            )
            % {"title": title},
            back=addresses.desk_url(page_id),
        )
    return own_words(page_id, title)


def own_words(page_id: int, title: str) -> PublishRefused:
    """Return the refusal for who made the newest version of a page herself."""
    return PublishRefused(
        _(
            "“%(title)s” is niet gepubliceerd: de nieuwste versie is van jou. "
            "Ze is bewaard als concept. Laat een collega haar nakijken en publiceren."
        )
        % {"title": title},
        back=addresses.desk_url(page_id),
    )


def _changed_a_colleagues_draft(version: authorship.Version, user: User) -> bool:
    """Tell whether somebody else saved a draft that is not online, and user wrote on in it."""
    drafts = Revision.objects.filter(
        base_content_type_id=version.first.base_content_type_id,
        object_id=version.first.object_id,
        created_at__lt=version.first.created_at,
        user__isnull=False,
    )
    online = Page.objects.filter(pk=version.first.object_id).values_list(
        "live_revision__created_at", flat=True
    )
    published_at = online.first()
    if published_at is not None:
        drafts = drafts.filter(created_at__gt=published_at)
    return drafts.exclude(user=user).exists()


def is_on() -> bool:
    """Tell whether this office works with four eyes; without settings it does."""
    return SiteSettings.of_default_site().four_eyes


def acting_user() -> User | None:
    """Return who is at work in the admin now, None in a command or a test."""
    return get_active_log_context().user


def check(revision: Revision, user: User | None = None) -> None:
    """Raise PublishRefused when user (default: the acting user) may not publish revision."""
    if revision.pk in _cleared.get():
        return
    refused = refusal(revision, user or acting_user())
    if refused is not None:
        raise refused


def refuse_what_is_over(page: Page) -> None:
    """Raise AlreadyOver when page would go online after the time at which it goes off line."""
    begins = max(page.go_live_at or timezone.now(), timezone.now())
    if page.expire_at is not None and page.expire_at <= begins:
        raise AlreadyOver(
            _(
                "“%(title)s” is niet gepubliceerd: het tijdstip waarop ze van de site gaat, is al "
                "voorbij (%(when)s). Haal het weg in het schema van de pagina, of kies een later "
                "tijdstip."
            )
            % {
                "title": page.title,
                "when": date_format(timezone.localtime(page.expire_at), "j F Y, H.i"),
            },
            back=addresses.desk_url(page.pk),
        )


def refuse_what_has_changed(revision: Revision) -> None:
    """Raise ChangedMeanwhile when revision is overwritten since it was read."""
    stored_at = Revision.objects.filter(pk=revision.pk).values_list("created_at", flat=True).first()
    if stored_at is not None and stored_at != revision.created_at:
        raise changed_meanwhile(int(revision.object_id), revision.object_str)


def changed_meanwhile(page_id: int, title: str) -> ChangedMeanwhile:
    """Return the refusal for who decided on words that were changed after she read them."""
    return ChangedMeanwhile(
        _(
            "“%(title)s” is intussen gewijzigd en staat nog niet online. "
            "Bekijk eerst de nieuwste versie."
        )
        % {"title": title},
        back=addresses.desk_url(page_id),
    )


def publish_due(now: datetime) -> int:
    """Unpublish expired pages and publish those whose approved go-live time has passed.

    Returns how many pages went online. A page that is refused (a passage was withdrawn since) loses
    its go-live time; one that fails keeps it, and is tried again each time. The history of both
    records it once, and the others go on.
    """
    for page in Page.objects.filter(live=True, expire_at__lt=now):
        with faults.go_on(LOOP, _row(page.pk, page.title), now=now):
            page.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
    published = 0
    due = Revision.objects.page_revisions().filter(approved_go_live_at__lt=now)
    for revision in due.order_by("approved_go_live_at", "pk"):
        published += _publish_one(revision, now)
    faults.clear_before(LOOP, now)
    return published


def _publish_one(revision: Revision, now: datetime) -> bool:
    try:
        with transaction.atomic(), refuse_invalid(revision):
            revision.publish(log_action="wagtail.publish.scheduled")
    except Refused as refused:
        logger.warning("Page %s was not published on time: %s", revision.object_id, refused)
        # The next turn would be refused as well: an editor has to change something first.
        Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=None)
        _tell_editors(revision, str(refused))
    except Exception as error:  # noqa: BLE001 -- noted, and the others must go on
        row = _row(revision.object_id, revision.object_str)
        if faults.record(LOOP, error, row=row, now=now):
            _tell_editors(revision, _("Er ging iets mis. De site probeert het elke minuut."))
    else:
        return True
    return False


def _tell_editors(revision: Revision, reason: str) -> None:
    """Record in the page's history that it did not go live on time."""
    page = Page.objects.filter(pk=revision.object_id).first()
    if page is not None:
        log(instance=page, action=NOT_ON_TIME, revision=revision, data={"reason": reason})


def _row(page_id: int | str, title: str) -> str:
    return f"page {page_id}: {title}"


class FourEyes(PageStep):
    """Apply the rule whenever a page is written."""

    def refusal(self, revision: Revision, user: User | None) -> PublishRefused | None:
        """Return why user may not publish revision, or None."""
        return refusal(revision, user)

    def before_save(self, page: SitePage, stored: Stored | None) -> bool:
        """Keep out of sight what nobody else has seen; return False when the row stays as it is."""
        if page.alias_of_id or not page.live or _system.get():
            return True
        if stored is not None and stored.publishes(page):
            check(Revision.objects.get(pk=page.live_revision_id))
            refuse_what_is_over(page)
            return True
        editor = acting_user()
        if editor is None or not is_on():
            return True
        if stored is None:
            # Wagtail's create view and a copy make a page live before it has a revision.
            page.live = False
            page.has_unpublished_changes = True
            return True
        if stored.live:
            # wagtail-localize writes a draft straight into the live row; its revision follows.
            return False
        raise PublishRefused(
            _("“%(title)s” is niet gepubliceerd: dat gaat via een versie die een collega nakijkt.")
            % {"title": page.title},
            back=addresses.desk_url(page.pk),
        )

    @contextmanager
    def publishing(self, page: SitePage, revision: Revision, user: User | None) -> Iterator[None]:
        """Check the rule, and let the writes that follow pass. Raises PublishRefused."""
        refuse_what_has_changed(revision)
        if not _was_approved(revision):
            check(revision, user)
        refuse_what_is_over(page)
        token = _cleared.set(_cleared.get() | {revision.pk})
        try:
            yield
        finally:
            _cleared.reset(token)


def sentences(error: ValidationError, model: type[Model]) -> Iterator[str]:
    """Yield what is wrong, with the field as the form calls it."""
    labels = {field.name: field.verbose_name for field in model._meta.concrete_fields}
    if not hasattr(error, "error_dict"):
        yield from error.messages
        return
    for name, told in error.message_dict.items():
        label = f"{labels[name]}: " if name in labels else ""
        yield capfirst(f"{label}{'; '.join(told)}".rstrip(".") + ".")


def _was_approved(revision: Revision) -> bool:
    """Tell whether revision had a go-live time before; setting one was checked against the rule."""
    return Revision.objects.filter(pk=revision.pk, approved_go_live_at__isnull=False).exists()
