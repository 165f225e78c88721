"""What a guide with all that it leads to costs, and who is refused it."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from knowledge.models import ReadingGuidePage
from office import shared_reads
from site_config import rate_limits
from site_config.rate_limits import Limit
from tests.knowledge.pages.factories import make_case
from tests.knowledge.reading.test_guides import make_guide
from tests.knowledge.reading.test_whole import shown, url

pytestmark = pytest.mark.django_db


def test_guide_of_forty_pages_renders_each_once_and_then_costs_what_a_short_one_does(
    client, monkeypatch
):
    def queries(guide: ReadingGuidePage) -> int:
        with CaptureQueriesContext(connection) as captured:
            sections = shown(client, guide)
        assert all(section.select(".kk-whole__said h3") for section in sections)
        return len(captured)

    short = make_guide(*({"page": make_case().pk} for _ in range(4)))
    long = make_guide(*({"page": make_case().pk} for _ in range(40)))
    readings = shared_reads.Readings(None, float("inf"), {})
    monkeypatch.setattr(shared_reads, "_readings", lambda: readings)
    cold = queries(long)
    queries(short)

    assert queries(long) == queries(short) <= 20
    # As many pages as it has questions, each at what a page may ask.
    assert cold <= 40 * 20


def test_it_is_refused_to_who_asks_it_too_often_and_says_so(client, monkeypatch):
    monkeypatch.setattr(rate_limits, "READS", {"guide_whole": (Limit(2, 600),)})
    guide = make_guide({})

    answers = [client.get(url(guide)) for _ in range(3)]

    assert [answer.status_code for answer in answers] == [200, 200, 429]
    page = answers[-1].content.decode()
    assert "te vaak opgevraagd" in page
    assert "formulier" not in BeautifulSoup(page, "html.parser").main.get_text()
    monkeypatch.setattr(rate_limits, "READS", {})
    assert client.get(url(guide)).status_code == 200


@pytest.mark.usefixtures("kept_pages")
def test_what_is_answered_from_memory_counts_for_nothing(client, monkeypatch):
    monkeypatch.setattr(rate_limits, "READS", {"guide_whole": (Limit(1, 600),)})
    guide = make_guide({})

    asked = (url(guide), url(guide), f"{url(guide)}?x=1")

    assert [client.get(one).status_code for one in asked] == [200, 200, 429]
