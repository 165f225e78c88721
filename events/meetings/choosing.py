"""The dialog in which a meeting is chosen: two with one name are told apart there too."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.chooser import ChooseResultsView, ChooseView

from events.models import Meeting
from office.viewsets import ChooserViewSet


class MeetingsToChoose:
    """The meetings with their names as the list of the desk has them; no query per row."""

    def get_object_list(self):
        return Meeting.objects.for_desk()

    @property
    def columns(self):
        return [*super().columns, Column("title_in_dutch", label=_("Titel"))]


class MeetingChooseView(MeetingsToChoose, ChooseView):
    """The dialog."""


class MeetingChooseResultsView(MeetingsToChoose, ChooseResultsView):
    """The same list while somebody searches in it."""


class MeetingChooserViewSet(ChooserViewSet):
    choose_view_class = MeetingChooseView
    choose_results_view_class = MeetingChooseResultsView
