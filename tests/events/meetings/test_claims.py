"""The site claims about a meeting what somebody said of it, and nothing about the rest."""

from importlib import import_module

import pytest
from django.apps import apps
from django.urls import reverse

from events.models import Meeting, ProgrammeItem
from office.models import User
from tests.events.factories import make_coming_meeting, make_kenniskringen, make_meeting

pytestmark = pytest.mark.django_db

CLAIMS = {
    "is_wheelchair_accessible": (
        "Toegankelijk met een rolstoel.",
        "Niet overal toegankelijk met een rolstoel.",
    ),
    "has_hearing_loop": ("Er is een ringleiding.", "Er is geen ringleiding."),
    "has_captions": (
        "Met ondertiteling tijdens de bijeenkomst.",
        "Geen ondertiteling tijdens de bijeenkomst.",
    ),
    "is_recorded": (
        "Deze kenniskring wordt opgenomen en komt op deze site.",
        "Deze kenniskring wordt niet opgenomen.",
    ),
}


def claims(client, **fields):
    make_kenniskringen()
    meeting = make_coming_meeting(place="Stadhuis Ede", **fields)
    html = client.get(meeting.path_in("nl")).content.decode()
    form = client.get(reverse("register", args=[meeting.number, meeting.slug])).content.decode()
    every = [words for pair in CLAIMS.values() for words in pair]
    return [words for words in every if f">{words}<" in html], [one for one in every if one in form]


def test_nothing_is_claimed_of_what_nobody_said(client):
    assert claims(client) == ([], [])


@pytest.mark.parametrize(("field", "words"), CLAIMS.items(), ids=CLAIMS.keys())
def test_yes_and_no_are_both_said(client, field, words):
    said, denied = words

    assert claims(client, **{field: True})[0] == [said]
    assert claims(client, **{field: False})[0] == [denied]


@pytest.mark.parametrize(
    ("is_recorded", "mark"),
    [(True, "(wordt opgenomen)"), (False, "(niet opgenomen)"), (None, "")],
)
def test_a_part_of_the_programme_is_marked_when_somebody_said_so(client, is_recorded, mark):
    make_kenniskringen()
    meeting = make_coming_meeting(is_recorded=True)
    ProgrammeItem.objects.create(
        meeting=meeting,
        locale=meeting.texts.get().locale,
        starts=meeting.starts_local.time(),
        title="Jullie vragen",
        is_recorded=is_recorded,
    )

    html = client.get(meeting.path_in("nl")).content.decode()

    marks = [one for one in ("(wordt opgenomen)", "(niet opgenomen)") if one in html]
    assert marks == [mark] * bool(mark)


def test_boxes_that_were_not_ticked_are_taken_for_not_known():
    meeting = make_meeting(has_captions=True, has_hearing_loop=False, is_recorded=False)

    import_module("events.migrations.0008_not_known").forget_what_nobody_said(apps, None)

    stored = Meeting.objects.values_list(*CLAIMS).get(pk=meeting.pk)
    assert dict(zip(CLAIMS, stored, strict=True)) == {
        "is_wheelchair_accessible": None,
        "has_hearing_loop": None,
        "has_captions": True,
        "is_recorded": None,
    }


def test_an_editor_can_say_yes_no_or_not_known(client):
    client.force_login(User.objects.create_superuser("an", "an@example.org"))

    html = client.get(reverse("wagtailsnippets_events_meeting:add")).content.decode()

    for field in CLAIMS:
        choices = html.split(f'<select name="{field}"')[1].split("</select>")[0]
        assert [one in choices for one in (">Onbekend<", ">Ja<", ">Nee<")] == [True] * 3
        assert '<option value="unknown" selected>' in choices
