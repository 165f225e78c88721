import datetime

import pytest

from events.registrations import retention as registrations
from office import retention
from office.retention import RETENTIONS, Retention

NOW = datetime.datetime(2026, 11, 25, 12, 0, tzinfo=datetime.UTC)


@pytest.mark.django_db
def test_table_goes_on_when_one_row_fails(monkeypatch, caplog):
    table = {
        "broken": Retention("broken", "", "", "", lambda now: 1 / 0),
        "fine": Retention("fine", "", "", "", lambda now: 7),
    }
    monkeypatch.setattr(RETENTIONS, "_items", table)
    assert retention.forget_all(NOW) == {"fine": 7}
    assert "Loop forget_people failed at broken: ZeroDivisionError" in caplog.text


def test_the_table_holds_all_that_is_forgotten():
    # What a room makes but does not register would be kept for ever, and stand on no page.
    assert set(RETENTIONS) == {
        "mail",
        "counted",
        "unconfirmed_question",
        "asker",
        "unpublished_question",
        "unconfirmed_contact",
        "contact",
        "kept_uploads",
        "remark",
        *(row.name for row in registrations.TABLE),
    }
    assert len(registrations.TABLE) == 4
