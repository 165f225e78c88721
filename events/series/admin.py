"""Where editors keep the rule by which meetings come back."""

from collections.abc import Sequence
from datetime import date

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy as _, ngettext
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList, Panel
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import (
    CreateView,
    EditView,
    InspectView,
    SnippetViewSet,
)

from events import times
from events.models import Series
from events.series import consequences, planning, replanning, words
from events.series.forms import SeriesForm
from events.series.replanning import Step, Version
from events.series.schedule import ScheduleRefused
from office.confirming import ConfirmedMixin
from office.editing import LockedEditMixin
from office.inline_rows import InlinePanel
from office.listing import RightsIndexView
from office.wrong_fields import NamesFieldsMixin


def begin(series: Series) -> str:
    """Return the hour at which its meetings begin."""
    return times.named(f"{series.start_time:%H.%M}", series.time_zone)


class SeriesIndexView(RightsIndexView):
    """The list leads to the page with the meetings; the rule is edited from there."""

    def get_edit_url(self, instance):
        return self.get_inspect_url(instance)


# The boxes of days that are planned beside an announced meeting.
ALSO = "confirm_also"
# The button that shows the dates of a rule without saving it.
SHOW_DATES = "show_dates"


class DatesShownMixin:
    """For a form of a series: it comes back with the dates of what was typed, and saves nothing."""

    def get_form(self, form_class=None):
        form = super().get_form(form_class)
        if SHOW_DATES in self.request.POST:
            form.shows_dates = True
            # The rule may be tried before the texts are written.
            form.defer_required_fields()
        return form

    def is_valid(self, form):
        if SHOW_DATES not in self.request.POST:
            return super().is_valid(form)
        form.is_valid()
        self.produced_error_message = None
        return False


class SeriesCreateView(DatesShownMixin, NamesFieldsMixin, CreateView):
    """A new series, whose dates are looked at first."""


class SeriesEditView(ConfirmedMixin, DatesShownMixin, LockedEditMixin, EditView):
    """A changed rule is shown first beside the meetings that were planned by the old one.

    A series that a colleague deletes meanwhile takes no words with it.
    """

    confirm_template_name = "events/series/admin/changed_rule.html"
    # The viewset gives it to a view that has the name.
    inspect_url_name: str | None = None
    steps: Sequence[Step] = ()
    done = ""

    def lock_rows(self):
        super().lock_rows()
        # Nobody announces a meeting between what is shown and what is done.
        self.object.meetings.lock()

    def consequences(self, form):
        self.steps = replanning.steps(
            Version.stored(form.instance.pk),
            Version(form.instance, form.titles()),
            now=timezone.now(),
        )
        return consequences.facts(self.steps, form.instance.time_zone)

    def save_instance(self):
        series = super().save_instance()
        also = self.also()
        if replanning.concern_somebody(self.steps):
            # Said before it is done: afterwards no meeting differs from its day any more.
            self.done = consequences.done(self.steps, also=also)
        replanning.take(series, self.steps, by=self.request.user, also=also)
        return series

    def also(self) -> list[date]:
        """Return the days that the editor wants although an announced meeting stands for them."""
        ticked = set(self.request.POST.getlist(ALSO))
        days = [step.instead_of.day for step in self.steps if step.instead_of]
        return [day for day in days if day.isoformat() in ticked]

    def get_success_url(self):
        return reverse(self.inspect_url_name, args=[self.object.pk])

    def get_success_message(self, instance=None):
        """Say also what became of the meetings, in the numbers that the page showed."""
        saved = gettext("Reeks ‘%(series)s’ is bewaard.") % {"series": self.object}
        return " ".join(filter(None, [saved, self.done]))


class SeriesDeskView(InspectView):
    """One series with its meetings, and the button that makes rows of the coming year."""

    page_title = _("Plannen")
    template_name = "events/series/admin/series.html"

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """Make the meetings of the coming year; nobody sees them before they are announced."""
        if not self.permission_policy.user_has_permission(request.user, "change"):
            raise PermissionDenied
        try:
            made = planning.plan(self.object, today=self.object.today(timezone.now()))
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
        series, today = self.object, self.object.today(timezone.now())
        try:
            dates = words.dates(planning.coming(series, today=today), series.time_zone)
        except ScheduleRefused as refusal:
            dates = [str(refusal)]
        return super().get_context_data(
            **kwargs,
            rule=words.in_words(series, today=today),
            dates=dates,
            meetings=series.meetings.for_desk().order_by("starts_at"),
            may_change=self.permission_policy.user_has_permission(self.request.user, "change"),
        )


class DatesPanel(Panel):
    """The button that shows the dates of what was typed, and the dates."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "events/series/admin/dates_panel.html"


class SeriesViewSet(SnippetViewSet):
    """Series at /beheer/reeksen/."""

    model = Series
    icon = "date"
    menu_label = _("Reeksen")
    menu_name = "series"
    base_url_path = "reeksen"
    chooser_base_url_path = "reeksen-kiezen"
    inspect_view_enabled = True
    index_view_class = SeriesIndexView
    add_view_class = SeriesCreateView
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
                    DatesPanel(),
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
