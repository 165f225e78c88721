"""The desk of one registration: giving its seat back for somebody who will not come."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.http import require_http_methods
from wagtail import hooks

from events.models import Registration
from events.registrations import deeds as registrations
from events.registrations.refusals import RegistrationRefused, refuse_when_off


@permission_required(["events.change_meeting", "events.view_registration"], raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def free_seat(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask once; the button gives the seat back and returns to the meeting."""
    row = get_object_or_404(Registration.objects.select_related("meeting"), pk=pk)
    back = reverse("wagtailsnippets_events_meeting:inspect", args=[row.meeting_id])
    try:
        if request.method != "POST":
            refuse_when_off(row.meeting)
            return render(
                request, "events/registrations/admin/free_seat.html", {"row": row, "back": back}
            )
        is_freed = registrations.free(row, by=request.user, now=timezone.now())
    except RegistrationRefused as refusal:
        refusal.back = back
        raise
    if is_freed:
        messages.success(request, _("De plek van %(name)s is vrij.") % {"name": row.name})
    else:
        messages.warning(request, _("%(name)s was al afgemeld.") % {"name": row.name})
    return redirect(back)


@hooks.register("register_admin_urls")
def register_free_seat():
    return [
        path(
            "kenniskringen/aanmeldingen/<int:pk>/plek-vrijmaken/",
            free_seat,
            name="events_free_seat",
        )
    ]


@hooks.register("register_log_actions")
def register_freed(actions):
    """Name the deed in the log: who took somebody's seat must be known."""
    actions.register_action(
        "events.free_seat",
        gettext_lazy("Plek vrijmaken"),
        gettext_lazy("Een plek is vrijgemaakt door de organisatie"),
    )
