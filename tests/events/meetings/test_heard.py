import pytest

from events.models import MeetingSpeaker
from knowledge.models import Organisation, Person
from knowledge.recordings import known_names
from tests.events.factories import make_meeting
from tests.knowledge.factories import make_report
from tests.knowledge.recordings.factories import make_recording

pytestmark = pytest.mark.django_db


def test_names_of_the_speakers_of_a_meeting_may_be_heard_in_its_recording():
    recording = make_recording()
    meeting = make_meeting(report=make_report(recording=recording))
    organisation = Organisation.objects.create(name="Leergeld", slug="leergeld")
    for name, where in (("An", organisation), ("Bo", None)):
        person = Person.objects.create(name=name, slug=name.lower())
        MeetingSpeaker.objects.create(meeting=meeting, person=person, organisation=where)

    assert known_names.names(recording) == ["An", "Bo", "Leergeld"]
    assert known_names.names(make_recording()) == []
