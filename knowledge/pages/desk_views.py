"""Wagtail's views of a page, where they say something of going online."""

from typing import Any, ClassVar

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _, gettext_lazy
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.templatetags.wagtailadmin_tags import user_display_name
from wagtail.admin.views.pages.create import CreateView
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.views.pages.revisions import RevisionsRevertView
from wagtail.admin.views.pages.unpublish import UnpublishView
from wagtail.admin.views.pages.workflow import WorkflowActionView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page, Revision, TaskState

from knowledge import addresses
from knowledge.models import FourEyesTask
from knowledge.models.base import why_not_published
from knowledge.pages import (
    all_words,
    authorship,
    doubts,
    filled,
    outcomes,
    publishing,
    what_changed,
    workflows,
)
from office import confirming, locks, wrong_fields
from office.refusals import Refused

# A colleague's version is newer, Wagtail's dialog said so, and she chose to go on.
GOES_ON = "goes_on_over_a_newer_version"
MARK_THAT_SHE_GOES_ON = (
    "document.addEventListener('w-dialog:confirmed', function (event) {"
    " if (event.target.id !== 'w-save-confirmation-dialog') { return; }"
    " var mark = document.createElement('input');"
    " mark.type = 'hidden'; mark.value = '1'; mark.name = '" + GOES_ON + "';"
    " document.querySelector('[data-edit-form]').append(mark);"
    "}, true);"
)


@hooks.register("insert_editor_js")
def mark_that_she_goes_on() -> str:
    """Return the script that tells the server what she chose in the dialog."""
    return format_html("<script>{}</script>", mark_safe(MARK_THAT_SHE_GOES_ON))


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


class AsksBeforePublishing:
    """Asks what changed, and about doubtful words, before words go online or to a colleague.

    A draft is just saved. What changed is asked in the form.

    The second press carries the whole form, under a seal of what was shown.
    """

    # What each wish is called on the button.
    GOING_ON: ClassVar[dict[str, str]] = {
        "publish": gettext_lazy("Toch publiceren"),
        "submit": gettext_lazy("Toch laten nakijken"),
        "restart_workflow": gettext_lazy("Toch laten nakijken"),
        "perform_workflow_action": gettext_lazy("Toch goedkeuren"),
    }

    def form_valid(self, form):
        if confirming.BACK in self.request.POST:
            form.restore_required_fields()
            self.has_unsaved_changes = True
            return self.render_to_response(self.get_context_data())
        label = None if self.expects_json_response else self._going_on()
        if label and what_changed.is_asked(form, self.page) and form.refuse_an_unsaid_change():
            return self.form_invalid(form)
        more = [*self._typed_in_rows(form), *form.said_of_version()[1:]] if label else []
        found = doubts.about(form.instance, more=more) if label else []
        if not found:
            return super().form_valid(form)
        about, facts = f"{self.page_class.__name__}:{form.instance.pk or ''}", doubts.facts(found)
        if confirming.is_confirmed(self.request, about, facts):
            with doubts.seen(found):
                return super().form_valid(form)
        return confirming.ask(
            self.request,
            doubts.TEMPLATE,
            about,
            facts,
            object=form.instance,
            label=label,
            fields=confirming.typed_fields(self.request.POST),
        )

    def _going_on(self) -> str | None:
        """Return what to call going on, None when the words stay on the desk."""
        name = self.action_name
        if name == "perform_workflow_action" and self.workflow_action != "approve":
            return None
        return self.GOING_ON.get(name)

    def _typed_in_rows(self, form) -> list[str]:
        """Return what was typed in rows such as speakers: the page in memory has them later."""
        typed = [row for formset in form.formsets.values() for row in formset.forms]
        return [
            text
            for row in typed
            if row.has_changed() and not row.cleaned_data.get("DELETE")
            for text in all_words.texts(row.instance)
        ]


class LeadsToWrongFields:
    """Names what is wrong above a refused page, and puts the cursor there."""

    def form_invalid(self, form):
        if not self.expects_json_response and not getattr(self, "locked_for_user", None):
            wrong_fields.say_of_blocks(form)
            wrong = wrong_fields.lead_to_wrong_fields(form, self.edit_handler)
            in_rows = [field for field in wrong if field.form is not form]
            # Wagtail names each field, but for those of rows, once the form as a whole is wrong.
            if in_rows or (wrong and not form.non_field_errors()):
                named = wrong_fields.sentence(in_rows)
                form.add_error(None, named or _("Wat je invulde, staat er nog."))
        return super().form_invalid(form)


class PageCreateView(LeadsToWrongFields, SaysWhatHappened, AsksBeforePublishing, CreateView):
    """Makes a page."""

    last_hook = "after_create_page"


class PageEditView(LeadsToWrongFields, SaysWhatHappened, AsksBeforePublishing, EditView):
    """Edits a page, publishes it, or decides on it in its workflow."""

    last_hook = "after_edit_page"

    def get_context_data(self, **kwargs):
        # Where Wagtail's lists keep it. Its menu reads it again for each button: a colleague who
        # decides meanwhile would leave a button without a task, which is a 500.
        active = self.page.workflow_states.active().select_related("current_task_state__task")
        self.page._current_workflow_states = list(active[:1])
        return super().get_context_data(**kwargs)

    def form_valid(self, form):
        if not self.expects_json_response and self._colleague_was_first():
            if not self._changed_what_she_opened():
                raise self._newest_is_anothers()
            if GOES_ON not in self.request.POST:
                return self._show_again(form)
        return super().form_valid(form)

    def _colleague_was_first(self) -> bool:
        """Tell whether somebody else saved other words since this form was opened."""
        if not self.is_out_of_date or self.latest_revision.user_id == self.request.user.pk:
            return False
        opened = self._opened
        # Overwritten since, by who typed on: what was opened is not known any more.
        return opened is None or not authorship.say_the_same(opened, self.latest_revision)

    @cached_property
    def _opened(self) -> Revision | None:
        """The version that the form was opened with, or that its tab saved last."""
        sent = self.request.POST
        own = sent.get("overwrite_revision_id", "")
        number = own or sent.get("loaded_revision_id", "")
        found = self.page.revisions.filter(pk=number).first() if number.isdecimal() else None
        opened_at = sent.get("loaded_revision_created_at", "")
        if found is None or own or found.created_at.isoformat() == opened_at:
            return found
        return None

    def _changed_what_she_opened(self) -> bool:
        if self._opened is None:
            return True
        opened = self.form_class(
            self.request.POST,
            self.request.FILES,
            instance=self._opened.as_object(),
            subscription=self.subscription,
            parent_page=self.parent,
            for_user=self.request.user,
        )
        return opened.has_changed()

    def _colleague(self) -> str:
        return user_display_name(self.latest_revision.user) or _("Iemand")

    def _newest_is_anothers(self) -> publishing.ChangedMeanwhile:
        return publishing.ChangedMeanwhile(
            _(
                "%(name)s heeft “%(title)s” intussen gewijzigd. Je ziet nu de nieuwste versie. "
                "Er is niets bewaard: jij had niets veranderd."
            )
            % {"name": self._colleague(), "title": self.page.get_admin_display_title()},
            back=addresses.desk_url(self.page.pk),
        )

    def _show_again(self, form) -> HttpResponse:
        """Show what she typed, unsaved, and say whose words it would replace."""
        form.restore_required_fields()
        newest = self.latest_revision
        if self._opened is None:
            address = reverse("wagtailadmin_pages:history", args=[self.page.pk])
        else:
            versions = [self.page.pk, self._opened.pk, newest.pk]
            address = reverse("wagtailadmin_pages:revisions_compare", args=versions)
        messages.warning(
            self.request,
            _(
                "%(name)s heeft deze pagina intussen bewaard. Wat hieronder staat, is nog niet "
                "bewaard. Kijk eerst wat er anders is. Bewaar je daarna opnieuw, dan komt jouw "
                "tekst in de plaats; de versie van %(name)s blijft in de geschiedenis."
            )
            % {"name": self._colleague()},
            buttons=[messages.button(address, _("Bekijk wat er anders is"), new_window=True)],
        )
        self.has_unsaved_changes = True
        # Saved by itself it would be over the words that she is asked to look at first.
        self.autosave_enabled = False
        return self.render_to_response(self.get_context_data())

    def save_action(self):
        with transaction.atomic():
            # A colleague may have published it since it was read: its row would be written back.
            self.page.live = _held(self.page.pk).live
            return super().save_action()

    def perform_workflow_action(self):
        refused = None
        # What she wrote stays, also when she is refused: the refusal is raised after the commit.
        with transaction.atomic():
            now = _held(self.page.pk)
            try:
                response = self._decide(now)
            except Refused as refusal:
                refused = refusal
                if isinstance(refusal, publishing.ColleagueMustLook):
                    workflows.show_newest(self.page)
        if refused is not None:
            raise refused
        return response

    def _decide(self, now: Page) -> HttpResponse:
        """Do what she decided, unless a colleague was first."""
        if now.current_workflow_task is None:
            if self.has_content_changes:
                return self.save_action()
            outcomes.tell(self.request, now.pk)
            return self.redirect_away()
        read = self.latest_revision
        newest = now.latest_revision
        was_read = read == newest and read.created_at == newest.created_at
        # With a change of her own she made a version, which a colleague must look at anyhow.
        if not was_read and not self.has_content_changes:
            raise publishing.changed_meanwhile(now.pk, now.get_admin_display_title())
        if not self.has_content_changes and self.form.asks_what_changed:
            # Her words are the same version; what is said of it she may correct.
            what_changed.say(newest, *self.form.said_of_version())
        return super().perform_workflow_action()

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


class PageRevertView(
    LeadsToWrongFields, SaysWhatHappened, AsksBeforePublishing, RevisionsRevertView
):
    """Puts an earlier version back, as any version."""

    last_hook = "after_edit_page"

    def get_object(self):
        page = super().get_object()
        # What was said of the newest version is not about this one.
        page.is_reverted = True
        return page


class PageWorkflowActionView(WorkflowActionView):
    """Decides on a page from a list of what waits."""

    def check_action(self):
        if self.action_name == "approve" and isinstance(self.task, FourEyesTask):
            refusal = self.task.refusal(self.object, self.request.user)
            if refusal is not None:
                raise refusal
        super().check_action()

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return super().dispatch(request, *args, **kwargs)
        except (publishing.ChangedMeanwhile, publishing.ColleagueMustLook):
            if request.method == "POST":
                with transaction.atomic():
                    workflows.show_newest(_held(self.object.pk))
            raise

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with transaction.atomic():
            now = _held(self.object.pk)
            self.task_state = self.get_task_state()
            self._refuse_what_she_did_not_see(now)
            if self.task_state.status != TaskState.STATUS_IN_PROGRESS:
                self.add_not_in_moderation_error()
                return redirect(self.redirect_url)
            response = super().post(request, *args, **kwargs)
        if self.action_name == "approve":
            outcomes.tell(request, self.object.pk)
        return response

    def _refuse_what_she_did_not_see(self, now: Page) -> None:
        """Refuse to decide on newer words than those of the task: its button stood beside these."""
        was_replaced = (
            self.task_state.status == TaskState.STATUS_CANCELLED
            and now.current_workflow_task_state is not None
        )
        seen, newest = self.task_state.revision, now.latest_revision
        if was_replaced or (
            self.task_state.status == TaskState.STATUS_IN_PROGRESS
            and not authorship.say_the_same(seen, newest)
        ):
            raise publishing.changed_meanwhile(now.pk, now.get_admin_display_title())


class PageUnpublishView(UnpublishView):
    """Takes a page off the site."""

    success_message = gettext_lazy("“%(page_title)s” staat niet meer op de site.")


def _held(page_id: int) -> Page:
    """Return a page as it is by now, locked until the commit."""
    locks.lock(Page.objects.filter(pk=page_id))
    return Page.objects.get(pk=page_id)


pages = PageViewSet(
    index_view_class=filled.PagesView,
    add_view_class=PageCreateView,
    edit_view_class=PageEditView,
    revisions_revert_view_class=PageRevertView,
    unpublish_view_class=PageUnpublishView,
    workflow_action_view_class=PageWorkflowActionView,
)
