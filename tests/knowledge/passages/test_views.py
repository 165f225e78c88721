"""A passage's permanent address leads to where it is read, or explains that it is gone."""

import pytest
from django.utils import timezone
from wagtail.models import PageViewRestriction

from knowledge.models import Passage, Question, TextPage
from knowledge.passages import deeds as passages
from knowledge.questions import passages as question_passages
from tests.knowledge.factories import make_home, make_page, republish, text

pytestmark = pytest.mark.django_db

TWO = text(("aaaaa", "Een hele zin."), ("bbbbb", "Twee hele zinnen."))


def row(page, words: str) -> Passage:
    return Passage.objects.get(page_id=page.pk, text=words)


def address(passage: Passage) -> str:
    return f"/p/{passage.pk}/"


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_live_passage_leads_to_where_it_is_read(prefix, client):
    page = make_page(TWO, slug="over")
    passage = row(page, "Een hele zin.")

    response = client.get(f"{prefix}{address(passage)}")

    assert response.status_code == 302
    assert response["Location"] == f"/over/#p-{passage.key}"


def test_english_passage_leads_to_the_english_page(client):
    make_home("en")
    page = make_page(TWO, parent=make_home("en"), slug="about")

    response = client.get(address(row(page, "Een hele zin.")))

    assert response["Location"].startswith("/en/about/#p-")


def translated(page) -> Passage:
    """Make the English of page, and return its first paragraph."""
    block = page.body.raw_data[0]
    body = [{**block, "value": block["value"].replace("Een hele zin", "One whole sentence")}]
    english = make_page(
        body, parent=make_home("en"), slug="about", translation_key=page.translation_key
    )
    return row(english, "One whole sentence.")


def test_address_under_a_prefix_leads_to_the_translation(client):
    page = make_page(TWO, slug="over")
    dutch, english = row(page, "Een hele zin."), translated(page)

    assert dutch.key == english.key
    assert client.get(f"/en{address(dutch)}")["Location"] == f"/en/about/#p-{english.key}"
    assert client.get(address(dutch))["Location"] == f"/over/#p-{dutch.key}"
    # Who points at the English words means those.
    assert client.get(address(english))["Location"] == f"/en/about/#p-{english.key}"


def test_translation_that_not_everybody_may_read_is_passed_by(client):
    page = make_page(TWO, slug="over")
    dutch, english = row(page, "Een hele zin."), translated(page)

    english.page.specific.unpublish()
    assert client.get(f"/en{address(dutch)}")["Location"] == f"/over/#p-{dutch.key}"

    republish(english.page.specific, english.page.specific.body.raw_data)
    PageViewRestriction.objects.create(page=english.page, restriction_type="login")
    assert client.get(f"/en{address(dutch)}")["Location"] == f"/over/#p-{dutch.key}"


def test_span_leads_to_its_second(client):
    passage = row(make_page(TWO, slug="over"), "Een hele zin.")
    Passage.objects.filter(pk=passage.pk).update(seconds=754)

    assert client.get(address(passage))["Location"] == f"/over/?t=754#p-{passage.key}"


def test_question_leads_to_its_page(client):
    question = Question.objects.create(
        text="Hoe?", number=27, state=Question.State.OPEN, published_at=timezone.now()
    )
    (passage,) = question_passages.write(question)

    assert client.get(address(passage))["Location"] == "/vragen/27/#vraag-27"


def test_address_is_read_in_capitals_too(client):
    passage = row(make_page(TWO, slug="over"), "Een hele zin.")

    assert client.get(f"/p/{passage.pk.upper()}/")["Location"] == address(passage)


def test_hidden_passage_is_not_found_and_names_nothing(client):
    page = make_page(TWO, title="Nog geheim")
    passage = row(page, "Een hele zin.")
    TextPage.objects.get(pk=page.pk).unpublish()

    response = client.get(address(passage))

    assert response.status_code == 404
    assert "Nog geheim" not in response.content.decode()


def test_removed_passage_is_gone_and_names_its_page(client):
    page = make_page(TWO, title="Over ons", slug="over")
    passage = row(page, "Twee hele zinnen.")
    republish(page, text(("aaaaa", "Een hele zin.")))

    response = client.get(address(passage))

    html = response.content.decode()
    assert response.status_code == 410
    assert "Deze alinea bestaat niet meer." in html
    assert "Lees de hele pagina." in html
    assert '<a class="nl-link" href="/over/">Over ons</a>' in html
    assert "Twee hele zinnen" not in html
    assert "noindex" in html


def test_removed_passage_leads_on_to_its_successor(client):
    page = make_page(TWO)
    passage = row(page, "Twee hele zinnen.")
    republish(page, text(("aaaaa", "Een hele zin. Twee hele zinnen.")))
    successor = Passage.objects.live().get(page_id=page.pk)

    assert f'href="/p/{successor.pk}/"' in client.get(address(passage)).content.decode()


def test_removed_passage_leads_past_a_successor_that_is_gone_too(client):
    page = make_page(TWO)
    passage = row(page, "Twee hele zinnen.")
    republish(page, text(("ccccc", "Twee hele zinnen. Meer.")))
    republish(page, text(("ddddd", "Twee hele zinnen. Meer. En meer.")))
    successor = Passage.objects.live().get(page_id=page.pk)

    assert f'href="/p/{successor.pk}/"' in client.get(address(passage)).content.decode()


def test_successors_in_a_circle_end(client):
    page = make_page(TWO)
    first, second = row(page, "Een hele zin."), row(page, "Twee hele zinnen.")
    republish(page, text(("ccccc", "Iets heel anders.")))
    passages.set_successor(first, second)
    passages.set_successor(second, first)

    response = client.get(address(first))

    assert response.status_code == 410
    assert "Lees wat er nu staat" not in response.content.decode()


def test_withdrawn_passage_is_gone_and_says_nothing_of_its_words(client):
    page = make_page(TWO, title="Over ons")
    passage = passages.withdraw(row(page, "Twee hele zinnen."), by=None)

    response = client.get(address(passage))

    assert response.status_code == 410
    assert "Over ons" in response.content.decode()
    assert "Twee hele" not in response.content.decode()


@pytest.mark.parametrize("deed", ["unpublish", "delete"])
def test_gone_passage_of_a_page_that_is_not_online_names_nothing(deed, client):
    page = make_page(TWO, title="Nog geheim")
    passage = row(page, "Twee hele zinnen.")
    republish(page, text(("aaaaa", "Een hele zin.")))
    getattr(TextPage.objects.get(pk=page.pk), deed)()

    response = client.get(address(passage))

    assert response.status_code == 410
    assert "Nog geheim" not in response.content.decode()


def test_gone_passage_of_a_page_behind_a_login_names_nothing(client):
    page = make_page(TWO, title="Onder ons")
    passage = row(page, "Twee hele zinnen.")
    page = republish(page, text(("aaaaa", "Een hele zin.")))
    PageViewRestriction.objects.create(page=page, restriction_type="login")

    response = client.get(address(passage))

    assert response.status_code == 410
    assert "Onder ons" not in response.content.decode()


@pytest.mark.parametrize("passage_id", ["zzzzzzzz", "x", "a" * 500, "____", "12345678"])
def test_unknown_address_is_not_found(passage_id, client):
    assert client.get(f"/p/{passage_id}/").status_code == 404


@pytest.mark.parametrize("path", ["/p/%00/", "/p/a%00b/", "/p/'--/", "/p/é/", "/p/😀/"])
def test_odd_address_is_not_found(path, client):
    make_home()

    assert client.get(path).status_code == 404


def test_address_only_reads(client):
    passage = row(make_page(TWO), "Een hele zin.")

    assert client.post(address(passage)).status_code == 405
    assert client.head(address(passage)).status_code == 302


def test_no_cache_keeps_an_answer_without_asking(client):
    page = make_page(TWO)
    passage = row(page, "Twee hele zinnen.")
    answers = [client.get(address(passage))]
    republish(page, text(("aaaaa", "Een hele zin.")))
    answers.append(client.get(address(passage)))

    assert [(answer.status_code, answer["Cache-Control"]) for answer in answers] == [
        (302, "no-cache"),
        (410, "no-cache"),
    ]


def test_address_costs_few_queries(client, django_assert_max_num_queries):
    passage = row(make_page(TWO), "Een hele zin.")

    with django_assert_max_num_queries(3):
        client.get(address(passage))
