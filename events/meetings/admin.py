"""Where editors make meetings, announce them, call them off and see who comes."""

from datetime import datetime
from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext, gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    MultiFieldPanel,
    ObjectList,
    Panel,
    TabbedInterface,
)
from wagtail.admin.ui.tables import Column
from wagtail.log_actions import log
from wagtail.permissions import register_permission_policy
from wagtail.snippets.views.snippets import CreateView, EditView, InspectView, SnippetViewSet

from events import times
from events.meetings import deeds as meetings, desk_deeds, doubles, news, report_link
from events.meetings.choosing import MeetingChooserViewSet
from events.meetings.deeds import Appointment, MeetingRefused
from events.meetings.desk_deeds import DESK_DEEDS, DeskDeed
from events.meetings.desk_list import MeetingIndexView, begin
from events.meetings.exports import SEE_NEEDS
from events.meetings.forms import MeetingForm
from events.meetings.news import News
from events.models import Meeting
from events.models.meeting import SOURCE_LANGUAGE
from office import confirming
from office.confirming import ConfirmedMixin
from office.editing import LockedEditMixin
from office.inline_rows import InlinePanel
from office.permissions import NeverDeleted
from office.wrong_fields import NamesFieldsMixin


class SavedOnTheDeskMixin:
    """After saving, the editor is on the desk of the meeting, where it is announced."""

    # The viewset gives it to a view that has the name.
    inspect_url_name: str | None = None

    def form_valid(self, form):
        response = super().form_valid(form)
        # A page that asks first is no redirect, and nothing is saved by then.
        if response.status_code == HTTPStatus.FOUND and (said := doubles.warning(self.object)):
            messages.warning(self.request, said)
        return response

    def get_success_url(self):
        return reverse(self.inspect_url_name, args=[self.object.pk])

    def get_success_message(self, instance=None):
        """Say the name alone: it begins with the word that Wagtail puts before every name."""
        return gettext("%(meeting)s is bewaard.") % {"meeting": instance or self.object}


class LinksReportMixin(ConfirmedMixin):
    """Shows what differs between a meeting and a report before they are linked."""

    confirm_template_name = "events/meetings/admin/link_report.html"

    def consequences(self, form):
        meeting = form.instance
        return report_link.differences(meeting) if self._links(meeting) else None

    def save_instance(self):
        links = self._links(self.form.instance)
        meeting = super().save_instance()
        if links is not None:
            # Nobody asks when the dates are the same.
            chosen = self.request.POST.get(report_link.DATE) == report_link.OF_REPORT
            is_own = chosen and meeting.report is not None and report_link.has_other_date(meeting)
            meetings.choose_report_date(meeting, is_own=is_own)
        return meeting

    def _links(self, meeting: Meeting) -> bool | None:
        """Return whether saving links a report; None when it leaves that as it was."""
        before = Meeting.objects.filter(pk=meeting.pk).values_list("report", flat=True).first()
        return None if before == meeting.report_id else meeting.report_id is not None


class MeetingCreateView(SavedOnTheDeskMixin, LinksReportMixin, NamesFieldsMixin, CreateView):
    """A new meeting may be linked to a report at once."""


class MeetingEditView(SavedOnTheDeskMixin, LinksReportMixin, LockedEditMixin, EditView):
    """What changes for people who are registered reaches them in the same transaction."""

    news = News()

    def lock_rows(self):
        meetings.lock(self.object)

    def save_instance(self):
        # Read once more: by now the form has put its values into the object.
        stored = Meeting.objects.get(pk=self.object.pk)
        before, report_before = Appointment.of(stored), stored.report
        meeting = super().save_instance()
        self.news = meetings.changed(meeting, before=before, now=timezone.now())
        reports = {report_before, meeting.report} - {None}
        if report_before != meeting.report:
            meetings.readdress(meeting, keys={report.translation_key for report in reports})
        return meeting

    def get_success_message(self, instance=None):
        """Say also who is mailed about what: the mails are on their way."""
        saved = super().get_success_message(instance)
        return " ".join(filter(None, [saved, self.news.sentence]))


class MeetingDeskView(InspectView):
    """One meeting with who comes, and the deeds that its state allows."""

    page_title = _("Beheren")
    template_name = "events/meetings/admin/meeting.html"

    def setup(self, request: HttpRequest, *args, **kwargs) -> None:
        try:
            super().setup(request, *args, **kwargs)
        except Http404:
            if request.method != "POST":
                raise
            index = reverse(self.index_url_name)
            raise MeetingRefused(_("Deze kenniskring is al weggegooid."), back=index) from None

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """Show the desk, or what a deed will do before it is done."""
        name = request.GET.get("deed", "")
        if not name:
            return super().get(request, *args, **kwargs)
        self._refuse_who_may_not_change()
        try:
            facts = self._deed(name).facts(self.object, timezone.now())
        except MeetingRefused as refusal:
            refusal.back = request.path
            raise
        return self.ask(name, facts)

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """Do the deed that was shown before, when it is still what was shown."""
        self._refuse_who_may_not_change()
        name, now = request.POST.get("deed", ""), timezone.now()
        facts: confirming.Facts | None = None
        try:
            deed = self._deed(name)
            facts = deed.facts(self.object, now)
            if not confirming.is_confirmed(request, self._about(name), facts):
                return self.ask(name, facts, status=409)
            done = deed.do(self.object, request, now)
        except MeetingRefused as refusal:
            return self._refuse(name, facts, refusal)
        if self.object.pk is not None:
            log(instance=self.object, action="wagtail.edit", user=request.user)
        messages.success(request, done)
        gone = self.object.pk is None
        return HttpResponseRedirect(reverse(self.index_url_name) if gone else request.path)

    def _refuse(
        self, name: str, facts: confirming.Facts | None, refusal: MeetingRefused
    ) -> HttpResponse:
        """Ask once more with the reasons that she typed, else raise the refusal."""
        stored = Meeting.objects.filter(pk=self.object.pk).first()
        if stored is None:
            # Its own page is gone as well.
            refusal.back = reverse(self.index_url_name)
        elif facts and name == "cancel" and stored.state == Meeting.State.ANNOUNCED:
            return self.ask(name, facts, error=str(refusal), status=422)
        raise refusal

    def ask(
        self, name: str, facts: confirming.Facts, *, error: str = "", status: int = 200
    ) -> HttpResponse:
        """Answer with the page of a deed: what it will do, and the button that does it."""
        deed, request = self._deed(name), self.request
        return confirming.ask(
            request,
            deed.template,
            self._about(name),
            facts,
            status=status,
            object=self.object,
            title=deed.title,
            fields=[("deed", name)],
            back=request.path,
            is_severe=deed.is_severe,
            error=error,
            **deed.also_shown(self.object, request, timezone.now()),
        )

    def _deed(self, name: str) -> DeskDeed:
        if name not in DESK_DEEDS:
            raise MeetingRefused(_("Kies wat er moet gebeuren."))
        return DESK_DEEDS[name]

    def _about(self, name: str) -> str:
        return f"meeting:{self.object.pk}:{name}"

    def _refuse_who_may_not_change(self) -> None:
        if not self.permission_policy.user_has_permission(self.request.user, "change"):
            raise PermissionDenied

    def get_field_display_value(self, field_name, field):
        """Return a time in the meeting's own time zone; Wagtail shows UTC."""
        value = getattr(self.object, field_name)
        if isinstance(value, datetime):
            return times.moment(value, self.object.time_zone)
        return super().get_field_display_value(field_name, field)

    def get_fields_context(self):
        """Leave out what is not known."""
        return [field for field in super().get_fields_context() if field["value"]]

    def get_context_data(self, **kwargs):
        meeting = self.object
        is_announced = meeting.state == Meeting.State.ANNOUNCED
        return super().get_context_data(
            **kwargs,
            meeting=meeting,
            text=meeting.text_in(SOURCE_LANGUAGE),
            seats=list(meeting.seats.all()),
            registrations=meeting.registrations.all().for_desk(
                may_see_needs=self.request.user.has_perm(SEE_NEEDS)
            ),
            may_free=self.request.user.has_perm("events.change_meeting")
            and is_announced
            and meeting.ends_at > timezone.now(),
            is_off=meeting.state == Meeting.State.CANCELLED,
            reasons=desk_deeds.reasons(meeting),
            may_change=self.permission_policy.user_has_permission(self.request.user, "change"),
            may_see_people=self.request.user.has_perm("events.view_registration"),
            can_announce=meeting.state == Meeting.State.PREPARING,
            can_cancel=is_announced and meeting.ends_at > timezone.now(),
            public_url=meeting.path_in(SOURCE_LANGUAGE) if meeting.number and meeting.slug else "",
        )


class WhoIsMailedPanel(Panel):
    """How many people are mailed when what stands beside it changes; shown when there are any."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "events/meetings/admin/who_is_mailed.html"

        @cached_property
        def warning(self) -> str:
            meeting = self.instance
            return news.warning(meeting, now=timezone.now()) if meeting.pk else ""

        def is_shown(self) -> bool:
            return super().is_shown() and bool(self.warning)


UNKNOWN = _("Onbekend: de site zegt er niets over.")
CONTENT = [
    FieldPanel("series"),
    InlinePanel(
        "texts",
        heading=_("Teksten"),
        label=_("Tekst in één taal"),
        min_num=1,
        panels=[
            FieldPanel("locale"),
            FieldPanel("title"),
            FieldPanel("takeaway"),
            FieldPanel("body"),
            FieldPanel("for_whom"),
            FieldPanel("preparation"),
            FieldPanel("practical"),
            FieldPanel("recording_notice"),
        ],
    ),
    InlinePanel("questions", heading=_("Vragen op de agenda"), label=_("Vraag")),
    InlinePanel("speakers", heading=_("Sprekers"), label=_("Spreker")),
    InlinePanel(
        "programme",
        heading=_("Programma"),
        label=_("Onderdeel"),
        panels=[
            FieldRowPanel([FieldPanel("locale"), FieldPanel("starts"), FieldPanel("is_recorded")]),
            FieldPanel("title"),
        ],
    ),
    InlinePanel("opgaven", heading=_("Opgaven van de Alliantie"), label=_("Opgave")),
    InlinePanel("readings", heading=_("Vooraf lezen"), label=_("Pagina"), max_num=3),
]
PRACTICAL = [
    MultiFieldPanel(
        [
            WhoIsMailedPanel(),
            FieldPanel("starts_at", help_text=_("Op de klok van de tijdzone in dit formulier.")),
            FieldPanel("duration"),
            FieldPanel("time_zone"),
            FieldPanel(
                "closes_at",
                help_text=_("Leeg: tot het begin. Op de klok van de tijdzone in dit formulier."),
            ),
        ],
        heading=_("Wanneer"),
    ),
    MultiFieldPanel(
        [
            WhoIsMailedPanel(),
            FieldPanel("tool"),
            FieldPanel("join_url"),
            FieldPanel("place"),
            FieldPanel("phone"),
            FieldPanel("is_wheelchair_accessible", help_text=UNKNOWN),
            FieldPanel("has_hearing_loop", help_text=UNKNOWN),
            FieldPanel("has_captions", help_text=UNKNOWN),
            FieldPanel("is_recorded", help_text=UNKNOWN),
        ],
        heading=_("Waar en hoe"),
    ),
    InlinePanel(
        "seats",
        heading=_("Plekken"),
        label=_("Vorm"),
        max_num=2,
        panels=[FieldRowPanel([FieldPanel("mode"), FieldPanel("capacity")])],
    ),
    MultiFieldPanel([FieldPanel("number"), FieldPanel("slug")], heading=_("Nummer en adres")),
    MultiFieldPanel([FieldPanel("report"), FieldPanel("report_due")], heading=_("Verslag")),
]


class MeetingViewSet(SnippetViewSet):
    """Meetings at /beheer/kenniskringen/."""

    model = Meeting
    icon = "group"
    menu_label = _("Kenniskringen")
    menu_name = "meetings"
    base_url_path = "kenniskringen"
    chooser_base_url_path = "kenniskringen-kiezen"
    chooser_viewset_class = MeetingChooserViewSet
    inspect_view_enabled = True
    index_view_class = MeetingIndexView
    add_view_class = MeetingCreateView
    edit_view_class = MeetingEditView
    inspect_view_class = MeetingDeskView
    list_display = [
        "__str__",
        Column("title_in_dutch", label=_("Titel")),
        Column("starts_at", label=_("Begin"), accessor=begin, sort_key="starts_at"),
        Column("get_state_display", label=_("Status"), sort_key="state"),
        Column("people", label=_("Aangemeld")),
    ]
    list_filter = ["state", "series"]
    # Makes the box appear; what is searched says the list.
    search_fields = ["number"]
    list_per_page = 50
    inspect_view_fields = ["series", "starts_at", "duration", "closes_at", "place", "tool"]
    edit_handler = TabbedInterface(
        [
            ObjectList(CONTENT, heading=_("Inhoud")),
            ObjectList(PRACTICAL, heading=_("Praktisch")),
        ],
        base_form_class=MeetingForm,
    )

    def get_queryset(self, request):
        """Return meetings with title and people, so that the list asks nothing per row."""
        return Meeting.objects.for_desk()


register_permission_policy(Meeting, NeverDeleted(Meeting))
