from collections.abc import Iterator
from typing import Any

import pytest
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from knowledge.demo import film, front_page, in_english, kenniskring_14, reference_data
from knowledge.directory import known_places
from knowledge.models import HomePage, Passage, ReportPage
from knowledge.pages import editors
from tests.knowledge.conftest import quiet
from tests.knowledge.demo.loading import loaded

# Loading the demonstration takes seconds: one worker does it once.
pytestmark = pytest.mark.xdist_group("demonstration")


@pytest.fixture(scope="module")
def _loaded(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    steps = (
        known_places.prepare,
        editors.make_demo_accounts,
        reference_data.load,
        film.load,
        kenniskring_14.load,
        front_page.load,
        in_english.load,
    )
    with loaded(django_db_blocker, *steps):
        yield


@pytest.fixture
def demo(_loaded: None, db: None) -> None:
    """Find the demo loaded."""


def report(language: str) -> ReportPage:
    return ReportPage.objects.get(number=14, locale__language_code=language)


def test_every_string_of_the_report_is_translated(demo: None) -> None:
    translated = StringTranslation.objects.values("translation_of", "context")
    left = [
        segment.string.data
        for segment in StringSegment.objects.select_related("string")
        if not translated.filter(
            translation_of=segment.string_id, context=segment.context_id
        ).exists()
    ]

    assert left == []
    # What is in the list is in the report: no line of another version of it stays behind.
    dutch = list(StringSegment.objects.values_list("string__data", flat=True))
    assert all(any(text.startswith(begin) for text in dutch) for begin in in_english.REPORT)


def test_each_paragraph_has_the_key_of_its_dutch_twin(demo: None) -> None:
    keys = [
        list(Passage.objects.live().filter(page=report(language).pk).values_list("key", flat=True))
        for language in ("nl", "en")
    ]

    assert keys[0]
    assert sorted(keys[0]) == sorted(keys[1])


def test_point_in_short_leads_to_the_english_paragraph(demo: None, client: Any) -> None:
    page = report("en")
    answer = client.get(page.get_url())

    dutch = [point.value["passage"] for point in page.in_short]
    for code in dutch:
        assert f'href="/en/p/{code}/"' in answer.content.decode()
        assert client.get(f"/en/p/{code}/")["Location"].startswith(f"{page.get_url()}#p-")


def test_translated_quote_says_so(demo: None, client: Any) -> None:
    text = client.get(report("en").get_url()).content.decode()

    assert text.count("<blockquote") == text.count("our translation from Dutch") == 2


def test_front_page_says_who_is_behind_it(demo: None, client: Any) -> None:
    home = HomePage.objects.get(locale__language_code="en")

    assert (home.about, home.partners) == (in_english.ABOUT, in_english.PARTNERS)
    assert in_english.ABOUT in client.get("/en/").content.decode()


def test_nothing_is_made_twice_and_what_an_editor_wrote_stays(demo: None) -> None:
    HomePage.objects.filter(locale__language_code="en").update(about="Ours.")
    said: list[str] = []

    in_english.load(said.append)

    assert (said, Translation.objects.count()) == ([], 1)
    assert HomePage.objects.get(locale__language_code="en").about == "Ours."


def test_report_that_is_offline_is_not_translated(demo: None) -> None:
    Translation.objects.all().delete()
    report("en").delete()
    report("nl").unpublish()

    in_english.load(quiet)

    assert not ReportPage.objects.filter(locale__language_code="en").exists()
