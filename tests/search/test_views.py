import json
import re

import pytest
from django.test import Client

from search import engines, indexing
from tests.search.factories import make_document, make_passage

pytestmark = pytest.mark.django_db

BAD_INPUT = [
    "x" * 10_000,
    "armoede " * 2_000,
    '"',
    "'\"`´’",
    "(((",
    "a AND NOT (b OR",
    "title:boom^2 -roos ~3 *",
    "[1 TO 2}",
    "\x00",
    "boom\x00boom",
    "👨‍👩‍👧 🎈",
    "\u202eomgekeerd",
    "¤",
    "-",
    "   ",
    "<script>alert(1)</script>",
    "%00%ff",
]


def ask(**params):
    return Client().get("/zoeken/", params)


def ask_json(**params):
    return Client(headers={"accept": "application/json"}).get("/zoeken/", params)


def text_of(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


@pytest.fixture
def filled(shelf, facets):
    shelf.put(
        make_document(
            "page:1",
            "Winterswijk werkt opgave gericht.",
            "De raad besluit.",
            title="Kenniskring 14",
            date="14 april",
            meta="Winterswijk",
            facets={"opgave": ("meedoen",), "gemeente": ("winterswijk",)},
        ),
        make_document(
            "page:2",
            kind="opname",
            title="Opname",
            facets={"opgave": ("thuis",)},
            passages=(make_passage("De raad luistert.", "s1", label="12:34", seconds=754),),
        ),
        make_document("page:3", "The council decides.", title="Report", language="en"),
    )
    indexing.rebuild()
    return shelf


def test_page_names_count_query_and_passages_when_there_are_hits(filled):
    response = ask(q="raad")
    page = text_of(response)
    assert response.status_code == 200
    assert "2 resultaten voor ‘raad’" in page
    assert '<p>De <mark>raad</mark> besluit.</p> <a href="/p/1-2/">' in page
    assert "Luister vanaf 12:34" in page
    assert '<meta name="robots" content="noindex">' in page


def test_page_sets_no_cookie(filled):
    assert not ask(q="raad").cookies


def test_page_offers_the_question_when_nothing_is_found(filled, monkeypatch):
    page = text_of(ask(q="zwembad & ijs"))
    assert "Niets gevonden voor ‘zwembad &amp; ijs’" in page
    assert "?vraag=zwembad%20%26%20ijs" in page
    assert "Stel deze vraag" in page


def test_page_shows_what_is_near_when_only_the_filter_hides_it(filled):
    page = text_of(ask(q="winterswijk", soort="opname"))
    assert "Niets gevonden voor ‘winterswijk’" in page
    assert "Dit lijkt erop:" in page
    assert "Kenniskring 14" in page


def test_page_is_the_start_of_searching_when_nothing_is_asked(filled):
    response = ask(q="  ")
    assert response.status_code == 200
    assert "Je komt uit bij de alinea" in text_of(response)


def test_start_offers_what_there_is_to_choose_from(filled):
    page = text_of(ask())
    assert '<a class="kk-chip" href="?soort=verslag">Verslag (1)</a>' in page
    assert '<a class="kk-chip" href="?opgave=meedoen">Meedoen (1)</a>' in page


def test_start_is_shown_when_there_is_no_index(shelf):
    response = ask()
    assert (response.status_code, "kk-chip" in text_of(response)) == (200, False)


def test_page_lists_documents_when_only_a_filter_is_chosen(filled):
    page = text_of(ask(soort="verslag"))
    assert ("1 resultaat" in page, "Kenniskring 14" in page) == (True, True)


def test_page_shows_a_chip_that_takes_its_filter_away(filled):
    page = text_of(ask(q="raad", soort="verslag", opgave="meedoen"))
    assert 'href="?q=raad&amp;opgave=meedoen"><span>Verslag</span><' in page
    assert 'href="?q=raad&amp;soort=verslag"><span>Meedoen</span><' in page


def test_page_says_so_when_the_text_was_cut(filled):
    page = text_of(ask(q="raad " * 100))
    assert "We zochten met de eerste 200 tekens." in page
    assert "2 resultaten" in page


def test_each_page_of_results_has_a_title_of_its_own(shelf):
    shelf.put(*(make_document(f"page:{number}", "De raad besluit.") for number in range(11)))
    indexing.rebuild()

    titles = [title_of(ask(q="raad", pagina=number)) for number in ("1", "2", "3")]

    assert titles == [
        "Zoeken naar ‘raad’ | De Kenniskring",
        "Zoeken naar ‘raad’, pagina 2 | De Kenniskring",
        # There is no such page.
        "Zoeken naar ‘raad’ | De Kenniskring",
    ]


def title_of(response) -> str:
    return re.search(r"<title>(.*?)</title>", text_of(response))[1]


@pytest.mark.parametrize(
    "number", ["1000000000", "0", "-1", "rommel", "1.5", "１", "9" * 5_000, ""]
)
def test_page_that_does_not_exist_answers_404_and_keeps_the_question(filled, number):
    response = ask(q="raad", pagina=number)
    page = text_of(response)
    assert response.status_code == 404
    assert "Deze pagina met resultaten bestaat niet. Er is 1 pagina." in page
    assert 'name="q" value="raad"' in page


@pytest.mark.parametrize("query", BAD_INPUT)
def test_any_string_gives_an_answer(filled, query):
    page = ask(q=query)
    assert (page.status_code, ask_json(q=query).status_code) == (200, 200)
    assert "<script>alert" not in text_of(page)


@pytest.mark.parametrize("query", BAD_INPUT)
def test_any_string_gives_an_answer_in_every_other_parameter(filled, query):
    response = ask(q="raad", soort=query, opgave=query, gemeente=query, taal=query, volgorde=query)
    assert response.status_code == 200
    assert 'name="q" value="raad"' in text_of(response)


def test_raw_bytes_in_the_address_give_an_answer(filled):
    response = Client().get("/zoeken/", QUERY_STRING="q=%ff%00raad&q=%80&soort=%00&%ff=1")
    assert response.status_code == 200


def test_snippets_escape_everything_but_the_mark(filled):
    filled.put(make_document("page:4", "<b>Let op</b> & <mark>zelf</mark>: kruisbes"))
    indexing.rebuild()
    hit = ask_json(q="kruisbes").json()["hits"][0]
    assert hit["snippet_html"] == (
        "&lt;b&gt;Let op&lt;/b&gt; &amp; &lt;mark&gt;zelf&lt;/mark&gt;: <mark>kruisbes</mark>"
    )


def test_json_has_the_promised_shape(filled):
    response = ask_json(q="opgave gericht", gemeente="winterswijk")
    assert response["Content-Type"] == "application/json"
    assert response["Vary"] == "Accept"
    snippet = "Winterswijk werkt <mark>opgave</mark> <mark>gericht</mark>."
    assert json.loads(response.content) == {
        "query": "opgave gericht",
        "total": 1,
        "corrected": None,
        "synonyms": [],
        "page": 1,
        "hits": [
            {
                "id": "page:1",
                "url": "/1/",
                "kind": "verslag",
                "title": "Kenniskring 14",
                "date": "14 april",
                "snippet_html": snippet,
                "passages": [
                    {
                        "id": "1-1",
                        "url": "/p/1-1/",
                        "label": "",
                        "snippet_html": snippet,
                        "seconds": None,
                    }
                ],
            }
        ],
        "facets": {
            "soort": [{"value": "verslag", "label": "Verslag", "count": 1, "selected": False}],
            "opgave": [{"value": "meedoen", "label": "Meedoen", "count": 1, "selected": False}],
            "gemeente": [
                {"value": "winterswijk", "label": "Winterswijk", "count": 1, "selected": True}
            ],
        },
    }


def test_json_of_a_page_that_does_not_exist_answers_404_with_the_total(filled):
    response = ask_json(q="raad", pagina="7")
    assert (response.status_code, response.json()["total"], response.json()["hits"]) == (404, 2, [])


def test_english_address_searches_english_documents(filled):
    response = Client(headers={"accept": "application/json"}).get("/en/zoeken/", {"q": "councils"})
    assert [hit["id"] for hit in response.json()["hits"]] == ["page:3"]


def test_language_can_be_chosen_beside_the_page_language(filled):
    assert [hit["id"] for hit in ask_json(q="councils", taal="en").json()["hits"]] == ["page:3"]
    assert 'name="taal" value="en"' in text_of(ask(q="councils", taal="en"))


@pytest.mark.parametrize(("language", "is_said"), [("en", True), ("nl", False)])
def test_english_page_says_that_it_searches_english_when_it_does(filled, language, is_said):
    answer = Client().get("/en/zoeken/", {"q": "raad", "taal": language})

    assert ("You are searching what is there in English." in text_of(answer)) == is_said


def test_posting_is_refused(filled):
    assert Client().post("/zoeken/", {"q": "raad"}).status_code == 405


def test_titles_are_shown_when_the_index_cannot_be_made(filled, settings):
    folder = settings.VAR_DIR / "leeg"
    folder.mkdir()
    (folder / "search").write_text("a file where a folder should be")
    settings.VAR_DIR = folder
    response = ask(q="kenniskring")
    assert response.status_code == 200
    page = text_of(response)
    assert "We kunnen nu even niet zoeken. Dit zijn de titels die passen." in page
    assert "Kenniskring 14" in page


def test_page_says_so_when_no_title_fits_either(filled, settings):
    folder = settings.VAR_DIR / "leeg"
    folder.mkdir()
    (folder / "search").write_text("a file where a folder should be")
    settings.VAR_DIR = folder
    response = ask(q="zwembad")
    assert response.status_code == 503
    assert "We kunnen nu even niet zoeken." in text_of(response)


def test_answer_is_given_when_the_index_was_thrown_away(filled):
    for file in sorted(engines.current().directory.rglob("*")):
        if file.is_file():
            file.unlink()
    assert ask_json(q="winterswijk").json()["total"] == 1


def test_page_costs_as_many_queries_for_ten_hits_as_for_one(filled, django_assert_max_num_queries):
    ask(q="winterswijk")
    with django_assert_max_num_queries(12) as one:
        ask(q="winterswijk")
    filled.put(*(make_document(f"page:1{n}", "Overal winterswijk.") for n in range(10)))
    indexing.rebuild()
    with django_assert_max_num_queries(12) as ten:
        ask(q="winterswijk")
    assert len(ten) == len(one)


def test_page_costs_at_most_twelve_queries_with_the_facets_of_the_house(
    shelf, django_assert_max_num_queries
):
    def documents(count: int) -> list:
        return [
            make_document(
                f"page:{n}",
                "Overal winterswijk.",
                kind=["verslag", "vraag"][n % 2],
                facets={"opgave": (f"opgave-{n}",), "gemeente": (f"gemeente-{n}",)},
            )
            for n in range(count)
        ]

    filters = {"soort": "verslag", "opgave": "opgave-0", "gemeente": "gemeente-0"}
    used = []
    for count in (1, 10):
        shelf.put(*documents(count))
        indexing.rebuild()
        ask(q="winterswijk", **filters)
        with django_assert_max_num_queries(12) as captured:
            ask(q="winterswijk", **filters)
        used.append(len(captured))
    assert used[0] == used[1]
