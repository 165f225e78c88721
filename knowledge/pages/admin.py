"""Four eyes and withdrawal as editors meet them."""

from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.admin.views.bulk_action import BulkAction
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import Page

from knowledge.models import SitePage
from knowledge.pages import publishing


@hooks.register("before_publish_page")
def refuse_before_publishing(request: HttpRequest, page: Page) -> None:
    """Refuse the edit button before anything is written; the draft is saved by then."""
    if isinstance(page, SitePage) and page.latest_revision is not None:
        publishing.check(page.latest_revision, request.user)


@hooks.register("construct_page_action_menu")
def hide_publish_item(
    menu_items: list[ActionMenuItem], request: HttpRequest, context: dict
) -> None:
    """Remove the publish item for the author of the newest revision."""
    page = context.get("page")
    if context.get("view") == "create":
        hidden = publishing.is_on()
    else:
        revision = page.latest_revision if isinstance(page, SitePage) else None
        hidden = revision is not None and bool(publishing.refusal(revision, request.user))
    if hidden:
        menu_items[:] = [item for item in menu_items if item.name != "action-publish"]


@hooks.register("register_log_actions")
def register_withdrawal(actions: LogActionRegistry) -> None:
    """Name the withdrawal of a passage in a page's history."""
    actions.register_action(
        "knowledge.withdraw", _("Alinea intrekken"), _("Een alinea is ingetrokken")
    )


@hooks.register("register_log_actions")
def register_not_on_time(actions: LogActionRegistry) -> None:
    """Say in a page's history why it did not go live on time."""

    @actions.register_action(publishing.NOT_ON_TIME)
    class NotOnTime(LogFormatter):
        label = _("Niet op tijd online")

        def format_message(self, log_entry):
            return _("Niet op tijd online gegaan. %(reason)s") % log_entry.data


@hooks.register("before_bulk_action")
def hold_pages(
    _request: HttpRequest, action_type: str, objects: list[Model], action: BulkAction
) -> None:
    """Lock the pages of a bulk action before the first is written, in the order of every deed.

    Wagtail writes them in the order of the tree: who locks by number waits for one of them while
    the action waits for another.
    """
    pages = [row for row in objects if isinstance(row, Page)]
    if not pages:
        return
    chosen = Q(pk__in=[page.pk for page in pages])
    if action_type in ("delete", "move") or action.cleaned_form.cleaned_data.get(
        "include_descendants"
    ):
        for page in pages:
            chosen |= Q(path__startswith=page.path)
    _hold(Page.objects.filter(chosen))


def _hold(pages: QuerySet[Page]) -> None:
    list(pages.order_by("pk").select_for_update(no_key=True).values_list("pk"))
