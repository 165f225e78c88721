import pytest

from benchmarks import tables
from benchmarks.tables import Row


def make_row(milliseconds: list[float], rates: list[float], queries: int = 5) -> Row:
    return Row(queries, 7.5, milliseconds, rates)


def test_ratio_pairs_the_rounds_when_the_machine_slows_down() -> None:
    # Half as dear in every round, while the last round took ten times as long.
    assert tables.ratio([1, 2, 20], [2, 4, 40]) == 0.5


def test_ratio_refuses_when_a_round_is_missing() -> None:
    with pytest.raises(ValueError, match="longer"):
        tables.ratio([1], [1, 2])


@pytest.mark.parametrize(
    ("share", "text"), [(1, "100 %"), (0.518, "52 %"), (0.0342, "3.4 %"), (0, "0.0 %")]
)
def test_percent_has_a_decimal_when_it_is_small(share: float, text: str) -> None:
    assert tables.percent(share) == text


def test_one_table_says_none_when_a_page_gives_no_such_answer() -> None:
    rows = {
        ("home", "rendered"): make_row([34.4, 35.6], [50, 60]),
        ("home", "304"): None,
    }
    _names, hello, rendered, none = tables.one(rows, [1000, 2000])
    assert hello.split() == ["hello", "1500", "100", "%"]
    assert rendered.split() == ["home", "rendered", "5", "35.00", "7.5", "55", "4.0", "%"]
    assert none.split() == ["home", "304", "none"]


def test_two_tables_stand_side_by_side_with_their_ratio() -> None:
    base = {
        ("home", "rendered"): make_row([40, 40], [50, 50], queries=10),
        ("home", "304"): None,
    }
    now = {
        ("home", "rendered"): make_row([20, 20], [100, 100]),
        ("home", "304"): make_row([0.5, 0.5], [900, 900], queries=0),
    }
    top, _names, hello, rendered, unchanged = tables.two(base, now, [1000, 1000], ("old", "new"))
    assert [part.strip() for part in top.split("|")] == ["", "old", "new", "tree / base"]
    assert hello.split()[:5] == ["hello", "|", "1000", "100", "%"]
    assert rendered.split("|")[1].split() == ["10", "40.00", "50", "5.0", "%"]
    assert rendered.split("|")[2].split() == ["5", "20.00", "100", "10", "%"]
    assert rendered.split("|")[3].split() == ["0.50", "2.00"]
    assert unchanged.split("|")[1].split() == ["none"]
    assert unchanged.split("|")[2].split() == ["0", "0.50", "900", "90", "%"]
    assert unchanged.split("|")[3].split() == []


def test_columns_stand_under_their_names_when_figures_differ_in_length() -> None:
    rows = {("report", "rendered"): make_row([104.25], [9]), ("agenda", "kept"): None}
    lines = tables.two(rows, rows, [1593], ("old", "new"))
    bars = [[at for at, sign in enumerate(line) if sign == "|"] for line in lines]
    assert all(each == bars[0] for each in bars)
