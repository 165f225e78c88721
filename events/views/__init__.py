"""Every view of the room; a file per subject."""

from events.views.agenda import agenda_ics, agenda_page, meeting_ics, opgave_ics, series_ics
from events.views.manage import registration, registration_cancel, registration_ics
from events.views.meetings import meeting, meetings, preview, series
from events.views.registrations import link_sent, register, registered, resend_link

__all__ = [
    "agenda_ics",
    "agenda_page",
    "link_sent",
    "meeting",
    "meeting_ics",
    "meetings",
    "opgave_ics",
    "preview",
    "register",
    "registered",
    "registration",
    "registration_cancel",
    "registration_ics",
    "resend_link",
    "series",
    "series_ics",
]
