"""A planned page knows itself in the words of each earlier version."""

import pytest

from knowledge.models import TextPage
from knowledge.pages.planned import Planned, digest

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("words", "known"), [("Een", True), ("Twee", True), ("Drie", False)])
def test_page_is_known_in_the_words_of_each_earlier_version(words, known):
    former = {"nl": (("Privacy", digest("Een")), ("Privacy", digest("Twee")))}
    planned = Planned("privacy", TextPage, {"nl": "Privacy"}, former=former)
    page = TextPage(title="Privacy", body=[("text", f"<p>{words}</p>")])
    assert planned.is_former(page, "nl") is known
