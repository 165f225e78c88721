"""What an editor sends from the form of a meeting."""

import re

from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from tests.events.factories import days

INLINES = ("texts", "questions", "speakers", "programme", "opgaven", "readings", "seats")


def url(name, meeting=None):
    """Return the address of a view of meetings at the desk."""
    return reverse(f"wagtailsnippets_events_meeting:{name}", args=[meeting.pk] if meeting else [])


def press(client, url, deed, *, follow=False, headers=None, **fields):
    """Press the button of a deed on the page that asks; return the answer."""
    page = client.get(url, {"deed": deed}, follow=True)
    found = re.search(r'name="confirm_seal" value="(\w+)"', page.content.decode())
    data = {"deed": deed, "confirm_seal": found[1] if found else "", **fields}
    return client.post(url, data, follow=follow, headers=headers)


def form_of(meeting=None, **changes):
    """Return the post of the meeting's form: as it stands, with changes."""
    starts_at = meeting.starts_local if meeting else timezone.localtime() + days(10)
    fields = {
        "starts_at": starts_at.strftime("%Y-%m-%d %H:%M"),
        "duration": 90,
        "time_zone": "Europe/Amsterdam",
        "number": "",
        "slug": "",
        **{name: inline_formset([]) for name in INLINES},
        "texts": inline_formset(
            [
                {"id": text.pk, "locale": text.locale_id, "title": text.title}
                for text in (meeting.texts.all() if meeting else [])
            ]
            or [{"locale": Locale.objects.get(language_code="nl").pk, "title": "Nieuw"}],
            initial=meeting.texts.count() if meeting else 0,
        ),
        "seats": inline_formset(
            [
                {"id": seats.pk, "mode": seats.mode, "capacity": seats.capacity}
                for seats in (meeting.seats.all() if meeting else [])
            ]
            or [{"mode": "online", "capacity": 12}],
            initial=meeting.seats.count() if meeting else 0,
        ),
    }
    return nested_form_data({**fields, **changes})
