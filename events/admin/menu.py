"""Both lists under one item of the menu."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from events.admin.meetings import MeetingViewSet
from events.admin.series import SeriesViewSet


class EventsGroup(SnippetViewSetGroup):
    """Meetings and series."""

    items = (MeetingViewSet, SeriesViewSet)
    menu_label = _("Kenniskringen")
    menu_icon = "group"
    menu_name = "events"
    menu_order = 260


register_snippet(EventsGroup)
