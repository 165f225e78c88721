"""A gemeente: its code, its size, and how its inhabitants are told."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import translation

from knowledge.models import Gemeente, Province
from knowledge.models.gemeente import BOUNDS, Size, about, in_words


def make_gemeente(country: str = "", **fields) -> Gemeente:
    province = Province(name="Ergens", slug="ergens", country=country) if country else None
    return Gemeente(**{"name": "Aadorp", "slug": "aadorp", "province": province, **fields})


@pytest.mark.parametrize(
    ("country", "code"),
    [("nl", "GM0294"), ("be", "44021"), ("", "GM0294"), ("", "44021"), ("nl", ""), ("be", "")],
)
def test_code_of_its_country_is_right(country, code):
    make_gemeente(country, code=code).clean()


@pytest.mark.parametrize(
    ("country", "code", "said"),
    [
        ("nl", "44021", "CBS-code"),
        ("nl", "gm0294", "CBS-code"),
        ("nl", "GM0294\n", "CBS-code"),
        ("be", "GM0294", "NIS-code"),
        ("be", "4402", "NIS-code"),
        ("be", "٤٤٠٢١", "NIS-code"),
        ("", "0294", "CBS-code"),
    ],
)
def test_code_of_another_country_is_refused(country, code, said):
    with pytest.raises(ValidationError) as refusal:
        make_gemeente(country, code=code).clean()

    assert said in str(refusal.value.message_dict["code"])


@pytest.mark.django_db
def test_code_stands_once_and_no_code_as_often_as_there_are_none():
    Gemeente.objects.create(name="Aadorp", slug="aadorp", code="GM0001")
    Gemeente.objects.create(name="Bedorp", slug="bedorp")
    Gemeente.objects.create(name="Cedorp", slug="cedorp")

    with pytest.raises(IntegrityError), transaction.atomic():
        Gemeente.objects.create(name="Dedorp", slug="dedorp", code="GM0001")


@pytest.mark.django_db
@pytest.mark.parametrize("columns", ["itself", "day alone", "no day"])
def test_database_keeps_no_half_merger_and_none_with_itself(columns):
    one = Gemeente.objects.create(name="Aadorp", slug="aadorp")
    other = Gemeente.objects.create(name="Bedorp", slug="bedorp")
    wrong = {
        "itself": {"merged_into": one, "merged_on": "2026-01-01"},
        "day alone": {"merged_on": "2026-01-01"},
        "no day": {"merged_into": other},
    }[columns]

    with pytest.raises(IntegrityError), transaction.atomic():
        Gemeente.objects.filter(pk=one.pk).update(**wrong)

    # The negative control.
    right = {"merged_into": other, "merged_on": "2026-01-01"}
    assert Gemeente.objects.filter(pk=one.pk).update(**right)


@pytest.mark.parametrize(
    ("inhabitants", "told"),
    [
        (78, 100),
        (971, 1_000),
        (1_049, 1_000),
        (9_849, 9_800),
        (28_961, 29_000),
        (99_600, 100_000),
        (226_630, 230_000),
        (931_298, 930_000),
    ],
)
def test_inhabitants_are_told_in_two_digits_and_never_by_the_person(inhabitants, told):
    assert about(inhabitants) == told


@pytest.mark.parametrize(
    ("country", "language", "words"),
    [
        ("nl", "nl", "ongeveer 29.000 inwoners (2026, CBS)"),
        ("be", "nl", "ongeveer 29.000 inwoners (2026, Statbel)"),
        ("nl", "en", "about 29,000 inhabitants (2026, CBS)"),
    ],
)
def test_inhabitants_come_with_year_and_source(country, language, words):
    with translation.override(language):
        assert in_words(28_961, 2026, country) == words


def test_inhabitants_that_nobody_knows_are_not_told():
    assert in_words(None, None, "nl") == ""


def test_size_begins_with_its_lowest_number():
    below = [Size.of(bound - 1) for bound in BOUNDS]
    at = [Size.of(bound) for bound in BOUNDS]

    assert (below, at) == (list(Size)[:-1], list(Size)[1:])
    assert Size.of(0) == Size.SMALLEST
    assert Size.of(None) is None


@pytest.mark.django_db
def test_condition_of_each_size_finds_what_is_in_it():
    for number in (0, *BOUNDS):
        Gemeente.objects.create(
            name=str(number), slug=str(number), inhabitants=number, inhabitants_year=2026
        )
    Gemeente.objects.create(name="Onbekend", slug="onbekend")

    found = [Gemeente.objects.filter(size.condition()).get().size for size in Size]

    assert found == list(Size)


def test_names_that_people_use_stand_apart_and_in_brackets():
    gemeente = make_gemeente(name="Brussel", also_known_as=" Bruxelles,, Brussels ")

    assert gemeente.other_names == ["Bruxelles", "Brussels"]
    assert gemeente.full_name == "Brussel (Bruxelles, Brussels)"
    assert make_gemeente().full_name == "Aadorp"


def test_province_of_belgium_says_so_as_there_are_two_of_limburg():
    dutch = Province(name="Limburg", country="nl")

    assert [str(dutch), str(Province(name="Limburg", country="be"))] == [
        "Limburg",
        "Limburg (België)",
    ]
