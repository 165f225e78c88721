import pytest
from django.utils import translation

from office.mail import links
from office.remarks import paths
from tests.events.factories import make_meeting, make_registration
from tests.knowledge.factories import make_home, make_page
from tests.knowledge.questions.factories import make_passage, make_question

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        ("/kennisbank/verslagen/x/", "/kennisbank/verslagen/x/"),
        ("/en/vragen/3/", "/en/vragen/3/"),
        ("/p/abcd2345/", "/p/abcd2345/"),
        ("/opnames/x/?t=83", "/opnames/x/?t=83"),
        ("/opnames/x/?t=083&utm=1", "/opnames/x/?t=83"),
        ("/zoeken/?q=An+Jansen", "/zoeken/"),
        ("/x/?t=８", "/x/"),
        ("/bestaat/niet", "/bestaat/niet"),
        # Another site, whatever a browser makes of it.
        ("https://elders.example/", ""),
        ("//elders.example/", ""),
        ("/\\elders.example/", ""),
        ("///elders.example/", ""),
        ("javascript:alert(1)", ""),
        ("\x01//elders.example", ""),
        ("/\n/elders.example", ""),
        ("kennisbank/", ""),
        ("", ""),
        ("/" + "x" * 500, ""),
        ("/x//[", "/x//["),
        # What only editors see.
        ("/beheer/pages/3/edit/", ""),
        ("/beheer", ""),
        ("/x/../beheer/logout/", ""),
        ("/%62eheer/pages/", ""),
        ("/%2e%2e/beheer/", ""),
        ("/x/%2E%2E/beheer/", ""),
        ("/beheerders/", "/beheerders/"),
        # Codes of mailed links.
        ("/aanmelding/7-AbCdEf0123456789/", ""),
        ("/vragen/bevestigen/7-AbCdEf0123456789/", ""),
        ("/aanmelding/7-AbCdEf0123456789/afmelden/", ""),
        ("/x/../aanmelding/7-AbCdEf0123456789/", ""),
        ("/%61anmelding/7-AbCdEf0123456789/", ""),
    ],
)
def test_own_path_keeps_an_address_of_ours_and_nothing_else(asked, kept):
    assert paths.own_path(asked) == kept


def test_own_path_keeps_no_code_whatever_language_is_spoken():
    with translation.override("en"):
        assert paths.own_path("/aanmelding/7-AbCdEf0123456789/") == ""
        assert paths.own_path("/en/aanmelding/7-AbCdEf0123456789/") == ""


def test_own_path_keeps_no_real_code():
    registration = make_registration(make_meeting())
    code = links.make("registration", registration)
    assert paths.own_path(f"/aanmelding/{code}/") == ""


def test_title_is_that_of_the_page_of_the_passage_and_of_the_question():
    make_home("nl")
    page = make_page(title="Kinderen denken mee")
    passage = make_passage(page=page)
    question = make_question("Hoe begin je?")
    found = [
        paths.title_at(path)
        for path in (
            page.url,
            f"{page.url}?t=3",
            f"/p/{passage.pk}/",
            f"/vragen/{question.number}/",
        )
    ]
    assert found == ["Kinderen denken mee"] * 3 + ["Hoe begin je?"]


@pytest.mark.parametrize("path", ["", "/nergens/", "/p/zzzzzzzz/", "/vragen/99/", "/\0/", "/x.y"])
def test_title_is_empty_where_nothing_stands(path):
    make_home("nl")
    assert paths.title_at(path) == ""


def test_title_of_what_is_not_public_is_told_nobody():
    make_home("nl")
    page = make_page(title="Geheim", live=False)
    assert paths.title_at(f"/{page.slug}/") == ""
