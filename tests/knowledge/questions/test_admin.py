from dataclasses import replace

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from django.utils.safestring import SafeString

from knowledge.models import Answer, Passage, Question, QuestionEvent
from knowledge.questions import deeds as questions
from knowledge.questions.admin import AnswerForm
from office.models import Mail, User
from search import indexing
from search.results import Hit, HitPassage
from tests.knowledge.questions.factories import NOW, ask, make_asker, make_passage, make_question

pytestmark = pytest.mark.django_db


def make_user(*codenames):
    user = User.objects.create_user("redacteur")
    group = Group.objects.create(name="testers")
    group.permissions.set(Permission.objects.filter(codename__in=["access_admin", *codenames]))
    user.groups.add(group)
    return user


@pytest.fixture
def moderator(client):
    client.force_login(make_user("view_question", "change_question", "add_question"))
    return client


def address(name, question=None):
    args = [question.pk] if question else []
    return reverse(f"wagtailsnippets_knowledge_question:{name}", args=args)


def do(client, question, deed, **data):
    return client.post(address("inspect", question), {"deed": deed, **data})


def state(question):
    question.refresh_from_db()
    return question.state


def test_list_shows_the_questions_with_their_state(moderator):
    make_question("Open vraag?")
    ask("Onbevestigde vraag?")
    response = moderator.get(address("list"))
    page = response.content.decode()
    assert "/beheer/vragen/" in response.request["PATH_INFO"]
    assert "Open vraag?" in page
    assert "Wacht op bevestiging" in page


def test_list_needs_as_many_queries_for_ten_questions_as_for_one(
    moderator, django_assert_max_num_queries
):
    counts = []
    for upto in (1, 10):
        while Question.objects.count() < upto:
            make_question()
        moderator.get(address("list"))
        with django_assert_max_num_queries(30) as captured:
            moderator.get(address("list"))
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_question_shows_who_asked_and_its_buttons(moderator):
    asker = ask()
    questions.confirm(asker, now=NOW)
    page = moderator.get(address("inspect", asker.question)).content.decode()
    assert "an@gemeente.nl" in page
    assert "Plaatsen" in page
    assert "Antwoord plaatsen" not in page


def test_buttons_publish_refuse_and_withdraw(moderator):
    question, other = make_question(public=False), make_question(public=False)
    assert do(moderator, question, "publish").status_code == 302
    assert state(question) == Question.State.OPEN
    assert question.events.get(kind="published").by.username == "redacteur"
    do(moderator, question, "withdraw", reason="Op verzoek.")
    assert state(question) == Question.State.WITHDRAWN
    do(moderator, other, "refuse", reason="Dubbel.")
    assert state(other) == Question.State.REFUSED
    steps = QuestionEvent.objects.filter(kind__in=["withdrawn", "refused"]).order_by("pk")
    assert list(steps.values_list("note", flat=True)) == ["Op verzoek.", "Dubbel."]


@pytest.mark.parametrize(("public", "deed"), [(True, "withdraw"), (False, "refuse")])
def test_no_question_goes_without_a_reason(moderator, public, deed):
    question = make_question(public=public)
    before = state(question)

    response = do(moderator, question, deed, reason="  ")

    assert response.status_code == 422
    assert "Schrijf waarom. Wie de vraag stelde, leest dit." in response.content.decode()
    assert state(question) == before


def test_reason_that_came_too_late_stands_on_the_screen(moderator):
    question = make_question()
    questions.withdraw(question, now=NOW)

    response = do(moderator, question, "withdraw", reason="Lang uitgelegd.")

    assert response.status_code == 422
    html = response.content.decode()
    assert "Lang uitgelegd." in html
    assert "Dit kan nu niet meer met deze vraag." in html


def test_refused_deed_is_a_message_and_no_error_when_the_screen_is_old(moderator):
    question = make_question()
    response = moderator.post(address("inspect", question), {"deed": "publish"}, follow=True)
    assert response.status_code == 200
    assert "Deze vraag kan niet worden geplaatst." in response.content.decode()


def test_unknown_deed_changes_nothing(moderator):
    question = make_question(public=False)
    assert do(moderator, question, "explode").status_code == 302
    assert state(question) == Question.State.NEW


def test_answer_takes_pasted_addresses_in_their_order(moderator):
    question = make_question()
    make_asker(question)
    first, second = make_passage("Een"), make_passage("Twee")
    pasted = f"https://kenniskring.example/p/{second.pk}/\n\n {first.pk} \n/p/{second.pk}/"
    response = do(moderator, question, "answer", text="Begin klein.", passages=pasted)
    assert response.status_code == 302
    assert state(question) == Question.State.ANSWERED
    answer = Answer.objects.get()
    assert answer.by.username == "redacteur"
    assert [row.passage_id for row in answer.passages.all()] == [second.pk, first.pk]
    assert Mail.objects.filter(kind="question_answered").count() == 1
    page = moderator.get(address("inspect", question)).content.decode()
    assert "Begin klein." in page


@pytest.mark.parametrize(
    ("pasted", "sentence"),
    [
        ("https://elders.example/pagina/", "is geen adres van een alinea"),
        ("22222222", "bestaat niet"),
        ("\0", "Null"),
        ("x" * 10_000, "5000"),
        ("😀", "is geen adres van een alinea"),
    ],
)
def test_answer_comes_back_filled_when_a_pasted_line_is_no_passage(moderator, pasted, sentence):
    question = make_question()
    response = do(moderator, question, "answer", text="Begin klein.", passages=pasted)
    assert response.status_code == 422
    page = response.content.decode()
    assert sentence in page
    assert "Begin klein." in page
    assert not Answer.objects.exists()


def test_answer_comes_back_filled_when_its_passage_is_not_public(moderator):
    question = make_question()
    hidden = make_passage(state=Passage.State.HIDDEN)
    response = do(moderator, question, "answer", text="Begin.", passages=hidden.pk)
    assert response.status_code == 422
    assert "staat niet op de site" in response.content.decode()


def test_answer_comes_back_filled_when_the_question_was_withdrawn_meanwhile(moderator):
    question, passage = make_question("Hoe?"), make_passage("Zo.")
    questions.withdraw(question, by=None, now=NOW)

    response = do(moderator, question, "answer", text="Begin klein.", passages=passage.pk)

    html = response.content.decode()
    assert response.status_code == 422
    assert ">Begin klein.</textarea>" in html.replace("\n", "")
    assert "Wat je typte, staat hier nog: kopieer het." in html
    assert not Answer.objects.exists()


def test_answer_comes_back_when_the_question_is_withdrawn_in_that_moment(moderator, monkeypatch):
    question, passage = make_question("Hoe?"), make_passage("Zo.")
    answer = questions.answer

    def withdraw_and_answer(*args, **kwargs):
        questions.withdraw(question, by=None, now=NOW)
        return answer(*args, **kwargs)

    monkeypatch.setattr(questions, "answer", withdraw_and_answer)
    response = do(moderator, question, "answer", text="Begin klein.", passages=passage.pk)

    html = response.content.decode()
    assert "Wat je typte, staat hier nog: kopieer het." in html
    assert "Ingetrokken</strong>" in html


def test_answer_takes_what_search_found_near_the_question(moderator):
    question = make_question("Hoe krijg je de raad mee?")
    other = make_question("Wat wil de raad weten?")
    near = Passage.objects.get(key=other.anchor)
    indexing.rebuild()
    page = moderator.get(address("inspect", question)).content.decode()
    assert "Wat wil de raad weten?: Wat wil de raad weten?" in page
    pasted = make_passage()
    do(moderator, question, "answer", passages=pasted.pk, found=[near.pk])
    answer = Answer.objects.get()
    assert [row.passage_id for row in answer.passages.all()] == [pasted.pk, near.pk]


def test_answer_is_not_offered_what_has_no_address():
    # A line of a meeting's announcement is found, but is no passage.
    hit = Hit(
        "meeting:1:nl", "kenniskring", "Kenniskring", "Een kring", "/x/", "", "", SafeString()
    )
    line = HitPassage("meeting:1:nl:8", "/x/", "", SafeString("Hoe?"), None)
    quoted = HitPassage(make_passage().pk, "/y/", "", SafeString("Zo."), None)

    assert "found" not in AnswerForm(near=[replace(hit, passages=(line,))]).fields
    offered = AnswerForm(near=[replace(hit, passages=(line, quoted))]).fields["found"].choices
    assert [pk for pk, _label in offered] == [quoted.id]


def test_answer_form_reads_an_address_with_an_anchor_or_a_second():
    passage = make_passage()
    form = AnswerForm({"passages": f"http://127.0.0.1:8000/en/p/{passage.pk}/?t=12#x"})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["passages"] == [passage]


def test_moderator_brings_in_a_question_of_a_report(moderator):
    response = moderator.post(
        address("add"),
        {"text": "Hoe doen jullie dit?", "explanation": "", "language": "nl"},
    )
    assert response.status_code == 302
    question = Question.objects.get()
    assert (question.state, question.origin) == (Question.State.NEW, Question.Origin.REPORT)


def test_moderators_words_reach_the_passage(moderator):
    question = make_question("Hoe?")
    response = moderator.post(
        address("edit", question),
        {"text": "Hoe krijg je de raad mee?", "explanation": "", "language": "nl"},
    )
    assert response.status_code == 302
    assert Passage.objects.get(key=question.anchor).text == "Hoe krijg je de raad mee?"
    assert state(question) == Question.State.OPEN


def test_nobody_deletes_a_question_not_even_an_administrator(admin_client):
    question = make_question()
    assert admin_client.post(address("delete", question)).status_code == 302
    assert Question.objects.filter(pk=question.pk).exists()


def test_deeds_are_refused_when_someone_may_only_look(client):
    client.force_login(make_user("view_question"))
    question = make_question(public=False)
    page = client.get(address("inspect", question)).content.decode()
    assert "Plaatsen" not in page
    do(client, question, "publish")
    assert state(question) == Question.State.NEW


def test_questions_are_closed_when_someone_has_no_right(client):
    client.force_login(make_user())
    question = make_question(public=False)
    assert client.get(address("inspect", question)).status_code == 302
    assert client.get(address("list")).status_code == 302


def test_chooser_offers_only_what_everybody_can_read(admin_client):
    public, hidden = make_question("Openbaar?"), make_question("Verborgen?", public=False)
    withdrawn = make_question("Ingetrokken?")
    questions.withdraw(withdrawn, now=NOW)
    ask("Onbevestigd?")
    for name in ("choose", "choose_results"):
        html = admin_client.get(
            reverse(f"wagtailsnippetchoosers_knowledge_question:{name}")
        ).content
        said = html.decode()
        assert public.text in said
        assert [
            text for text in (hidden.text, withdrawn.text, "Onbevestigd?") if text in said
        ] == []
