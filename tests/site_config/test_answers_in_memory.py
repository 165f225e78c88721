"""The cache in front of the real site: what it keeps, for whom, and what browsers are told."""

import pytest
from django.core.cache import caches
from django.test import Client
from django.urls import reverse
from wagtail.models import PageViewRestriction

from office import page_cache
from tests.events.factories import make_coming_meeting, make_kenniskringen, make_question
from tests.knowledge.factories import make_editor, make_home, make_page, text
from tests.knowledge.pages import desk
from tests.knowledge.questions.factories import make_passage
from tests.knowledge.recordings.factories import make_recording_page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_pages")]

OLD = text(("aaaaa", "Wat online staat."))
NEW = text(("aaaaa", "Wat nog een concept is."))


@pytest.fixture
def page():
    return make_page(OLD)


@pytest.fixture
def an():
    return make_editor("an")


@pytest.fixture
def read_once(monkeypatch):
    """Read the generation once: on a busy machine half a second goes by."""
    monkeypatch.setattr(page_cache, "READ_EVERY", 600)


def number_kept() -> int:
    return len(caches["pages"]._cache)


def test_page_is_kept_and_asks_the_database_nothing(page, read_once, django_assert_num_queries):
    path = page.get_url()
    first = Client().get(path)
    with django_assert_num_queries(0):
        second = Client().get(path)
        unchanged = Client().get(path, headers={"if-none-match": first["ETag"]})
    assert second.content == first.content
    assert (unchanged.status_code, unchanged.content) == (304, b"")


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_browser_is_told_to_ask_again_and_that_nothing_else_matters(prefix):
    make_home("en")
    response = Client().get(f"{prefix}/vragen/")
    names = ("Cache-Control", "Vary", "Last-Modified", "Set-Cookie")
    assert [response.get(name) for name in names] == ["no-cache", None, None, None]
    assert response["ETag"].startswith('"')
    assert response["Content-Language"] == (prefix.lstrip("/") or "nl")


def test_page_without_prefix_is_dutch_whatever_language_a_browser_asks_for(page):
    english = Client().get(page.get_url(), headers={"accept-language": "en"})
    dutch = Client().get(page.get_url(), headers={"accept-language": "nl"})
    assert english.content == dutch.content
    assert 'lang="nl"' in dutch.content.decode()


def test_security_headers_are_those_of_a_rendered_page(page):
    first, second = (Client().get(page.get_url()) for _ in range(2))
    assert dict(second.items()) == dict(first.items())
    assert "default-src 'none'" in second["Content-Security-Policy"]
    assert second["Permissions-Policy"].startswith("accelerometer=()")


@pytest.mark.parametrize(
    "name", ["register", "resend_link", "registered", "link_sent"], ids=lambda name: name
)
def test_form_is_not_kept(name):
    make_kenniskringen()
    meeting = make_coming_meeting()
    path = reverse(name, args=[meeting.number, meeting.slug])
    pages = [Client().get(path).content for _ in range(2)]
    if name in ("register", "resend_link"):
        # Each visitor has a token of her own.
        assert pages[0] != pages[1]
        assert number_kept() == 0


def test_no_answer_is_kept_of_what_is_not_there_or_elsewhere(page):
    for path in ["/bestaat-niet/", page.get_url().rstrip("/"), "/zoeken/", "/beheer/login/"]:
        Client().get(path)
    assert number_kept() == 0


def test_film_is_not_kept_and_its_words_are(read_once, django_assert_num_queries):
    recording = make_recording_page().recording
    film = Client().get(reverse("recording_file", args=[recording.uid]))
    assert b"".join(film.streaming_content)
    assert number_kept() == 0
    captions = reverse("recording_captions", args=[recording.uid, "nl"])
    mark = Client().get(captions)["ETag"]
    with django_assert_num_queries(0):
        assert Client().get(captions, headers={"if-none-match": mark}).status_code == 304


def test_search_answers_people_and_machines_each_in_their_own_form():
    make_home()
    machine = Client().get("/zoeken/", headers={"accept": "application/json"})
    person = Client().get("/zoeken/", headers={"accept": "text/html"})
    assert machine["Content-Type"] == "application/json"
    assert person["Content-Type"].startswith("text/html")


@pytest.mark.parametrize("query", ["utm_source=brief", "fbclid=x", "q=" + "x" * 8192, "%FF=%00"])
def test_page_is_rendered_and_not_kept_when_its_address_has_a_question_mark(page, query):
    response = Client().get(f"{page.get_url()}?{query}")
    assert (response.status_code, response["Cache-Control"]) == (200, "no-cache")
    assert number_kept() == 0


def test_host_that_is_not_ours_is_refused_and_leaves_nothing(page):
    path = page.get_url()
    Client().get(path)
    assert number_kept() == 1
    answer = Client().get(path, headers={"host": "elsewhere.example"})
    assert (answer.status_code, number_kept()) == (400, 1)


@pytest.mark.parametrize("host", ["testserver:80", "TESTSERVER", "testserver."])
def test_page_is_answered_and_not_kept_under_another_spelling_of_our_host(page, host):
    answer = Client().get(page.get_url(), headers={"host": host})
    assert (answer.status_code, number_kept()) == (200, 0)


def test_page_with_a_number_has_one_address():
    make_kenniskringen()
    meeting, question = make_coming_meeting(number=14), make_question(number=27)
    ours = [meeting.path_in("nl"), reverse("question", args=[question.number])]
    others = [path.replace("/14-", "/014-").replace("/27/", "/0027/") for path in ours]
    assert [Client().get(path).status_code for path in others] == [404, 404]
    assert number_kept() == 0
    # The negative control: their own spelling is there, and kept.
    assert [Client().get(path).status_code for path in ours] == [200, 200]
    assert number_kept() == 2


@pytest.mark.parametrize("name", ["meeting", "register", "registered", "link_sent", "meeting_ics"])
def test_page_of_a_meeting_has_one_address_whatever_slug_is_asked(name):
    make_kenniskringen()
    meeting = make_coming_meeting()
    ours = reverse(name, args=[meeting.number, meeting.slug])
    other = Client().get(reverse(name, args=[meeting.number, "iets-anders"]))
    assert (other.status_code, other["Location"], number_kept()) == (301, ours, 0)


def test_passage_that_is_gone_has_one_address_whatever_capitals_are_asked():
    passage = make_passage(state="removed")
    ours = reverse("passage", args=[passage.pk])
    other = Client().get(f"/p/{passage.pk.upper()}/")
    assert (other.status_code, other["Location"], number_kept()) == (301, ours, 0)
    assert (Client().get(ours).status_code, number_kept()) == (410, 1)


@pytest.mark.parametrize("kind", ["password", "login"])
def test_page_behind_a_restriction_is_not_kept(page, kind):
    PageViewRestriction.objects.create(page=page, restriction_type=kind, password="geheim")
    Client().get(page.get_url())
    assert number_kept() == 0
    assert "Wat online staat" not in Client().get(page.get_url()).content.decode()


def test_page_behind_a_restriction_is_not_kept_for_who_knows_the_word(page):
    closed = PageViewRestriction.objects.create(
        page=page, restriction_type="password", password="geheim"
    )
    client = Client()
    client.post(
        reverse("wagtailcore_authenticate_with_password", args=[closed.pk, page.pk]),
        {"password": "geheim", "return_url": page.get_url()},
    )
    assert "Wat online staat" in client.get(page.get_url()).content.decode()
    assert number_kept() == 0


def visit(page) -> str:
    """Return what a visitor sees, under the name that a preview uses."""
    return Client().get(page.get_url()).content.decode()


@pytest.mark.parametrize("kind", ["password", "login"])
def test_meeting_is_not_kept_when_the_list_is_behind_a_restriction(kind):
    closed = make_kenniskringen()
    PageViewRestriction.objects.create(page=closed, restriction_type=kind, password="geheim")
    path = make_coming_meeting().path_in("nl")
    Client().get(path)
    assert number_kept() == 0
    assert "Kinderen laten meedenken" not in Client().get(path).content.decode()


def preview(page, editor) -> str:
    """Return what an editor sees who previews a draft of page."""
    client = desk.client_of(editor)
    url = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    draft = desk.latest(page)
    draft.body = draft.body.stream_block.to_python(
        [{"type": "text", "value": NEW, "id": "11111111-0000-4000-8000-000000000001"}]
    )
    assert client.post(url, desk.form_data(draft)).json()["is_valid"]
    return client.get(url).content.decode()


def test_preview_shows_the_draft_and_visitors_the_live_page(page, an):
    assert "Wat nog een concept is." in preview(page, an)
    assert "Wat online staat." in visit(page)
    assert number_kept() == 1
    assert "Wat nog een concept is." in preview(page, an)


def test_draft_as_an_approver_sees_it_is_not_kept(page, an):
    draft = desk.latest(page)
    draft.title = "Een concept"
    visit(page)
    assert "Een concept" in draft.make_preview_request().content.decode()
    assert "Een concept" not in visit(page)
    assert number_kept() == 1


def test_preview_would_show_the_live_page_when_it_were_not_told_apart(page, monkeypatch):
    # The negative control. Without a cookie, as Wagtail makes it for a draft that is approved.
    is_anybodys = page_cache.is_anybodys

    def blind(request) -> bool:
        request.is_dummy = False
        return is_anybodys(request)

    monkeypatch.setattr(page_cache, "is_anybodys", blind)
    visit(page)
    draft = desk.latest(page)
    draft.title = "Een concept"
    assert "Een concept" not in draft.make_preview_request().content.decode()


def test_editor_who_is_logged_in_neither_gets_a_kept_page_nor_leaves_one(page, an):
    client = desk.client_of(an)
    response = client.get(page.get_url())
    assert (response.status_code, number_kept()) == (200, 0)
    Client().get(page.get_url())
    type(page).objects.filter(pk=page.pk).update(title="Net veranderd")
    assert "Net veranderd" in client.get(page.get_url()).content.decode()
    # The negative control: a visitor gets the kept page, as this change is not committed.
    assert "Net veranderd" not in Client().get(page.get_url()).content.decode()


def test_signed_link_is_not_kept():
    assert Client().get("/aanmelding/geen-code/")["Cache-Control"] == "no-store, private"
    assert number_kept() == 0
