"""The walk along everything that tells when a meeting is, at another clock than its own."""

import re
from collections.abc import Iterator
from datetime import timedelta

import time_machine
from django.http import HttpResponse
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils import timezone, translation
from wagtail.test.utils.form_data import querydict_from_html
from wagtail.users.models import UserProfile

import events.urls
from events.models import Meeting, Registration, Series
from events.registrations import mails
from events.registrations.mails import choose_url, manage_url
from office.mail.kinds import MailKind
from office.models import User
from tests.events.clocks_site import MINUTE_OF_NOW, ClockSite, Place, build

ELSEWHERE = "America/New_York"
# In each life of the meeting the pages say other things; hours from its begin.
LIVES = {"coming": -100, "today": -2, "going on": 0.3, "over": 30, "cancelled": -100}


class ClockElsewhere:
    """The process, and an editor, at another clock than the meeting's and the site's."""

    def __init__(self, place: Place, life: str = "coming") -> None:
        near = place.start + timedelta(hours=LIVES[life])
        self.now = near.replace(minute=MINUTE_OF_NOW, second=0)
        self.place, self.life = place, life

    def __enter__(self) -> "ClockElsewhere":
        self.travel = time_machine.travel(self.now, tick=False)
        self.travel.start()
        self.zone = timezone.override(ELSEWHERE)
        self.zone.__enter__()
        self.site = build(self.place, self.now)
        if self.life == "cancelled":
            self.site.meeting.state = Meeting.State.CANCELLED
            self.site.meeting.save()
        return self

    def __exit__(self, *raised: object) -> None:
        self.zone.__exit__(*raised)
        self.travel.stop()

    def editor(self) -> Client:
        user = User.objects.create_superuser("An", "an@example.org", "x")
        profile = UserProfile.get_for_user(user)
        profile.current_time_zone = ELSEWHERE
        profile.save()
        client = Client()
        client.force_login(user)
        return client


def public_answers(site: ClockSite) -> Iterator[tuple[str, HttpResponse]]:
    """Yield what a visitor reads at every address of the room, and where others show meetings."""
    client = Client()
    for language in ("nl", "en"):
        with translation.override(language):
            for pattern in [*events.urls.urlpatterns, *events.urls.machine_urlpatterns]:
                yield pattern.name, client.get(_address(pattern, site))
            home = reverse("wagtail_serve", args=[""])
            yield "home", client.get(home)
            yield "kenniskringen", client.get(f"{home}kenniskringen/")
            yield "search", client.get(reverse("search"), {"q": "Kenniskring"})
            yield (
                "search as JSON",
                client.get(
                    reverse("search"), {"q": "Kenniskring"}, headers={"accept": "application/json"}
                ),
            )
            yield "questions", client.get(reverse("question_list"))
            yield "question", client.get(reverse("question", args=[site.question.number]))
    yield "opgave", client.get(site.opgave.url)


def _address(pattern: object, site: ClockSite) -> str:
    meeting, names = site.meeting, set(pattern.pattern.converters)
    if names == {"token"}:
        url = choose_url(site.repeat) if pattern.name == "repeat" else manage_url(site.registration)
        return reverse(pattern.name, args=[re.search(r"/aanmelding/([^/]+)/", url)[1]])
    if names == {"number", "slug"}:
        return reverse(pattern.name, args=[meeting.number, meeting.slug])
    if names == {"slug"}:
        slug = site.opgave.slug if pattern.name == "opgave_ics" else site.series.slug
        return reverse(pattern.name, args=[slug])
    return reverse(pattern.name)


def desk_answers(client: Client, site: ClockSite) -> Iterator[tuple[str, HttpResponse]]:
    """Yield what an editor reads in every view of meetings and of series, and around them."""
    rows = {"": site.meeting, "series ": site.series.series}
    for prefix, row in rows.items():
        viewset = type(row).snippet_viewset
        for owner, start in ((viewset, "desk"), (viewset.chooser_viewset, "chooser")):
            for pattern in owner.get_urlpatterns():
                name = f"{prefix}{start} {pattern.name}"
                for args in ([], [row.pk]):
                    try:
                        url = reverse(owner.get_url_name(pattern.name), args=args)
                    except NoReverseMatch:
                        continue
                    answer = client.get(url)
                    if answer.status_code == 200:
                        yield name, answer
    edit = reverse("wagtailsnippets_events_meeting:edit", args=[site.meeting.pk])
    typed = querydict_from_html(client.get(edit).content.decode(), form_id="w-editor-form")
    preview = reverse("wagtailsnippets_events_meeting:preview_on_edit", args=[site.meeting.pk])
    assert client.post(preview, typed).json()["is_valid"]
    yield "desk preview", client.get(preview)
    yield "desk free seat", client.get(reverse("events_free_seat", args=[site.registration.pk]))
    csv = reverse("events_registrations_csv", args=[site.meeting.pk])
    yield "desk csv", client.get(csv)
    yield from _asks_before_a_deed(client, site.meeting)
    yield from _dates_of_a_rule(client, site.series.series)
    yield "desk home", client.get("/beheer/")
    yield "desk history of the site", client.get("/beheer/reports/site-history/")


def _asks_before_a_deed(client: Client, meeting: Meeting) -> Iterator[tuple[str, HttpResponse]]:
    desk = reverse("wagtailsnippets_events_meeting:inspect", args=[meeting.pk])
    row = Meeting.objects.filter(pk=meeting.pk)
    state = row.get().state
    for deed in ("cancel", "announce", "discard"):
        row.update(state="announced" if deed == "cancel" else "preparing")
        yield f"desk {deed}", client.get(desk, {"deed": deed})
    row.update(state=state)


def _dates_of_a_rule(client: Client, series: Series) -> Iterator[tuple[str, HttpResponse]]:
    edit = reverse("wagtailsnippets_events_series:edit", args=[series.pk])
    typed = querydict_from_html(client.get(edit).content.decode(), form_id="w-editor-form")
    yield "series desk edit dates", client.post(edit, {**typed.dict(), "show_dates": "1"})
    # Another tool for a meeting that nobody knows yet: the hours of old and new are its own.
    planned = Meeting.objects.filter(series=series.pk)
    was = planned.values("state", "series_day").get()
    planned.update(state="preparing", series_day=planned.get().starts_local.date())
    yield "series desk changed rule", client.post(edit, {**typed.dict(), "tool": "Jitsi"})
    planned.update(**was)


def mail_texts(site: ClockSite) -> Iterator[tuple[str, str, str]]:
    """Yield (name, kind, text) of every kind of mail that the room sends."""
    meeting, row = site.meeting, site.registration
    before = {
        "starts_at": site.place.moved_from.isoformat(),
        "duration": meeting.duration,
        "time_zone": meeting.time_zone,
        "place": "",
        "tool": "Zoom",
        "join_url": "",
    }
    for language in ("nl", "en"):
        for kind in mails.KINDS:
            _bring_about(kind, meeting, row, before)
            with translation.override(language):
                rendered = kind.render({"registration": row.pk})
            assert rendered is not None or kind.name == "report_ready", kind.name
            if rendered is not None:
                yield f"mail {kind.name}", "text", f"{rendered.subject}\n{rendered.text}"
            if rendered is not None and rendered.calendar is not None:
                yield f"mail {kind.name} ics", "ics", rendered.calendar.text


def _bring_about(kind: MailKind, meeting: Meeting, row: Registration, before: dict) -> None:
    """Let it be so that this mail has something to say."""
    is_off = kind.name in ("registration_cancelled", "registration_freed")
    Registration.objects.filter(pk=row.pk).update(
        state="cancelled" if is_off else "registered",
        cancelled_at=timezone.now() if is_off else None,
        told=before,
    )
    is_called_off = kind.name in ("meeting_cancelled", "form_cancelled")
    state = "cancelled" if is_called_off else "announced"
    Meeting.objects.filter(pk=meeting.pk).update(state=state)
