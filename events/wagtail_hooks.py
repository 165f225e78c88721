"""What Wagtail's pages and admin learn from events."""

from collections.abc import Callable

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.models import Page
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from events.meetings import queries
from events.meetings.admin import MeetingViewSet
from events.registrations import admin as registrations_admin  # noqa: F401 -- it registers a page
from events.series.admin import SeriesViewSet
from knowledge import addresses
from knowledge.models import ReportPage

Serve = Callable[..., HttpResponse]


@hooks.register("register_permissions")
def register_view_needs() -> QuerySet[Permission]:
    """Offer the right of organisers in the form of a group."""
    return Permission.objects.filter(
        content_type__app_label="events", codename__in=["view_needs", "view_registration"]
    )


# After the view restrictions: a visitor who may not read the report does not get its address.
@hooks.register("on_serve_page", order=100)
def read_report_at_its_meeting(serve: Serve) -> Serve:
    """Answer 301 at the report's own path when it belongs to a meeting."""

    def answer(page: Page, request: HttpRequest, args: list, kwargs: dict) -> HttpResponse:
        if isinstance(page, ReportPage):
            address = addresses.elsewhere(page)
            if address is not None and request.path != address:
                return HttpResponsePermanentRedirect(address)
        return serve(page, request, args, kwargs)

    return answer


# The list asks each row three times for its address, and a report's own stands with its meeting.
@hooks.register("construct_explorer_page_queryset")
def read_addresses_with_the_list(
    _parent: Page, pages: QuerySet[Page], _request: HttpRequest
) -> QuerySet[Page]:
    """Return the pages of the admin's list with what their addresses ask."""
    return queries.with_meeting(pages)


class EventsGroup(SnippetViewSetGroup):
    """Meetings and series under one item of the menu."""

    items = (MeetingViewSet, SeriesViewSet)
    menu_label = _("Kenniskringen")
    menu_icon = "group"
    menu_name = "events"
    menu_order = 260


register_snippet(EventsGroup)
