"""Two colleagues put two reports online under one number at once: one of them is told."""

import pytest
from django.db import connection

from knowledge import numbers
from knowledge.models import ReportPage
from office.refusals import Refused
from tests.knowledge.factories import make_home, make_report
from tests.threads import at_once

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time.")
@pytest.mark.parametrize("locked", [True, False])
def test_second_of_two_reports_with_one_number_waits_and_is_refused(monkeypatch, locked):
    make_home()
    drafts = [make_report(live=False) for _number in range(2)]
    for draft in drafts:
        draft.number, draft.live = 16, True
    if not locked:
        # The negative control.
        monkeypatch.setattr(numbers, "hold", lambda: None)

    failures = at_once(
        lambda: drafts[0].save(clean=False),
        lambda: drafts[1].save(clean=False),
        monkeypatch=monkeypatch,
        owner=ReportPage,
        name="save_base",
    )

    online = ReportPage.objects.filter(number=16, live=True).count()
    assert (online, [type(failure) for failure in failures]) == (
        (1, [Refused]) if locked else (2, [])
    )
