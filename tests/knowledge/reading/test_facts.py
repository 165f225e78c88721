import pytest
from django.core.exceptions import ValidationError

from knowledge.models import (
    Organisation,
    PageAudience,
    PageOpgave,
    PageSpeaker,
    Passage,
    Person,
)
from knowledge.passages import deeds as passages
from knowledge.reading.facts import Facts, minutes_to_read
from tests.knowledge.factories import make_opgave, make_report, text
from tests.knowledge.pages.factories import make_case, make_gemeente

pytestmark = pytest.mark.django_db


def make_speaker(report, name="An", **fields):
    person = Person.objects.create(
        name=name, slug=name.lower(), show_as_role=fields.pop("show_as_role", False)
    )
    return PageSpeaker.objects.create(page=report, person=person, **fields)


def test_speaker_has_role_and_organisation_as_they_were_then():
    report = make_report()
    organisation = Organisation.objects.create(name="Gemeente Almere", slug="almere")
    make_speaker(report, role="beleidsadviseur", organisation=organisation)

    (speaker,) = Facts(report, "nl").speakers

    assert (speaker.name, speaker.description) == ("An", "beleidsadviseur, Gemeente Almere")


def test_speaker_shown_by_role_has_no_name_and_no_page():
    report = make_report()
    make_speaker(report, role="jongerenwerker", show_as_role=True)

    (speaker,) = Facts(report, "nl").speakers

    assert (speaker.name, speaker.slug) == ("jongerenwerker", "")


def test_speaker_shown_by_role_without_a_role_is_called_speaker():
    report = make_report()
    make_speaker(report, show_as_role=True)

    (speaker,) = Facts(report, "nl").speakers

    assert (speaker.name, speaker.slug) == ("Spreker", "")


def test_who_is_only_mentioned_stands_apart():
    report = make_report()
    make_speaker(report, "An")
    make_speaker(report, "Bo", mentioned=True)

    found = Facts(report, "nl")

    assert [one.name for one in found.speakers] == ["An"]
    assert [one.name for one in found.mentioned] == ["Bo"]


def test_who_is_mentioned_leads_to_the_paragraph_as_long_as_it_is_there():
    report = make_report(text(("aaaaa", "Bo hielp mee.")), title="Verslag")
    told = Passage.objects.live().get(page_id=report.pk)
    make_speaker(report, "Bo", mentioned=True, passage=told.pk)

    (speaker,) = Facts(report, "nl").mentioned
    assert (speaker.source.passage, speaker.source.title) == (told.pk, "Verslag")

    passages.withdraw(told, by=None)

    (speaker,) = Facts(report, "nl").mentioned
    assert speaker.source is None


def test_paragraph_of_who_is_mentioned_is_a_code():
    person = Person.objects.create(name="An", slug="an")
    row = PageSpeaker(page=make_report(), person=person, passage="../../..")

    with pytest.raises(ValidationError, match="Kopieer de 8 tekens"):
        row.full_clean()


def test_case_has_gemeenten_with_inhabitants_opgaven_and_audiences():
    winterswijk = make_gemeente()
    winterswijk.inhabitants, winterswijk.inhabitants_year = 28_961, 2025
    winterswijk.save()
    opgave = make_opgave(1, title="Meedoen", confirmed=True)
    case = make_case(gemeente="Winterswijk", opgave=opgave)
    PageAudience.objects.create(page=case, audience="basisschool")

    found = Facts(case, "nl")

    assert [(one.name, one.inhabitants) for one in found.gemeenten] == [
        ("Winterswijk", "ongeveer 29.000 inwoners (2025, CBS)")
    ]
    assert [(one.title, one.url) for one in found.opgaven] == [("Meedoen", opgave.url)]
    assert found.audiences == ["Basisschool"]


@pytest.mark.parametrize("fields", [{"confirmed": False}, {"confirmed": True, "live": False}])
def test_opgave_that_visitors_cannot_read_is_left_out(fields):
    case = make_case()
    PageOpgave.objects.create(page=case, opgave=make_opgave(3, **fields))

    assert Facts(case, "nl").opgaven == []


def test_each_fact_costs_one_query_however_often_it_is_shown(
    django_assert_num_queries, shared_readings
):
    case = make_case(gemeente="Almere", opgave=make_opgave(1, confirmed=True))
    PageOpgave.objects.create(page=case, opgave=make_opgave(2, confirmed=True))
    make_speaker(case, "An")
    make_speaker(case, "Bo", mentioned=True)
    names = ("speakers", "mentioned", "gemeenten", "opgaven", "audiences")

    # What many pages read alike is known by now.
    assert len(Facts(case, "nl").opgaven) == 2

    with django_assert_num_queries(4):
        found = Facts(case, "nl")
        for name in names * 2:
            getattr(found, name)


def test_fact_that_is_not_shown_is_not_read(django_assert_num_queries):
    case = make_case(gemeente="Almere")

    with django_assert_num_queries(1):
        assert Facts(case, "nl").gemeenten


@pytest.mark.parametrize(("words", "minutes"), [(0, 1), (200, 1), (500, 2), (1000, 5)])
def test_minutes_to_read_counts_words_and_no_tags(words, minutes):
    report = make_report(f"<p>{'woord ' * words}</p>")

    assert minutes_to_read(report) == minutes
