import datetime

import pytest

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
