import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from knowledge.reading.wrong_address import wrong_address
from tests.knowledge.factories import make_home, make_list, make_page, make_report

pytestmark = pytest.mark.django_db


def main(response) -> str:
    return response.content.decode().split("<main")[1].split("</main>")[0]


def text(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", main(response)).split())


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/kennisbank/verslagen/armoede-in-almere/", "armoede in almere"),
        ("/kennisbank/verslagen/Armoede_in%20Almere.html", "Armoede in Almere"),
        ("/caf%C3%A9-%3Cb%3E/", "café b"),
        ("/blij%CC%81ven-in-almere/", "blij\u0301ven in almere"),
        ("/en/vragen/99/", ""),
        ("/p/armoede1/", ""),
        ("/en/p/armoede1/", ""),
        ("/wp-login.php", "wp login"),
        ("/", ""),
        ("/" + "x" * 90, ""),
        ("/%00/", ""),
    ],
)
def test_words_of_an_address_are_searched_with(path, words):
    assert wrong_address(path, "nl").words == words


def test_page_with_that_name_elsewhere_is_offered(client):
    report = make_report(title="Armoede in Almere", slug="armoede-in-almere")
    response = client.get("/kennisbank/armoede-in-almere/")
    assert response.status_code == 404
    assert f'href="{report.url}">Armoede in Almere</a>' in main(response)
    assert 'name="q" value="armoede in almere"' in main(response)
    assert 'content="noindex"' in response.content.decode()


def test_english_address_of_a_dutch_page_says_where_it_is(client):
    make_home("en")
    report = make_report(title="Armoede in Almere", slug="armoede-in-almere")
    response = client.get("/en/kennisbank/armoede-in-almere/")
    assert f'href="{report.url}" lang="nl" hreflang="nl">Armoede in Almere</a> (in Dutch)' in main(
        response
    )
    assert "Were you looking for this?" in text(response)


@pytest.mark.parametrize("hide", ["draft", "closed"])
def test_what_is_not_public_is_not_offered(client, hide):
    page = make_page(title="Geheim", slug="geheim", live=hide != "draft")
    if hide == "closed":
        PageViewRestriction.objects.create(page=page, restriction_type="login")
    response = client.get("/ergens/geheim/")
    assert "Geheim" not in main(response)
    assert "Zocht je dit?" not in text(response)


def test_wrong_address_is_searched_and_led_home(client):
    make_home()
    shown = main(client.get("/bestaat-niet/"))
    assert 'action="/zoeken/"' in shown
    assert 'href="/">Naar de voorpagina</a>' in shown
    assert 'href="/kennisbank/">Naar de kennisbank</a>' in shown


def test_words_of_a_stranger_stay_words(client):
    response = client.get("/%22%3E%3Cscript%3Ealert(1)%3C/x/")
    assert response.status_code == 404
    assert "<script>alert" not in main(response)


def test_wrong_address_costs_the_same_for_one_page_of_that_name_as_for_many(client):
    counts = []
    for number in range(12):
        make_report(parent=make_list(slug=f"lijst-{number}"), slug="zelfde")
        if number in (0, 11):
            client.get("/nergens/zelfde/")
            with CaptureQueriesContext(connection) as queries:
                client.get("/nergens/zelfde/")
            counts.append(len(queries))
    assert counts[0] == counts[1] <= 12


@pytest.mark.parametrize("language", ["nl", "en"])
def test_error_pages_are_found_by_no_search_engine_and_can_be_searched(client, language, rf):
    from django.shortcuts import render
    from django.utils import translation

    with translation.override(language):
        for template in ("403.html", "404.html", "410.html", "refused.html", "429.html"):
            request = rf.get("/x/")
            page = render(request, template).content.decode()
            assert page.count('name="robots" content="noindex"') == 1, template
            assert f'<html lang="{language}">' in page
