"""Publishing as editors meet it: four eyes, several pages at once, and what was not on time."""

from django.contrib import messages
from django.db import transaction
from django.db.models import Model
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _, ngettext
from wagtail import hooks
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.admin.views.bulk_action import BulkAction
from wagtail.admin.views.pages import bulk_actions
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import Page

from knowledge import numbers
from knowledge.models import ReportPage, SitePage
from knowledge.pages import desk_views, outcomes, publishing, tree
from office import locks
from office.models import User
from office.refusals import Refused


@hooks.register("before_publish_page")
def refuse_before_publishing(request: HttpRequest, page: Page) -> None:
    """Refuse publishing before the live page is written; the draft was saved already."""
    if isinstance(page, SitePage) and page.latest_revision is not None:
        publishing.check(page.latest_revision, request.user)
        publishing.refuse_what_is_over(page)


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def say_whose_number_it_is(request: HttpRequest, page: Page) -> None:
    """Say it to who writes a report, not only to the colleague who wants to publish it."""
    if not isinstance(page, ReportPage) or not request.accepts("text/html"):
        return
    if wrong := numbers.refused_online(page.number, by_other_than=page.translation_key):
        said = _("“%(title)s” kan zo niet online. %(wrong)s")
        messages.warning(request, said % {"title": page.title, "wrong": wrong})


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def say_that_a_plan_waits(request: HttpRequest, page: Page) -> None:
    """Say it when somebody who may not publish saved a time at which it should go online."""
    # The form saves by itself as well, twice a second.
    if isinstance(page, SitePage) and request.accepts("text/html"):
        outcomes.tell_plan(request, type(page).objects.get(pk=page.pk))


@hooks.register("after_copy_page")
def say_that_a_copy_is_a_draft(request: HttpRequest, _page: Page, copy: Page) -> None:
    """Say it when the copy was to be online at once: in an editor's hands it starts as a draft."""
    if request.POST.get("publish_copies") and not copy.live:
        said = _("“%(title)s” staat nog niet online: een collega moet eerst naar de kopie kijken.")
        messages.warning(request, said % {"title": copy.title})


@hooks.register("after_unpublish_page")
@hooks.register("after_delete_page")
def name_what_stays(request: HttpRequest, page: Page) -> None:
    """Say that a translation of what was taken away can still be read."""
    outcomes.tell_what_stays(request, [page])


@hooks.register("after_bulk_action")
def name_what_stays_of_several(
    request: HttpRequest, action_type: str, objects: list[Model], _action: BulkAction
) -> None:
    if action_type in ("unpublish", "delete"):
        pages = [row for row in objects if isinstance(row, Page)]
        outcomes.tell_what_stays(request, pages)


@hooks.register("register_admin_viewset", order=100)  # replaces Wagtail's own for every page
def register_pages() -> PageViewSet:
    """Say at each way of publishing what became of it."""
    return desk_views.pages


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


@hooks.register("register_bulk_action", order=100)  # replaces Wagtail's own of this name
class PublishBulkAction(bulk_actions.PublishBulkAction):
    """Publishes what can be published, and names every page that is refused."""

    def __init__(self, request: HttpRequest, model: type[Model]) -> None:
        super().__init__(request, model)
        self.refused: dict[int, Refused] = {}
        self.published: list[int] = []

    def get_execution_context(self):
        told = {"refused": self.refused, "published": self.published}
        return {**super().get_execution_context(), **told}

    @classmethod
    def execute_action(
        cls, objects, include_descendants=False, user=None, refused=None, published=None, **kwargs
    ):
        told = {} if refused is None else refused, [] if published is None else published
        parents = children = 0
        for page in objects:
            parents += cls._publish(page, user, *told)
            below = page.get_descendants().not_live() if include_descendants else ()
            # Who may publish a page may publish what is below it.
            children += sum(cls._publish(child, user, *told) for child in below)
        return parents, children

    @classmethod
    def _publish(
        cls, page: Page, user: User | None, refused: dict[int, Refused], published: list[int]
    ) -> bool:
        try:
            with transaction.atomic():
                if page.alias_of_id:
                    raise Refused(
                        _("“%(title)s” volgt de pagina waarvan zij een alias is: publiceer die.")
                        % {"title": page.title}
                    )
                revision = page.get_latest_revision() or page.specific.save_revision(user=user)
                with publishing.refuse_invalid(revision):
                    revision.publish(user=user)
        except Refused as refusal:
            refused[page.pk] = refusal
            return False
        published.append(page.pk)
        return True

    def get_success_message(self, num_parent_objects, num_child_objects):
        for refusal in self.refused.values():
            outcomes.tell_refusal(self.request, refusal)
        online = 0
        pages = Page.objects.filter(pk__in=self.published)
        for page in pages:
            if len(pages) == 1 or page.scheduled_revision is not None:
                outcomes.tell(self.request, page.pk)
            else:
                online += 1
        if online:
            said = ngettext(
                "%(number)d pagina staat online.", "%(number)d pagina’s staan online.", online
            )
            return said % {"number": online}
        return None


@hooks.register("before_move_page")
def refuse_wrong_list(_request: HttpRequest, page: Page, destination: Page) -> None:
    """Refuse a move to a list of another kind, before an editor is asked whether she is sure."""
    tree.refuse_wrong_parent(page.specific, destination)


@hooks.register("register_bulk_action", order=100)  # replaces Wagtail's own of this name
class MoveBulkAction(bulk_actions.MoveBulkAction):
    """Says of each page why it cannot stand there; Wagtail says that she may not move it."""

    def prepare_action(self, pages, pages_without_access):
        parent = self.cleaned_form.cleaned_data["chooser"]
        for row in pages_without_access["pages_without_destination_access"]:
            try:
                tree.refuse_wrong_parent(row["item"].specific, parent)
            except tree.WrongParent as refusal:
                messages.error(self.request, str(refusal))
        return super().prepare_action(pages, pages_without_access)


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
    chosen = [page.pk for page in pages]
    form = action.cleaned_form.cleaned_data
    if action_type in ("delete", "move"):
        parents = [form["chooser"]] if action_type == "move" else []
        tree.hold(chosen, parents=[parent.pk for parent in parents])
        for page in (*pages, *parents):
            tree.read_position(page)
    elif form.get("include_descendants"):
        locks.lock(Page.objects.filter(tree.with_below(chosen)))
    else:
        locks.lock(Page.objects.filter(pk__in=chosen))
