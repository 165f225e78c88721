"""What people typed stays text in a spreadsheet, in our tables and in Wagtail's."""

import csv
import io

import pytest
from wagtail.contrib.redirects.models import Redirect

from office.spreadsheets import cell

STARTS = ["=", "+", "-", "@", "\t", "\r", "\n", " =", "\u200b=", "\ufeff+", "\xa0@", "＝", "－"]


@pytest.mark.parametrize("start", STARTS)
def test_cell_that_looks_like_a_formula_is_made_text(start):
    assert cell(f"{start}cmd|'/c calc'!A1") == f"'{start}cmd|'/c calc'!A1"


@pytest.mark.parametrize("words", ["An", "10-12-2026", "a = b", "", " An", "👩‍👧 An"])
def test_cell_stays_as_it_is_when_it_is_no_formula(words):
    assert cell(words) == words


@pytest.mark.django_db
def test_table_that_wagtail_offers_holds_no_formula(admin_client):
    Redirect.objects.create(old_path="/oud", redirect_link="=HYPERLINK(1)")

    answer = admin_client.get("/beheer/redirects/?export=csv")
    rows = list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode())))

    assert "'=HYPERLINK(1)" in rows[1]
