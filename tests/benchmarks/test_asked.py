"""The half of the bench that runs inside a tree, on an application that is no site."""

import pytest

from benchmarks import asked, many_pages, pages

LIST = b"""
<a href="/">home</a> <a href="/agenda/">agenda</a> <a href="/agenda.ics">calendar</a>
<a href="/kenniskringen/15-meedenken/aanmelden/">register</a>
<a href="/kenniskringen/15-meedenken/">Kenniskring 15</a>
<a href="/en/kenniskringen/15-meedenken/">Kenniskring 15 in English</a>
<a href="https://elsewhere.example/15-elders/">elsewhere</a> <a href="?pagina=15-">next</a>
"""


def application(environ, start_response):
    if environ.get("HTTP_IF_NONE_MATCH") == '"1"':
        start_response("304 Not Modified", [("ETag", '"1"')])
        return iter([])
    start_response("200 OK", [("ETag", '"1"'), ("Content-Type", "text/html")])
    return iter([LIST, environ["QUERY_STRING"].encode()])


def test_request_hands_on_the_query_string_and_reads_the_answer() -> None:
    answer = asked.request(application, "/agenda/?q=een&bench=1")
    assert (answer.status, answer.etag) == (200, '"1"')
    assert answer.body.endswith(b"q=een&bench=1")
    assert asked.request(application, "/agenda/", '"1"')[:3] == (304, '"1"', b"")


@pytest.mark.parametrize(
    ("word", "path"),
    [
        ("15-", "/kenniskringen/15-meedenken/"),
        ("aanmelden", "/kenniskringen/15-meedenken/aanmelden/"),
        ("16-", None),
        ("elders", None),
    ],
)
def test_page_is_found_by_a_word_in_the_last_part_of_its_address(
    word: str, path: str | None
) -> None:
    assert asked.find(application, "/agenda/", word) == path


@pytest.mark.parametrize(
    ("path", "address"),
    [("/", "/?bench=1"), ("/zoeken/?q=armoede", "/zoeken/?q=armoede&bench=1")],
)
def test_page_is_rendered_when_its_address_has_a_query(path: str, address: str) -> None:
    assert pages.rendered(path) == address


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ('<a href="?pagina=2">2</a> <a href="?soort=x&amp;pagina=451">451</a>', 451),
        ('<a href="/vragen/stellen/">ask</a>', 1),
    ],
)
def test_last_page_is_the_highest_number_between_the_links(text: str, number: int) -> None:
    assert many_pages.last_page(text) == number
