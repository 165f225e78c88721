import datetime

import pytest
from django.db import OperationalError

from office import faults
from office.models import Fault

pytestmark = pytest.mark.django_db

NOW = datetime.datetime(2026, 11, 25, 12, 0, tzinfo=datetime.UTC)
LATER = NOW + datetime.timedelta(hours=1)


def listed():
    return list(Fault.objects.order_by("pk").values_list("loop", "row", "words", "times"))


def test_loop_goes_on_past_a_row_that_fails_and_undoes_what_that_row_wrote(caplog):
    for row in ("one", "two", "three"):
        with faults.go_on("work", row, now=NOW):
            faults.record("written", "x", row=row, now=NOW)
            if row == "two":
                raise ValueError("No.")

    assert listed() == [
        ("written", "one", "x", 1),
        ("work", "two", "ValueError: No.", 1),
        ("written", "three", "x", 1),
    ]
    assert "Loop work failed at two: ValueError: No.\nTraceback" in caplog.text


def test_fault_that_comes_back_is_counted_and_traced_once(caplog):
    assert faults.record("work", ValueError("No."), row="one", now=NOW)
    assert not faults.record("work", ValueError("Still no."), row="one", now=LATER)

    (fault,) = Fault.objects.all()
    assert (fault.words, fault.times, fault.first_at, fault.last_at) == (
        "ValueError: Still no.",
        2,
        NOW,
        LATER,
    )
    assert [bool(record.exc_info) for record in caplog.records] == [True, False]


def test_fault_goes_when_a_whole_turn_did_not_record_it_again():
    for loop, row in (("work", "one"), ("work", "two"), ("other", "one"), ("work", "")):
        faults.record(loop, "x", row=row, now=NOW)

    faults.record("work", "x", row="two", now=LATER)
    faults.clear_before("work", LATER)

    assert [row[:2] for row in listed()] == [("work", "two"), ("other", "one"), ("work", "")]


def test_fault_is_still_logged_when_the_database_is_away(monkeypatch, caplog):
    def away(*_arguments):
        raise OperationalError("connection failed")

    monkeypatch.setattr(faults, "_list", away)

    faults.record("work", ValueError("No."), row="one", now=NOW)

    assert "Loop work failed at one: ValueError: No." in caplog.text


def test_fault_of_any_length_and_with_strange_signs_can_be_listed():
    faults.record("work", ValueError("a\0b\n" + "c" * 9999), row="d\0\n" + "e" * 999, now=NOW)

    ((_loop, row, words, _times),) = listed()
    assert (len(row), len(words)) == (200, 500)
    assert words.startswith("ValueError: ab ccc")
