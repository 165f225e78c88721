import datetime

import pytest

from office.models import Remark
from office.remarks.retention import forget_remarks

pytestmark = pytest.mark.django_db

NOW = datetime.datetime(2031, 3, 1, tzinfo=datetime.UTC)
DAY = datetime.timedelta(days=1)


@pytest.mark.parametrize(
    ("made", "done", "gone"),
    [(59, 59, 0), (100, 60, 1), (100, 59, 0), (364, None, 0), (365, None, 1)],
)
def test_remark_is_forgotten_after_it_was_handled_and_within_a_year(made, done, gone):
    Remark.objects.create(
        text="Fout.",
        form_key="x",
        created_at=NOW - made * DAY,
        done_at=None if done is None else NOW - done * DAY,
    )
    assert forget_remarks(NOW) == gone
    assert forget_remarks(NOW) == 0
