"""Where editors keep the rule by which meetings come back."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _, ngettext
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import EditView, InspectView, SnippetViewSet

from events import times
from events.models import Series
from events.series import planning
from events.series.forms import SeriesForm
from events.series.schedule import ScheduleRefused
from office.editing import LockedEditMixin
from office.inline_rows import InlinePanel
from office.listing import RightsIndexView


def begin(series: Series) -> str:
    """Return the hour at which its meetings begin."""
    return times.named(f"{series.start_time:%H.%M}", series.time_zone)


class SeriesIndexView(RightsIndexView):
    """The list leads to the page with the meetings; the rule is edited from there."""

    def get_edit_url(self, instance):
        return self.get_inspect_url(instance)


class SeriesEditView(LockedEditMixin, EditView):
    """A series that a colleague deletes meanwhile takes no words with it."""


class SeriesDeskView(InspectView):
    """One series with its meetings, and the button that makes rows of the coming year."""

    page_title = _("Plannen")
    template_name = "events/series/admin/series.html"

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """Make the meetings of the coming year; nobody sees them before they are announced."""
        if not self.permission_policy.user_has_permission(request.user, "change"):
            raise PermissionDenied
        try:
            made = planning.plan(self.object, today=timezone.localdate())
        except ScheduleRefused as refusal:
            if not Series.objects.filter(pk=self.object.pk).exists():
                # Its own page is gone as well.
                refusal.back = reverse(self.index_url_name)
            raise
        said = ngettext(
            "%(number)s kenniskring gepland.", "%(number)s kenniskringen gepland.", len(made)
        )
        messages.success(request, said % {"number": len(made)})
        return HttpResponseRedirect(request.path)

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            **kwargs,
            meetings=self.object.meetings.for_desk().order_by("starts_at"),
            may_change=self.permission_policy.user_has_permission(self.request.user, "change"),
        )


class SeriesViewSet(SnippetViewSet):
    """Series at /beheer/reeksen/."""

    model = Series
    icon = "date"
    menu_label = _("Reeksen")
    menu_name = "series"
    base_url_path = "reeksen"
    chooser_base_url_path = "reeksen-kiezen"
    inspect_view_enabled = True
    copy_view_enabled = False
    index_view_class = SeriesIndexView
    edit_view_class = SeriesEditView
    inspect_view_class = SeriesDeskView
    inspect_view_fields = ["first_day", "start_time", "duration", "time_zone"]
    list_display = [
        "name",
        Column("start_time", label=_("Begintijd"), accessor=begin, sort_key="start_time"),
        "duration",
    ]
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            InlinePanel("texts", heading=_("Teksten"), label=_("Tekst in één taal"), min_num=1),
            MultiFieldPanel(
                [
                    FieldPanel("first_day"),
                    FieldRowPanel([FieldPanel("start_time"), FieldPanel("duration")]),
                    FieldPanel("time_zone"),
                ],
                heading=_("Wanneer"),
            ),
            MultiFieldPanel(
                [
                    FieldPanel("frequency"),
                    FieldPanel("interval"),
                    FieldPanel("weekdays"),
                    FieldPanel("position"),
                    FieldPanel("until"),
                    FieldPanel("extra_days"),
                    FieldPanel("excluded_days"),
                ],
                heading=_("Herhaling"),
            ),
            MultiFieldPanel(
                [
                    FieldPanel("tool"),
                    FieldPanel("place"),
                    FieldRowPanel([FieldPanel("capacity_online"), FieldPanel("capacity_location")]),
                ],
                heading=_("Waar en hoeveel plekken"),
            ),
        ],
        base_form_class=SeriesForm,
    )
