"""The list of meetings: one slug, in every language, and nothing of the tree below it."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.models import Locale, Page
from wagtail_localize.models import OverridableSegment, StringSegment, TranslationSource

from events.models import KenniskringenPage
from knowledge.models import TextPage
from office.models import User
from office.refusals import Refused
from tests.events.factories import make_coming_meeting, make_kenniskringen, make_series
from tests.knowledge.factories import make_home, make_page

pytestmark = pytest.mark.django_db


def test_list_keeps_its_slug_when_somebody_renames_it(client):
    page, meeting = make_kenniskringen(), make_coming_meeting()

    page.slug, page.title = "bijeenkomsten", "Bijeenkomsten"
    page.save_revision().publish()

    page.refresh_from_db()
    assert (page.title, page.slug) == ("Bijeenkomsten", "kenniskringen")
    assert page.url_path.endswith("/kenniskringen/")
    assert client.get("/kenniskringen/").status_code == 200
    assert client.get(meeting.path_in("nl")).status_code == 200


@pytest.mark.parametrize("change", ["other slug", "draft", "deleted"])
def test_meetings_and_series_are_read_whatever_becomes_of_the_list(client, change):
    series = make_series(title="Elke maand")
    page, meeting = make_kenniskringen(), make_coming_meeting(series=series.series)
    pages = Page.objects.filter(pk=page.pk)
    if change == "other slug":
        pages.update(slug="anders", url_path=page.url_path.replace("kenniskringen", "anders"))
    elif change == "draft":
        pages.update(live=False)
    else:
        page.delete()

    assert client.get(meeting.path_in("nl")).status_code == 200
    assert client.get(reverse("series", args=[series.slug])).status_code == 200


def test_form_of_the_list_shows_the_slug_and_does_not_take_it(client):
    page = make_kenniskringen()
    client.force_login(User.objects.create_superuser("An", "an@example.org", "x"))

    response = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))

    assert response.status_code == 200
    assert 'name="slug"' not in response.content.decode()
    assert "slug" not in KenniskringenPage.get_edit_handler().get_form_class().base_fields


def test_translators_are_not_offered_the_slug_of_the_list():
    make_home("en")
    page, other = make_kenniskringen(), make_page()

    def offered(page):
        source, _made = TranslationSource.get_or_create_from_instance(page)
        source.refresh_segments()
        segments = (
            *StringSegment.objects.filter(source=source).select_related("context"),
            *OverridableSegment.objects.filter(source=source).select_related("context"),
        )
        return {segment.context.path for segment in segments}

    assert "slug" in offered(other)
    assert "slug" not in offered(page)


def test_translation_of_the_list_gets_the_same_slug():
    make_home("en")
    page = make_kenniskringen()

    english = page.copy_for_translation(Locale.objects.get(language_code="en"))

    assert (english.slug, english.get_url()) == ("kenniskringen", "/en/kenniskringen/")


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("slug", ["reeks", "14-iets", "iets"])
def test_no_page_stands_below_the_list(language, slug):
    make_kenniskringen("nl", "en")
    lists = KenniskringenPage.objects.get(locale__language_code=language)
    elsewhere = make_page(slug=slug)

    for live in (True, False):
        with pytest.raises(ValidationError, match="gebruikt de site zelf"):
            lists.add_child(instance=TextPage(title="X", slug=slug, live=live))
    with pytest.raises(ValidationError, match="gebruikt de site zelf"):
        elsewhere.copy(to=lists)
    with pytest.raises(Refused, match="gebruikt de site zelf"):
        elsewhere.move(lists, "last-child")

    assert lists.get_children().count() == 0
    assert Page.find_problems() == ([], [], [], [], [])
