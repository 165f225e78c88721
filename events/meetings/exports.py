"""Who comes to a meeting, as a table for a spreadsheet."""

import csv
import io
from collections.abc import Iterable, Sequence

from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import log

from events.models import Meeting
from office.spreadsheets import cell

SEE_NEEDS = "events.view_needs"


def table(heading: Sequence[object], rows: Iterable[Sequence[object]]) -> str:
    """Return CSV text as a Dutch spreadsheet opens it: semicolons, and a mark of UTF-8."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    for row in (heading, *rows):
        writer.writerow([cell(value) for value in row])
    return "\ufeff" + out.getvalue()


@permission_required("events.view_registration", raise_exception=True)
def registrations_csv(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer who comes as a table; what people typed stays text in a spreadsheet."""
    meeting = get_object_or_404(Meeting, pk=pk)
    heading = ("Naam", "E-mailadres", "Gemeente of organisatie", "Vorm", "Status", "Nodig", "Vraag")
    rows = [
        (
            row.name,
            row.email,
            row.organisation,
            row.get_mode_display(),
            row.get_state_display(),
            row.needs_shown,
            row.question.text if row.question else "",
        )
        for row in meeting.registrations.all().for_desk(
            may_see_needs=request.user.has_perm(SEE_NEEDS)
        )
    ]
    log(instance=meeting, action="events.export_registrations", user=request.user)
    return HttpResponse(
        table(heading, rows),
        content_type="text/csv; charset=utf-8",
        headers={
            "Content-Disposition": f'attachment; filename="aanmeldingen-{meeting.pk}.csv"',
            "Cache-Control": "no-store",
        },
    )


@hooks.register("register_admin_urls")
def register_csv():
    return [
        path(
            "kenniskringen/<int:pk>/aanmeldingen.csv",
            registrations_csv,
            name="events_registrations_csv",
        )
    ]


@hooks.register("register_log_actions")
def register_export(actions):
    """Name the export in the log: who took people's data out must be known."""
    actions.register_action(
        "events.export_registrations",
        _("Aanmeldingen downloaden"),
        _("De lijst met aanmeldingen is gedownload"),
    )
