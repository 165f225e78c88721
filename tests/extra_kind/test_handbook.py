"""A new kind of knowledge is found everywhere, by its model, template, place and tests alone."""

import pytest
from django.core.management import call_command
from django.urls import reverse
from wagtail.models import Locale

from knowledge.models import ListPage, PageGemeente, PageOpgave, Passage
from tests.extra_kind.models import HandbookPage
from tests.knowledge.factories import make_home, make_list, make_opgave, make_report, text
from tests.knowledge.pages.factories import make_gemeente

pytestmark = pytest.mark.django_db

TITLE = "Handboek stille armoede"


@pytest.fixture
def handbook() -> HandbookPage:
    """A handbook in its own list, about an opgave and a gemeente."""
    parent = make_list(slug="handboeken")
    ListPage.objects.filter(pk=parent.pk).update(lists=HandbookPage.kind)
    page = HandbookPage(title=TITLE, slug="stille-armoede", summary="Zo zie je het.")
    page.locale = parent.locale
    stored = [{"type": "text", "id": "b1", "value": text(("aaaaa", "Kijk naar de broodtrommel."))}]
    page.body = page.body.stream_block.to_python(stored)
    parent.add_child(instance=page)
    PageOpgave.objects.create(page=page, opgave=make_opgave(1, title="Meedoen", confirmed=True))
    PageGemeente.objects.create(page=page, gemeente=make_gemeente("Almere"))
    call_command("rebuild_index")
    return page


def html(client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200, url
    return response.content.decode()


def test_it_has_a_page_and_an_address_for_every_paragraph(client, handbook):
    (passage,) = Passage.objects.live().filter(page_id=handbook.pk)

    assert "broodtrommel" in html(client, handbook.url)
    assert client.get(reverse("passage", args=[passage.pk])).url.startswith(handbook.url)


def test_it_is_in_its_own_list_and_in_the_list_of_everything(client, handbook):
    everything = make_list(slug="kennisbank")
    ListPage.objects.filter(pk=everything.pk).update(lists=ListPage.ALL)

    assert TITLE in html(client, handbook.get_parent().url)
    assert TITLE in html(client, everything.url)
    make_report()
    assert 'name="soort" value="handboek"' in html(client, everything.url)
    assert TITLE in html(client, f"{everything.url}?soort=handboek")
    assert TITLE not in html(client, f"{everything.url}?soort=verslag")


def test_it_is_new_on_the_home_page(client, handbook):
    assert TITLE in html(client, make_home().url)


def test_it_is_on_the_pages_of_its_opgave_and_its_gemeente(client, handbook):
    opgave = handbook.opgaven.get().opgave

    assert TITLE in html(client, opgave.url)
    assert TITLE in html(client, "/gemeenten/almere/")


def test_it_is_found_and_filtered_under_its_own_name(client, handbook):
    found = client.get("/zoeken/?q=broodtrommel", headers={"accept": "application/json"}).json()
    (hit,) = found["hits"]
    (kind,) = found["facets"]["soort"]

    assert (hit["title"], hit["kind"]) == (TITLE, "handboek")
    assert (kind["value"], kind["label"], kind["count"]) == ("handboek", "Handboek", 1)
    assert TITLE in html(client, "/zoeken/?q=broodtrommel&soort=handboek&gemeente=almere")


def test_it_can_be_translated(client, handbook):
    make_list("en", slug="handboeken")
    english = handbook.copy_for_translation(Locale.objects.get(language_code="en"))
    english.title, english.live = "Handbook of hidden poverty", True
    english.save_revision().publish()

    assert english.gemeenten.get().gemeente.name == "Almere"
    assert "Handbook of hidden poverty" in html(client, english.url)
    assert Passage.objects.live().filter(page_id=english.pk, language="en").count() == 1


def test_an_editor_can_make_one(admin_client, handbook):
    url = reverse(
        "wagtailadmin_pages:add", args=["extra_kind", "handbookpage", handbook.get_parent().pk]
    )

    assert admin_client.get(url).status_code == 200


def test_its_date_stands_on_its_card_as_it_is_known(client, handbook):
    HandbookPage.objects.filter(pk=handbook.pk).update(date_text="voorjaar 2024")

    assert "voorjaar 2024" in html(client, handbook.get_parent().url)
