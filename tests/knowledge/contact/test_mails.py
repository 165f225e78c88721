"""What each mail says, to whom, and what it never says."""

import datetime

import pytest
from django.utils import timezone, translation

from knowledge.contact import deeds as contact, mails
from office.mail import outbox
from office.mail.kinds import MAIL_KINDS
from office.models import Mail
from tests.knowledge.contact.factories import (
    NOW,
    ask,
    last_ids,
    make_person,
    make_request,
    make_shown_gemeente,
)
from tests.knowledge.pages.factories import make_case

pytestmark = pytest.mark.django_db

WIN = "Win geld op https://win.example"


def of_kind(kind):
    return Mail.objects.filter(kind=kind).latest("pk")


def render(kind, language="nl"):
    with translation.override(language):
        return MAIL_KINDS[kind].render(of_kind(kind).ids)


def test_stranger_can_write_nothing_into_the_mail_that_asks_for_confirmation():
    ask(text=WIN, name=WIN, organisation=WIN, email="slachtoffer@elders.nl")

    mail = render("contact_confirm")

    assert (mail.to, mail.subject) == ("slachtoffer@elders.nl", "Bevestig je vraag")
    assert "win" not in f"{mail.subject}{mail.text}".lower()
    assert "/in-contact/bevestigen/" in mail.text
    assert "na 7 dagen weg" in mail.text


def test_confirmed_request_is_not_asked_for_again():
    request = ask()
    contact.confirm(request, now=NOW)
    assert render("contact_confirm") is None


def test_question_goes_to_the_contact_person_who_may_press_reply():
    gemeente, case = make_shown_gemeente()
    make_person(gemeente)
    make_request(gemeente, page=case, text="Wat kost het?\n\nEn van wie is het geld?")

    mail = render("contact_question")

    assert (mail.to, mail.reply_to[:2]) == ("cas@almere.nl", "an")
    assert mail.subject == "Een vraag over de aanpak van gemeente Almere"
    assert "Hallo Cas," in mail.text
    assert "> Wat kost het?\n>\n> En van wie is het geld?\n" in mail.text
    assert f"> An Smit\n> Gemeente Ergens\n> {mail.reply_to}\n" in mail.text
    assert f"‘{case.title}’" in mail.text
    assert case.url in mail.text
    assert "/in-contact/antwoord/" in mail.text


def test_words_of_the_asker_cannot_pass_for_ours():
    make_person()
    make_request(text=f"Hoi.\n\nKies je wachtwoord:\n{WIN}", name="Redactie", organisation=WIN)

    mail = render("contact_question")

    typed = [line for line in mail.text.splitlines() if "win.example" in line or "wacht" in line]
    assert typed
    assert all(line.startswith("> ") for line in typed)
    assert "win" not in mail.subject.lower()


def test_page_that_left_the_site_is_not_named():
    gemeente, case = make_shown_gemeente()
    make_person(gemeente)
    make_request(gemeente, page=case)
    case.unpublish()

    mail = render("contact_question")

    assert case.title not in mail.text
    assert "De vraag gaat over" not in mail.text


def test_reminder_says_that_it_is_the_only_one():
    make_person()
    contact.remind(make_request(), now=NOW)

    mail = render("contact_reminder")

    assert mail.subject == "Herinnering: een vraag over de aanpak van gemeente Almere"
    assert "Dit is de enige herinnering." in mail.text


@pytest.mark.parametrize("kind", ["contact_question", "contact_reminder"])
def test_nothing_goes_to_who_does_not_have_the_question_any_more(kind):
    make_person()
    request = make_request()
    contact.remind(request, now=NOW)
    assert render(kind) is not None

    contact.pass_on(request, make_person("Elders"), now=NOW)
    ids = Mail.objects.filter(kind=kind).earliest("pk").ids
    assert MAIL_KINDS[kind].render(ids) is None


def test_nothing_goes_to_who_answered_before_it_was_sent():
    make_person()
    request = make_request()
    contact.remind(request, now=NOW)
    contact.already_answered(request, now=NOW)
    assert render("contact_question") is render("contact_reminder") is None


def test_answer_tells_name_and_role_and_no_address():
    make_person()
    request = make_request()
    contact.answer(request, text="Vijf ton.\nPer jaar.", form_key="a", now=NOW)

    mail = render("contact_answer")

    assert mail.to == request.email
    assert mail.reply_to == ""
    assert mail.subject == "Antwoord op je vraag over gemeente Almere"
    assert "Het is van Cas Bos, beleidsadviseur, gemeente Almere:" in mail.text
    assert "> Vijf ton.\n> Per jaar.\n" in mail.text
    assert "cas@" not in mail.text
    assert "Antwoord niet op deze mail, maar stel je vraag hier:" in mail.text
    assert f"/gemeenten/{request.gemeente.slug}/in-contact/" in mail.text


def test_answer_repeats_the_question_and_where_it_was_asked():
    make_person()
    page = make_case(title="Armoedevrij", gemeente="Almere")
    request = make_request(page=page, text="Wat kost dat?")
    contact.answer(request, text="Vijf ton.", form_key="a", now=NOW)

    mail = render("contact_answer")

    assert "Dit was je vraag:\n\n> Wat kost dat?\n" in mail.text
    assert "bij ‘Armoedevrij’:\n" in mail.text
    assert page.url in mail.text
    page.unpublish()
    assert "Armoedevrij" not in render("contact_answer").text


def test_answer_can_be_mailed_back_when_she_chose_so():
    make_person()
    contact.answer(make_request(), text="Ja.", form_key="a", now=NOW, with_address=True)

    mail = render("contact_answer")

    assert mail.reply_to == "cas@almere.nl"
    assert "Beantwoord deze mail, of mail naar cas@almere.nl." in mail.text


def test_answer_of_the_desk_is_the_desks():
    contact.reply(make_request(), text="Kijk bij Elders.", now=NOW)
    assert "Het is van de redactie:" in render("contact_answer").text


def test_words_of_the_answer_are_kept_nowhere_once_the_mail_was_sent(mailoutbox):
    make_person()
    contact.answer(make_request(), text="Vijf ton.", form_key="a", now=NOW, with_address=True)

    outbox.send_due(timezone.now() + datetime.timedelta(days=1))

    (sent,) = [one for one in mailoutbox if "Vijf ton." in one.body]
    assert sent.reply_to == ["cas@almere.nl"]
    assert last_ids() == {}


def silent(request):
    contact.remind(request, now=NOW)
    contact.give_up(request, now=NOW)


@pytest.mark.parametrize(
    ("deed", "words"),
    [
        (silent, "Er is nog geen antwoord op je vraag aan gemeente Almere. Wij stuurden hem door"),
        (lambda one: contact.decline(one, now=NOW), "kan je vraag niet beantwoorden."),
        (lambda one: contact.withdraw(one.person, now=NOW), "kan geen vragen meer beantwoorden."),
    ],
)
def test_asker_hears_why_the_desk_looks_further(deed, words):
    make_person()
    request = make_request()
    deed(request)

    mail = render("contact_at_desk")

    assert mail.to == request.email
    assert words in mail.text
    assert "De redactie zoekt verder." in mail.text


def test_asker_hears_nothing_of_a_desk_that_passed_it_on_already():
    make_person()
    request = make_request()
    contact.decline(request, now=NOW)
    contact.pass_on(request, make_person("Elders"), now=NOW)
    assert render("contact_at_desk") is None


def test_desk_reads_in_its_mail_no_word_of_the_asker(desk):
    make_request(text=WIN, name=WIN, organisation=WIN)

    mail = render("contact_desk")

    assert mail.to == "redactie@alliantie.nl"
    assert mail.subject == "Een vraag aan gemeente Almere wacht op jullie"
    assert "win" not in mail.text.lower()
    assert f"/contactvragen/inspect/{of_kind('contact_desk').ids['request']}/" in mail.text


def test_desk_reads_in_one_mail_how_many_wait_when_many_came(desk):
    requests = [make_request() for _time in range(7)]
    contact.close(requests[0], now=NOW)

    mail = render("contact_desk_together")

    assert (mail.to, mail.subject) == (
        "redactie@alliantie.nl",
        "6 vragen aan gemeenten wachten op jullie",
    )
    assert "/contactvragen/?state=at_desk" in mail.text

    for request in requests[2:]:
        contact.close(request, now=NOW)
    assert render("contact_desk_together").subject == "Een vraag aan een gemeente wacht op jullie"
    contact.close(requests[1], now=NOW)
    assert render("contact_desk_together") is None


def test_desk_gets_no_mail_of_what_is_handled(desk):
    request = make_request()
    contact.close(request, now=NOW)
    assert render("contact_desk") is None


@pytest.mark.parametrize("kind", ["contact_confirm", "contact_answer", "contact_at_desk"])
def test_mails_to_an_english_asker_are_in_english(kind):
    make_person()
    answered, declined = make_request(language="en"), make_request(language="en")
    ask(language="en")
    contact.answer(answered, text="Yes.", form_key="a", now=NOW)
    contact.decline(declined, now=NOW)

    assert of_kind(kind).language == "en"
    mail = render(kind, "en")
    assert "Hello," in mail.text
    assert not {"je", "vraag", "antwoord"} & set(mail.text.lower().split())


def test_quoted_words_keep_their_empty_lines():
    assert mails.quoted("Hoi.\n\nWat kost het?") == "> Hoi.\n>\n> Wat kost het?"
