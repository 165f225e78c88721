"""The command says what a newer list changes, changes it as a whole, or nothing."""

import io

import pytest
from django.core.management import CommandError, call_command

from knowledge.models import Gemeente, Province
from search.models import IndexChange
from tests.knowledge.pages.factories import make_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def gemeenten() -> dict[str, Gemeente]:
    """Return four gemeenten of 2026 in one province."""
    province = Province.objects.create(name="Gelderland", slug="gelderland")
    return {
        code: Gemeente.objects.create(
            code=code,
            name=name,
            slug=name.lower(),
            province=province,
            inhabitants=10_000,
            inhabitants_year=2026,
        )
        for code, name in [
            ("GM0001", "Aadorp"),
            ("GM0002", "Bedorp"),
            ("GM0003", "Cedorp"),
            ("GM0004", "Dedorp"),
        ]
    }


@pytest.fixture
def refresh(tmp_path):
    """Return what runs the command on lines and returns what it says."""

    def run(*lines: str, **options) -> list[str]:
        file, out = tmp_path / "lijst.csv", io.StringIO()
        file.write_text("\n".join(lines), encoding="utf-8")
        call_command("refresh_gemeenten", file, stdout=out, **options)
        return out.getvalue().splitlines()

    return run


NEWER = (
    "code;name;province;inhabitants;year;merged_into;merged_on",
    "GM0001;Aadorp;Gelderland;10.100;2027;;",
    "GM0002;Bedorp;Gelderland;20.000;2027;;",
    "GM0003;Cedorp;Gelderland;;;GM0009;2026-01-01",
    "GM0009;Nieuwdorp;Gelderland;30.000;2027;;",
)
SAID = [
    "New: Nieuwdorp (GM0009), Gelderland.",
    "Merged: Cedorp (GM0003) into GM0009 on 2026-01-01.",
    "Inhabitants: 2 gemeenten, counted in 2027.",
    "Look at this: Bedorp (GM0002) from 10000 to 20000 inhabitants.",
    "Not in the file, and left as they are: Dedorp (GM0004). Did one merge? Say so on the desk, or "
    "in columns merged_into and merged_on.",
]


def everything() -> list[tuple]:
    columns = ("code", "name", "inhabitants", "inhabitants_year", "merged_into__code")
    return list(Gemeente.objects.order_by("code").values_list(*columns))


def test_list_brings_inhabitants_new_gemeenten_and_mergers(gemeenten, refresh):
    assert refresh(*NEWER) == [*SAID, "Done."]
    assert everything() == [
        ("GM0001", "Aadorp", 10_100, 2027, None),
        ("GM0002", "Bedorp", 20_000, 2027, None),
        ("GM0003", "Cedorp", 10_000, 2026, "GM0009"),
        ("GM0004", "Dedorp", 10_000, 2026, None),
        ("GM0009", "Nieuwdorp", 30_000, 2027, None),
    ]
    new = Gemeente.objects.get(code="GM0009")
    assert (new.slug, str(new.province)) == ("nieuwdorp", "Gelderland")


def test_search_hears_of_pages_about_a_gemeente_of_another_size(gemeenten, refresh):
    make_case(gemeente="Aadorp")
    page = make_case(gemeente="Bedorp")
    IndexChange.objects.all().delete()

    refresh(*NEWER[:3])

    # Aadorp has other inhabitants too, and stays as large.
    assert list(IndexChange.objects.values_list("document_id", flat=True)) == [f"page:{page.pk}"]


def test_dry_run_says_the_same_and_changes_nothing(gemeenten, refresh):
    before = everything()

    assert refresh(*NEWER, dry_run=True) == [*SAID, "Nothing was changed: --dry-run."]
    assert everything() == before


def test_second_time_nothing_changes(gemeenten, refresh):
    refresh(*NEWER)

    assert refresh(*NEWER) == [SAID[-1], "Nothing changes."]


def test_older_list_takes_nothing_back_and_a_shorter_one_misses_nothing(gemeenten, refresh):
    before = everything()

    said = refresh("code;inhabitants;year", "GM0001;5;2025")

    assert said == [
        "Aadorp (GM0001) keeps its inhabitants of 2026: the file is of 2025.",
        "Nothing changes.",
    ]
    assert everything() == before


def test_name_of_the_editors_stays_and_the_other_is_told(gemeenten, refresh):
    said = refresh("code;name", "GM0001;Aadorp-Oost", "GM0002;gemeente BEDORP")

    assert said == ["Aadorp (GM0001) is called Aadorp-Oost in the file.", "Nothing changes."]


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (
            ["code;merged_into;merged_on", "GM0001;GM0777;2026-01-01"],
            "GM0001 merged into GM0777, which is no gemeente here.",
        ),
        (
            ["code;merged_into;merged_on", "GM0001;GM0002;"],
            "GM0001 merged into GM0002, and no column says when.",
        ),
        (
            [
                "code;merged_into;merged_on",
                "GM0003;GM0004;2026-01-01",
                "GM0001;GM0002;2026-01-01",
                "GM0002;GM0001;2026-01-01",
            ],
            "Aadorp hoort al bij Bedorp.",
        ),
        (
            ["code;merged_into;merged_on", "GM0003;GM0004;2026-01-01", "GM0001;GM0002;2999-01-01"],
            "Die dag is nog niet geweest.",
        ),
        (["naam", "Aadorp"], "names no column with codes"),
    ],
)
def test_list_that_cannot_be_carried_out_changes_nothing(gemeenten, refresh, lines, said):
    before = everything()

    with pytest.raises(CommandError) as refusal:
        refresh(*lines)

    assert said in str(refusal.value)
    assert str(refusal.value).endswith("Nothing was changed.")
    assert everything() == before


def test_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(CommandError, match=r"nergens\.csv cannot be read: No such file"):
        call_command("refresh_gemeenten", tmp_path / "nergens.csv")


def test_new_gemeente_without_a_name_or_with_a_taken_address_is_not_made(gemeenten, refresh):
    said = refresh("code;name", "GM0008;", "GM0009;Aadorp")

    assert said == [
        "New: Aadorp (GM0009), no province: choose one on the desk.",
        "GM0008 is new, and the file has no name for it: not made.",
        "Aadorp (GM0009) is not made: another gemeente has the address /gemeenten/aadorp/. "
        "Give that one this code, or another address.",
        "Done.",
    ]
    assert Gemeente.objects.count() == 4
