"""The form for registering promises what this meeting will have."""

import pytest

from tests.events.factories import address, make_coming_meeting, make_kenniskringen

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("is_recorded", "label"),
    [
        (True, "Mail mij als verslag en opname klaar zijn"),
        (False, "Mail mij als het verslag klaar is"),
    ],
)
def test_wish_promises_a_recording_only_when_there_will_be_one(client, is_recorded, label):
    make_kenniskringen()
    meeting = make_coming_meeting(is_recorded=is_recorded)

    html = client.get(address("register", meeting)).content.decode()

    assert label in html
    assert ("verslag en opname" in html) is is_recorded
