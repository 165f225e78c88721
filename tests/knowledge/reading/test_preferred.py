"""Size and form of approach are chosen once: every page leads on with them, and none hides."""

import re

import pytest
from django.test import Client

from knowledge.models import ListPage, PageGemeente
from knowledge.reading.home import content
from knowledge.text.choices import Approach
from search import indexing
from search.preferences import Preference
from tests.knowledge.factories import make_home, make_list, make_opgave
from tests.knowledge.pages.factories import make_case
from tests.knowledge.reading.test_lists import make_gemeente

pytestmark = pytest.mark.django_db

CHOSEN = "mijn-grootte=tot-10000&mijn-aanpak=kind-centraal"
IN_HTML = CHOSEN.replace("&", "&amp;")
SMALL = Preference((("grootte", "tot-10000"),))


@pytest.fixture
def site():
    make_home()
    everything = make_list(slug="kennisbank")
    everything.lists = ListPage.ALL
    everything.save()
    opgave = make_opgave(1, title="Meedoen", confirmed=True)
    small = make_case(title="Klein", approach=Approach.CHILD, opgave=opgave)
    PageGemeente.objects.create(page=small, gemeente=make_gemeente("A", 9_000))
    large = make_case(title="Groot", approach=Approach.CHILD, opgave=opgave)
    PageGemeente.objects.create(page=large, gemeente=make_gemeente("B", 300_000))
    for page in (small, large):
        page.save()
    for title in ("Nieuw", "Nieuwer", "Nieuwst"):
        make_case(title=title, approach=Approach.OPGAVE)
    indexing.rebuild()
    return {"lijst": everything.url, "opgave": opgave.url, "voorbeeld": small.url}


def links(html: str) -> set[str]:
    return set(re.findall(r'<a [^>]*href="([^"]*)"', html))


def read(url: str) -> str:
    response = Client().get(url)
    assert response.status_code == 200
    assert not response.cookies
    return response.content.decode()


def test_links_between_the_pages_carry_the_choice(site):
    for url in ("/", "/zoeken/", *site.values()):
        html = read(f"{url}?{CHOSEN}")
        assert f"/kennisbank/?{IN_HTML}" in links(html) or f"{site['lijst']}?{IN_HTML}" in links(
            html
        )
        assert f"/?{IN_HTML}" in links(html)
        assert '<input type="hidden" name="mijn-grootte" value="tot-10000">' in html
        # The same page without a choice says nothing of one.
        assert "mijn-grootte=" not in read(url)


def test_cards_of_lists_home_and_opgave_lead_on_with_the_choice(site):
    for url in ("/", site["lijst"], site["opgave"]):
        assert f"{site['voorbeeld']}?{IN_HTML}" in links(read(f"{url}?{CHOSEN}"))


def test_page_says_what_leads_and_how_to_undo_it(site):
    html = read(f"{site['lijst']}?{CHOSEN}")

    assert "minder dan 10.000 inwoners · Het kind centraal" in html
    assert '<a class="nl-link" href="' + site["lijst"] + '?">Zonder voorkeur</a>' in html


def test_canonical_address_of_a_variant_is_the_page_itself(site):
    for url in ("/", site["lijst"], site["opgave"], site["voorbeeld"]):
        plain, varied = read(url), read(f"{url}?{CHOSEN}&grootte=tot-10000&onzin=1")
        canonical = re.search(r'<link rel="canonical" href="[^"]*"', plain).group()
        assert canonical in varied
        assert 'name="robots"' not in varied


def test_search_leads_with_what_fits_of_what_answers_as_well(site):
    words = {"summary": "Zo betrekken wij scholen."}
    for title in ("Voorbeeld een", "Voorbeeld twee", "Voorbeeld drie"):
        make_case(title=title, approach=Approach.OPGAVE, **words)
    make_case(title="Voorbeeld vier", approach=Approach.CHILD, **words)
    indexing.rebuild()

    found = read("/zoeken/?q=scholen+betrekken&mijn-aanpak=kind-centraal")

    first = re.search(r'<h2 class="nl-heading[^>]*><a [^>]*>([^<]*)', found)[1]
    assert first == "Voorbeeld vier"
    assert "gaat voor bij antwoorden die even goed zijn" in found


def test_search_marks_what_fits_and_keeps_the_best_answer_first(site):
    plain = read("/zoeken/?q=klein+nieuwst")
    html = read(f"/zoeken/?q=klein+nieuwst&{CHOSEN}")
    titles = [
        re.findall(r'<h2 class="nl-heading[^>]*><a [^>]*>([^<]*)', one) for one in (plain, html)
    ]

    assert titles[0] == titles[1] != []
    assert html.count("Zoals jouw gemeente · Jouw vorm van aanpak") == 1
    assert "Toon alleen: minder dan 10.000 inwoners (1)" in html


def test_home_begins_with_what_fits_and_says_so():
    for title in ("Nieuw", "Nieuwer", "Nieuwst"):
        make_case(title=title, approach=Approach.CHILD)
    case = make_case(title="Klein", approach=Approach.CHILD)
    PageGemeente.objects.create(page=case, gemeente=make_gemeente("A", 9_000))
    make_case(title="Nog nieuwer", approach=Approach.CHILD)

    plain, preferred = content(make_home(), "nl"), content(make_home(), "nl", SMALL)

    assert [card.title for card in plain.news] == ["Nog nieuwer", "Klein", "Nieuwst"]
    assert [card.title for card in preferred.news] == ["Klein", "Nog nieuwer", "Nieuwst"]
    assert (plain.is_preferred, preferred.is_preferred) == (False, True)
    of_child = [content.approaches[2].title for content in (plain, preferred)]
    assert of_child == ["Nog nieuwer", "Klein"]


def test_home_stays_as_it_is_when_nothing_fits():
    make_case(title="Groot")

    found = content(make_home(), "nl", SMALL)

    assert ([card.title for card in found.news], found.is_preferred) == (["Groot"], False)
