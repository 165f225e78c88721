"""Wagtail's views of a page, where they say something of going online."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _, gettext_lazy
from wagtail.admin import messages
from wagtail.admin.views.pages.create import CreateView
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.views.pages.unpublish import UnpublishView
from wagtail.admin.views.pages.workflow import WorkflowActionView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page

from knowledge.models import FourEyesTask
from knowledge.models.base import why_not_published
from knowledge.pages import outcomes, publishing, workflows


class SaysWhatHappened:
    """Says in place of Wagtail what became of the wish to publish."""

    # The hook that Wagtail runs after its own sentence.
    last_hook: str

    def run_hook(self, hook_name: str, *args: Any, **kwargs: Any) -> HttpResponse | None:
        response = super().run_hook(hook_name, *args, **kwargs)
        if response is not None or hook_name != "after_publish_page":
            return response
        outcomes.tell(self.request, self.page.pk)
        return super().run_hook(self.last_hook, self.request, self.page) or self.redirect_away()


class PageCreateView(SaysWhatHappened, CreateView):
    """Makes a page."""

    last_hook = "after_create_page"


class PageEditView(SaysWhatHappened, EditView):
    """Edits a page, publishes it, or decides on it in its workflow."""

    last_hook = "after_edit_page"

    def perform_workflow_action(self):
        try:
            return super().perform_workflow_action()
        except publishing.ColleagueMustLook:
            workflows.show_newest(self.page)
            raise

    def add_save_confirmation_message(self):
        asked = self.request.POST
        if self.action_name == "perform_workflow_action":
            if self.workflow_action == "approve":
                outcomes.tell(self.request, self.page.pk)
                return
        elif asked.get("action-publish") or (
            asked.get("action-workflow-action") and asked.get("workflow-action-name") == "approve"
        ):
            # Saved, because she may not do what she asked: her words were saved while she typed.
            self._say_why_not()
            return
        super().add_save_confirmation_message()

    def _say_why_not(self) -> None:
        page = Page.objects.get(pk=self.page.pk)
        refusal = why_not_published(page.latest_revision, self.request.user)
        if refusal is None:
            messages.warning(
                self.request,
                _("“%(title)s” is bewaard, maar niet gepubliceerd: er is niets om goed te keuren.")
                % {"title": page.get_admin_display_title()},
            )
            return
        workflows.show_newest(page)
        outcomes.tell_refusal(self.request, refusal)


class PageWorkflowActionView(WorkflowActionView):
    """Decides on a page from a list of what waits."""

    def check_action(self):
        if self.action_name == "approve" and isinstance(self.task, FourEyesTask):
            refusal = self.task.refusal(self.object, self.request.user)
            if refusal is not None:
                raise refusal
        super().check_action()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().post(request, *args, **kwargs)
        if self.action_name == "approve":
            outcomes.tell(request, self.object.pk)
        return response


class PageUnpublishView(UnpublishView):
    """Takes a page off the site."""

    success_message = gettext_lazy("“%(page_title)s” staat niet meer op de site.")


pages = PageViewSet(
    add_view_class=PageCreateView,
    edit_view_class=PageEditView,
    unpublish_view_class=PageUnpublishView,
    workflow_action_view_class=PageWorkflowActionView,
)
