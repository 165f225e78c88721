import datetime

import pytest

from knowledge.reading.references import note
from tests.knowledge.pages.test_documents_accessible import make_document

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("seen", [datetime.date(2026, 3, 3), "2026-03-03"])
def test_reference_to_another_site_says_so_and_when_it_was_seen_there(seen):
    value = {"kind": "rapport", "publisher": "Movisie", "seen_on": seen}

    words = note(value, document=None, elsewhere=True)

    assert words == "rapport, Movisie, op een andere site, gezien op 3 maart 2026"


def test_day_on_which_a_page_of_our_own_was_seen_is_not_told():
    assert note({"seen_on": "2026-03-03"}, document=None, elsewhere=False) == ""


def test_file_tells_its_kind_its_size_and_whether_it_is_accessible():
    document = make_document(accessible=True)

    assert note({}, document=document, elsewhere=False) == "PDF, 13\xa0bytes, toegankelijk"


def test_reference_of_which_nobody_knows_where_it_leads_says_so_last():
    value = {"kind": "video", "publisher": None}

    assert note(value, document=None, elsewhere=False, unknown="volgt") == "video, volgt"
