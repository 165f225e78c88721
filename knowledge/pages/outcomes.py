"""What an editor reads after she wanted to put a page online: what became of that, and no more.

Green says that what she asked has happened. A refusal, and words that wait for a colleague, are
said by the exceptions of `publishing`.
"""

from collections.abc import Iterable

from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page

from knowledge import addresses
from knowledge.models import PageChange
from knowledge.models.base import why_not_published
from office.refusals import Refused


def tell(request: HttpRequest, page_id: int) -> None:
    """Say where the newest version of a page stands by now."""
    page = Page.objects.get(pk=page_id).specific
    level, sentence = outcome(page)
    buttons = [messages.button(addresses.desk_url(page.pk), _("Bewerken"))]
    if level == "success" and page.live and page.url:
        buttons.insert(0, messages.button(page.url, _("Bekijken op de site")))
    getattr(messages, level)(request, sentence, buttons=buttons)


def tell_refusal(request: HttpRequest, refusal: Refused) -> None:
    """Say why a version is not online."""
    getattr(messages, refusal.level)(request, str(refusal))


def tell_what_stays(request: HttpRequest, gone: Iterable[Page]) -> None:
    """Name each live translation of pages that were taken off the site.

    What was wrong in the one is probably wrong in the other, and the editor saw the one alone.
    """
    gone = list(gone)
    staying = Page.objects.live().exclude(pk__in=[page.pk for page in gone if page.pk])
    staying = staying.filter(translation_key__in=[page.translation_key for page in gone])
    for page in staying.filter(alias_of=None).select_related("locale"):
        sentence = _("De vertaling “%(title)s” (%(language)s) staat nog op de site.")
        words = {
            "title": page.get_admin_display_title(),
            "language": page.locale.get_display_name(),
        }
        button = messages.button(addresses.desk_url(page.pk), _("Bewerken"))
        messages.warning(request, sentence % words, buttons=[button])


def tell_plan(request: HttpRequest, page: Page) -> None:
    """Say that a plan does nothing yet, to who saved it and may not approve it."""
    draft = page.get_latest_revision_as_object()
    moments = [at for at in (draft.go_live_at, draft.expire_at) if at and at > timezone.now()]
    if not moments:
        return
    if page.scheduled_revision is not None or page.workflow_in_progress:
        return
    may_publish = page.permissions_for_user(request.user).can_publish()
    if may_publish and why_not_published(page.latest_revision, request.user) is None:
        return
    sentence = _(
        "De planning van “%(title)s” is bewaard, maar geldt nog niet: op %(when)s gebeurt er niets "
        "zolang een collega dit niet heeft goedgekeurd. Vraag een collega om na te kijken."
    )
    words = {
        "title": draft.get_admin_display_title(),
        "when": _when(timezone.localtime(moments[0])),
    }
    messages.warning(request, sentence % words)


def outcome(page: Page) -> tuple[str, str]:
    """Return how loud to say where the newest version of page stands, and the sentence."""
    title = page.get_admin_display_title()
    planned = page.scheduled_revision
    if planned is not None:
        at = timezone.localtime(planned.approved_go_live_at)
        said = {"title": title, "when": _when(at)}
        if page.live:
            return "success", _(
                "“%(title)s” gaat online op %(when)s. Tot dan staat de vorige versie op de site."
            ) % said
        return "success", _("“%(title)s” gaat online op %(when)s.") % said
    if page.live and not page.has_unpublished_changes:
        return "success", _online(page, title)
    task = page.current_workflow_task
    if task is not None:
        return "success", _(
            "Je hebt “%(title)s” goedgekeurd. Ze staat nog niet online: ze wacht op “%(task)s”."
        ) % {"title": title, "task": task.name}
    return "warning", _("“%(title)s” staat nog niet online.") % {"title": title}


def _online(page: Page, title: str) -> str:
    change = PageChange.objects.filter(revision=page.live_revision_id).first()
    if change is None:
        return _("“%(title)s” staat online.") % {"title": title}
    return _("“%(title)s” staat online. Onderaan de pagina staat: “%(sentence)s”.") % {
        "title": title,
        "sentence": change.sentence,
    }


def _when(at) -> str:
    return _("%(day)s om %(time)s uur") % {
        "day": date_format(at, "j F Y"),
        "time": at.strftime("%H.%M"),
    }
