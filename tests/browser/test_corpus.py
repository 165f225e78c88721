"""What people type stays words: on no page, in no list, mail or file does any of it come alive."""

import csv
import email
import email.policy
import io
from collections.abc import Iterator

import icalendar
import pytest
from django.core import mail as sent_mail
from django.core.management import call_command
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Browser

from events.registrations import mails as registration_mails
from knowledge.contact import deeds as contact
from knowledge.text import harmless, rich_text
from office.forms import PublicForm
from office.mail import links, outbox
from office.models import Mail
from site_config import failure_pages, rate_limits
from tests import corpus
from tests.browser import corpus_site
from tests.browser.corpus_desk import (
    MEETING,
    answers_at_the_desk,
    choosers,
    commented,
    desk_addresses,
    further_desk_addresses,
    preview,
    sent_back,
    translated,
)
from tests.browser.corpus_site import CorpusSite
from tests.browser.judge import Judge, not_seen, squeezed
from tests.events.factories import address, an_application, form_data
from tests.typed import form_fields, typed_models

pytestmark = [
    # One worker for all of them: they share one Chromium.
    pytest.mark.xdist_group("browser"),
    # Wagtail leaves the temporary file of a picture's sizes to the garbage collector.
    pytest.mark.filterwarnings("ignore:Exception ignored.*SpooledTemporaryFile"),
    pytest.mark.filterwarnings("ignore:Unclosed file:ResourceWarning"),
]

# Not even raw HTML makes anything of these that a browser could run or fetch.
HARMLESS = {
    "<h1>Grote alive kop</h1>",
    "<br/><hr/><wbr>",
    "<scr<script>ipt>alive()</scr</script>ipt>",
    # This one takes the browser away from the page that is judged.
    "<meta http-equiv=refresh content='0;url=//alive.example'>",
}
# Into these is typed by the test that opens their pages.
TYPED_AT_THE_DESK = {
    "wagtail_localize.StringTranslation",
    "wagtailcore.Comment",
    "wagtailcore.CommentReply",
    "wagtailcore.TaskState",
}
# Of a form for visitors: who sends them, and what is typed there.
FORMS = {
    "RegistrationForm": {"name", "organisation", "question", "needs", "laat_leeg"},
    "QuestionForm": {"text", "explanation", "name", "laat_leeg"},
    "ContactForm": {"text", "name", "organisation", "laat_leeg"},
    "AnswerForm": {"text", "laat_leeg"},
    "ConfirmForm": {"laat_leeg"},
    "RemarkForm": {"text", "laat_leeg"},
    "ResendForm": {"laat_leeg"},
    "ButtonForm": {"laat_leeg"},
}


@pytest.fixture
def site(db: None) -> CorpusSite:
    return corpus_site.build()


@pytest.fixture
def judge(browser: Browser, site: CorpusSite) -> Iterator[Judge]:
    judge = Judge(browser, site.typed.values)
    yield judge
    judge.close()


def test_nothing_that_was_typed_comes_alive_and_every_word_is_there(site, judge, monkeypatch):
    assert not_filled(site) == TYPED_AT_THE_DESK

    for path in public_addresses(site):
        judge.open(path)
    for name, response in answers_to_what_was_typed(site, monkeypatch):
        judge.show(response, f"/getoond/{name}/")
    judge.client.force_login(site.an)
    for path in desk_addresses(site):
        judge.open(path)
    for path in choosers():
        judge.open_fragment(path)
    for name, response in answers_at_the_desk(site, judge.client):
        judge.show(response, f"/bureau/{name}/")

    assert judge.found == []
    # A snippet of a result is a piece of a text, and who replaces words sees them as they will be.
    changed = ("/getoond/gevonden/", "/vervangen/?find=")
    assert [one for one in judge.lost if not any(part in one for part in changed)] == []
    assert not_seen(judge, site.typed.labels) == []
    mails_hold_the_words_and_no_header_of_theirs(site)
    calendars_hold_the_words_and_no_event_of_theirs(site)
    table_holds_the_words_and_no_formula(site)


def test_nothing_comes_alive_in_previews_comments_and_translations(site, judge):
    judge.client.force_login(site.an)
    meeting, page = [site.meeting.pk], [site.text.pk]
    preview(
        judge,
        reverse(f"{MEETING}:edit", args=meeting),
        reverse(f"{MEETING}:preview_on_edit", args=meeting),
    )
    preview(
        judge,
        reverse("wagtailadmin_pages:edit", args=page),
        reverse("wagtailadmin_pages:preview_on_edit", args=page),
    )
    commented(site, judge)
    for path in sent_back(site, judge.client):
        judge.open(path)
    screen = translated(site, judge.client)
    judge.open(screen, ready="networkidle")

    assert judge.found == []
    # What is typed at that screen is HTML: it shows a source as it is stored.
    assert [one for one in judge.lost if not one.startswith(screen)] == []
    assert not_filled(site) == set()
    seen = {site.typed.labels[mark].rpartition(".")[0] for mark in judge.seen}
    assert seen >= TYPED_AT_THE_DESK


@pytest.mark.prove
def test_nothing_comes_alive_where_the_desk_shows_words_again(site, judge):
    judge.client.force_login(site.an)
    for path in further_desk_addresses(site):
        judge.open(path)

    assert judge.found == []
    assert judge.lost == []


def test_every_field_of_a_form_for_visitors_is_in_the_corpus():
    # Another test may have made a form of its own.
    ours = [form for form in PublicForm.__subclasses__() if not form.__module__.startswith("tests")]
    forms = {form.__name__: set(form_fields(form)) for form in ours}

    assert forms == FORMS


def test_judge_sees_what_is_alive_when_words_are_not_escaped(browser: Browser):
    """Negative control: each string that should run when it is not escaped is found."""
    judge = Judge(browser, {})
    harmful = [one for one in corpus.ELEMENTS if one not in HARMLESS]
    unseen = []
    for number, words in enumerate(harmful):
        judge.found.clear()
        judge.show(HttpResponse(f"<title>x</title><p>{words}</p>"), f"/levend/{number}/")
        if not judge.found:
            unseen.append(words)
    judge.close()

    assert unseen == []


def test_judge_sees_a_draft_whose_words_are_not_escaped(site, judge, monkeypatch):
    """Negative control: a text node that is shown by str(), as rich text once was."""
    monkeypatch.setattr(harmless, "markup", lambda nodes: "".join(map(str, nodes)))
    # What was parsed while the site was made must not answer here, nor this one elsewhere.
    monkeypatch.setattr(rich_text, "_pieces", rich_text._pieces.__wrapped__)
    judge.client.force_login(site.an)

    judge.open(reverse("wagtailadmin_pages:view_draft", args=[site.text.pk]))

    assert judge.found
    assert judge.lost


def not_filled(site: CorpusSite) -> set[str]:
    """Return the models with fields of text into which nothing was typed."""
    filled = {model._meta.label for model in site.filled}
    return {model._meta.label for model in typed_models()} - filled


def public_addresses(site: CorpusSite) -> list[str]:
    """Return what a visitor can open."""
    pages = [one for one in site.rows.values() if hasattr(one, "url_path")]
    meeting = [site.meeting.number, site.meeting.slug]
    signed = links.make(registration_mails.PURPOSE, site.registration)
    return [
        *(page.url for page in pages),
        reverse("meeting", args=meeting),
        reverse("meeting", args=[site.cancelled.number, site.cancelled.slug]),
        reverse("register", args=meeting),
        reverse("registration", args=[signed]),
        reverse("repeat", args=[links.make(registration_mails.CHOOSE, site.repeat)]),
        reverse("series", args=["reeks"]),
        reverse("agenda"),
        reverse("question_list"),
        reverse("question", args=[site.question.number]),
        reverse("question_ask") + "?vraag=%22%27%3E%3Cimg%20src=x%20onerror=alive()%3E",
        reverse("search") + "?q=%22%27%3E%3Cimg%20src=x%20onerror=alive()%3E&soort=%22%3Ealive",
        reverse("search") + "?q=script+onerror+alert&volgorde=%3Cb%3E",
        reverse("search") + "?q=bijlage",
        reverse("gemeente", args=["gemeente"]),
        reverse("contact_answer", args=[links.make(contact.REPLY, site.contact_request)]),
        reverse("person", args=["persoon"]),
    ]


def answers_to_what_was_typed(site: CorpusSite, monkeypatch) -> Iterator[tuple[str, HttpResponse]]:
    """Yield the answers that give back what a visitor typed, or an address that she asked for."""
    client, typed = Client(), site.form
    register = address("register", site.meeting)
    wrong = an_application(**typed, email="\"'><img src=x onerror=alive()>@x")
    yield "fout", client.post(register, wrong)
    ask = reverse("question_ask")
    asked = {"text": typed["question"], "explanation": typed["needs"], "name": typed["name"]}
    yield "gevraagd", client.post(ask, form_data("question_ask", email="fout", **asked))
    to_gemeente = reverse("contact_ask", args=["gemeente"])
    asked = {
        "text": typed["question"],
        "name": typed["name"],
        "organisation": typed["organisation"],
    }
    yield "contact", client.post(to_gemeente, form_data("contact_ask", email="fout", **asked))
    signed = links.make(contact.REPLY, site.contact_request)
    answer = {"text": typed["question"]}
    yield "antwoord", client.post(reverse("contact_answer", args=[signed]), answer)
    remark = form_data("remark", text=typed["question"], email="fout")
    yield "melding", client.post(reverse("remark") + "?van=/vragen/", remark)
    with monkeypatch.context() as patched:
        patched.setitem(rate_limits.LIMITS, "register", (rate_limits.Limit(0, 900),))
        yield "te-vaak", client.post(register, an_application(**typed))
    posted = RequestFactory().post(
        register, an_application(**typed), headers={"origin": "http://testserver"}
    )
    yield "storing", failure_pages.server_error(posted)
    yield "afgezegd", client.post(address("register", site.cancelled), an_application(**typed))
    yield "niets", client.get("/\"'><img src=x onerror=alive()>/")
    yield "anders", client.get("/nergens/?x=</script><script>alive()</script>")
    yield "alinea", client.get("/p/alive/")
    yield "gevonden", snippets_in_json(client)


def snippets_in_json(client: Client) -> HttpResponse:
    """Return a page with every piece of HTML that the results hold when they come as JSON."""
    call_command("rebuild_index")
    headers = {"accept": "application/json"}
    answer = client.get(reverse("search") + "?q=script+onerror+alive", headers=headers)
    assert answer["Content-Type"] == "application/json"
    assert answer["X-Content-Type-Options"] == "nosniff"
    hits = answer.json()["hits"]
    html = [one["snippet_html"] for hit in hits for one in (hit, *hit["passages"])]
    assert sum("<mark>" in one for one in html) > 5
    return HttpResponse("".join(f"<p>{one}</p>" for one in html))


def mails_hold_the_words_and_no_header_of_theirs(site: CorpusSite) -> None:
    Mail.objects.update(state=Mail.State.WAITING, next_try_at=timezone.now(), lease_until=None)
    outbox.send_due(timezone.now())
    assert len(sent_mail.outbox) >= 3
    told = ""
    for sent in sent_mail.outbox:
        message = email.message_from_bytes(sent.message().as_bytes(), policy=email.policy.default)
        # An HTML body would have to be opened in the browser as well.
        kinds = {part.get_content_type() for part in message.walk() if not part.is_multipart()}
        assert kinds <= {"text/plain", "text/calendar", "application/ics"}
        assert {name.lower() for name in message} <= HEADERS
        assert message["To"].addresses[0].addr_spec in {"an@example.org", "bo@example.org"}
        told += squeezed(message["Subject"] + sent.body)
    title, phone = site.meeting_text.title, site.meeting.phone
    # Not her name: a greeting is no place to write.
    for words in (title, phone, site.cancelled_text.cancel_reason):
        assert squeezed(words) in told, words


HEADERS = {
    "auto-submitted",
    "content-transfer-encoding",
    "content-type",
    "date",
    "from",
    "message-id",
    "mime-version",
    "subject",
    "to",
}


def calendars_hold_the_words_and_no_event_of_theirs(site: CorpusSite) -> None:
    text = Client().get(reverse("agenda_ics")).content.decode()
    calendar = icalendar.Calendar.from_ical(text)
    events = calendar.walk("VEVENT")
    assert len(events) == text.count("BEGIN:VEVENT\r\n") == 3
    names = {name for event in events for name in event}
    assert not {name for name in names if "ALIVE" in name}
    told = squeezed("".join(str(event["SUMMARY"]) + str(event["LOCATION"]) for event in events))
    for words in (site.meeting_text.title, site.meeting.place):
        assert squeezed(words) in told


def table_holds_the_words_and_no_formula(site: CorpusSite) -> None:
    client = Client()
    client.force_login(site.an)
    path = reverse("events_registrations_csv", args=[site.meeting.pk])
    rows = list(
        csv.reader(io.StringIO(client.get(path).content.decode("utf-8-sig")), delimiter=";")
    )
    assert len(rows) == 2
    cells = [squeezed(one) for one in rows[1]]
    assert not [one for one in cells if one.startswith(tuple("=+-@＝＋－＠"))]
    for words in site.form.values():
        assert squeezed(words) in cells
