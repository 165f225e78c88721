"""The gemeenten that every site knows, and what editors made of theirs."""

import pytest
from django.utils.text import slugify

from knowledge.directory import known_places
from knowledge.models import Gemeente, Province

pytestmark = pytest.mark.django_db
PLACES = known_places.known_places()


def prepare() -> list[str]:
    said: list[str] = []
    known_places.prepare(said.append)
    return said


def test_file_has_every_gemeente_once_and_right():
    countries = [place.country for place in PLACES]
    assert (countries.count("nl"), countries.count("be")) == (342, 304)
    assert len({place.code for place in PLACES}) == len(PLACES)
    assert len({slugify(place.name) for place in PLACES}) == len(PLACES)
    provinces = {(place.country, place.province) for place in PLACES}
    assert len(provinces) == 12 + 5 + 1
    assert {("nl", "Limburg"), ("be", "Limburg")} < provinces
    # No single people: the lists that it was made of do not warrant them.
    assert [place.code for place in PLACES if place.inhabitants % 100] == []


def test_file_gives_rows_that_the_form_would_take():
    prepare()

    for row in Gemeente.objects.select_related("province"):
        row.clean_fields()
        row.clean()


def test_site_has_them_with_provinces_of_both_countries():
    prepare()

    haag = Gemeente.objects.get(code="GM0518")
    assert (haag.name, haag.slug, haag.other_names) == ("Den Haag", "den-haag", ["'s-Gravenhage"])
    slugs = Province.objects.filter(name="Limburg").order_by("country")
    assert list(slugs.values_list("country", "slug")) == [("be", "limburg-be"), ("nl", "limburg")]
    assert Gemeente.objects.get(code="71016").province.country == "be"


def test_second_time_nothing_is_made_said_or_asked(django_assert_num_queries):
    assert prepare() == ["Gemeenten: made 646, recognised 0, newer inhabitants of 0."]

    # A savepoint and its end, and one reading.
    with django_assert_num_queries(3):
        assert prepare() == []


def test_all_of_them_are_made_in_a_few_statements(django_assert_max_num_queries):
    with django_assert_max_num_queries(30):
        prepare()


def test_what_an_editor_changed_stays():
    prepare()
    ours = Province.objects.create(name="Achterhoek", slug="achterhoek")
    row = Gemeente.objects.filter(code="GM0294")
    row.update(name="Winterswijk aan Zee", slug="zee", province=ours, also_known_as="Wenters")

    assert prepare() == []

    values = ("name", "slug", "province", "also_known_as")
    assert row.values_list(*values).get() == ("Winterswijk aan Zee", "zee", ours.pk, "Wenters")
    assert Gemeente.objects.count() == len(PLACES)


def test_row_without_a_code_becomes_the_gemeente_of_its_name():
    mine = Gemeente.objects.create(name="Súdwest-Fryslan", slug="mijn-adres")

    assert prepare() == ["Gemeenten: made 645, recognised 1, newer inhabitants of 0."]

    mine.refresh_from_db()
    assert (mine.code, mine.slug, str(mine.province)) == ("GM1900", "mijn-adres", "Fryslân")
    assert mine.inhabitants


@pytest.mark.parametrize("why", ["another country", "another code"])
def test_gemeente_that_only_has_the_name_is_left_and_the_address_stays_hers(why):
    belgian = Province.objects.create(name="Luik", slug="luik", country="be")
    fields = {"another country": {"province": belgian}, "another code": {"code": "GM9999"}}[why]
    mine = Gemeente.objects.create(name="Winterswijk", slug="winterswijk", **fields)

    said = prepare()

    assert "Winterswijk (GM0294) is not made: another gemeente has the address" in said[0]
    mine.refresh_from_db()
    assert mine.code == fields.get("code", "")
    assert not Gemeente.objects.filter(code="GM0294").exists()


def test_only_inhabitants_of_an_older_year_are_replaced():
    prepare()
    place = next(place for place in PLACES if place.code == "GM0294")
    older, newer = Gemeente.objects.filter(code="GM0294"), Gemeente.objects.filter(code="GM0034")
    older.update(inhabitants=1, inhabitants_year=place.year - 1)
    newer.update(inhabitants=2, inhabitants_year=place.year)

    assert prepare() == ["Gemeenten: made 0, recognised 0, newer inhabitants of 1."]

    assert older.get().inhabitants == place.inhabitants
    assert newer.get().inhabitants == 2


def test_gemeente_that_merged_stays_merged_and_is_counted_no_more():
    prepare()
    merged, into = Gemeente.objects.filter(code="GM0294"), Gemeente.objects.get(code="GM0034")
    merged.update(merged_into=into, merged_on="2026-01-01", inhabitants=1, inhabitants_year=2020)

    assert prepare() == []

    assert (merged.get().merged_into, merged.get().inhabitants) == (into, 1)
