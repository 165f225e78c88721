import pytest

from scripts import checking

LOCK = """\
django==5.2.19 \\
    --hash=sha256:aa
    # via wagtail
PyStemmer==3.1.0 \\
    --hash=sha256:bb
psycopg[binary]==3.3.9 ; python_version >= '3.11' \\
    --hash=sha256:cc
"""


def test_pinned_reads_every_name_when_a_lock_has_extras_and_markers() -> None:
    assert checking.pinned(LOCK) == {
        "django": "5.2.19",
        "pystemmer": "3.1.0",
        "psycopg": "3.3.9",
    }


def test_pinned_refuses_when_a_pin_has_no_hash() -> None:
    with pytest.raises(ValueError, match="gunicorn has no hash"):
        checking.pinned(LOCK + "gunicorn==23.0.0\n")


def test_out_of_step_is_empty_when_every_requirement_is_met() -> None:
    assert checking.out_of_step(["django>=5.2,<6.2", "pystemmer", "psycopg[binary]>=3"], LOCK) == []


def test_out_of_step_names_what_is_missing_or_otherwise() -> None:
    assert checking.out_of_step(["django>=6", "gunicorn"], LOCK) == [
        "django>=6 is locked at 5.2.19: run `make lock`.",
        "gunicorn is not locked: run `make lock`.",
    ]


@pytest.mark.parametrize(
    "line",
    [
        '"resolved": ' + '"https://somewhere/x.tgz"',
        "--index" + "-url https://somewhere/",
        "see files.python" + "hosted.org",
        "cd " + "/work" + "/main",
        "path=" + "/root" + "/x",
    ],
)
def test_foreign_line_is_found_when_it_ties_us_to_one_machine(line: str) -> None:
    assert [number for number, _what in checking.foreign_lines(f"fine\n{line}\n")] == [2]


def test_foreign_line_is_not_found_when_a_word_only_looks_alike() -> None:
    assert checking.foreign_lines("/framework/x network/y https://example.org/work\n") == []


def test_locks_are_in_step_with_pyproject() -> None:
    assert checking.locks() == []
