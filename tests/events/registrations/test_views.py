"""The form: taken once, and given back filled whenever it is not taken."""

import time
from functools import partial

import pytest
from django.core import signing
from django.urls import reverse
from django.utils import timezone

from events.models import Meeting, Registration, Seats
from events.registrations import deeds as registrations
from knowledge.models import Question
from office.forms import MAX_AGE, TOKEN_FIELD
from office.mail import outbox, quota
from office.models import Mail
from tests.events.factories import (
    address,
    an_application,
    form_data,
    make_applicant,
    make_coming_meeting,
    make_kenniskringen,
    make_registration,
)
from tests.pasted import PASTED

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting():
    make_kenniskringen()
    return make_coming_meeting(capacity=2)


def test_the_form_asks_three_things_and_sets_no_cookie(client, meeting):
    response = client.get(address("register", meeting))

    required = [field.name for field in response.context["form"] if field.field.required]
    assert (response.status_code, required) == (200, ["name", "email", "organisation"])
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


def test_a_form_is_taken_with_303_and_makes_one_row(client, meeting):
    response = client.post(address("register", meeting), an_application(wants_report="on"))

    row = Registration.objects.get()
    assert (response.status_code, response["Location"]) == (303, address("registered", meeting))
    assert (row.name, row.email, row.wants_report, row.language) == (
        "An",
        "an@example.org",
        True,
        "nl",
    )
    assert client.get(response["Location"]).status_code == 200


def test_the_same_form_sent_twice_makes_one_row_and_shows_the_same_page(client, meeting):
    data = an_application()

    answers = [client.post(address("register", meeting), data) for _time in range(2)]

    assert [answer.status_code for answer in answers] == [303, 303]
    assert answers[0]["Location"] == answers[1]["Location"]
    assert Registration.objects.count() == 1
    assert Mail.objects.count() == 1


def test_a_known_address_gets_the_very_page_that_a_new_one_gets(client, meeting):
    make_registration(meeting, "An")

    known = client.post(address("register", meeting), an_application())
    new = client.post(address("register", meeting), an_application(email="bo@example.org"))

    assert (known.status_code, known["Location"]) == (new.status_code, new["Location"])
    assert known.content == new.content


def test_a_full_meeting_gives_the_filled_form_back_with_409_and_makes_no_row(client):
    make_kenniskringen()
    meeting = make_coming_meeting(capacity=1, taken=1)

    response = client.post(address("register", meeting), an_application(question="Hoe dan?"))

    html = response.content.decode()
    assert response.status_code == 409
    assert "Deze kenniskring is vol." in html
    assert 'value="an@example.org"' in html
    assert "Hoe dan?" in html
    # The fields were right: nobody is told to check them, or promised a mail.
    assert "Controleer wat je hebt ingevuld" not in html
    assert "Je krijgt een mail" not in html
    assert "Bekijk de agenda" in html
    assert not Registration.objects.exists()
    assert not Question.objects.exists()


def test_a_full_meeting_answers_known_and_new_addresses_alike(client):
    make_kenniskringen()
    meeting = make_coming_meeting(capacity=1)
    row = registrations.register(meeting, applicant=make_applicant("An"), now=meeting.updated_at)

    known = client.post(address("register", meeting), an_application())
    new = client.post(address("register", meeting), an_application(email="bo@example.org"))

    assert (known.status_code, new.status_code) == (409, 409)
    assert list(known.context["form"].errors.items()) == list(new.context["form"].errors.items())
    assert Registration.objects.get() == row


def test_an_empty_form_for_a_full_or_closed_meeting_says_so_instead(client):
    make_kenniskringen()
    full = make_coming_meeting(capacity=1, taken=1)
    closed = make_coming_meeting(closes_at=make_coming_meeting().updated_at)

    for meeting, words in ((full, "is vol."), (closed, "kan niet meer.")):
        html = client.get(address("register", meeting)).content.decode()
        assert words in html
        assert 'name="email"' not in html
        # Nothing about a form that is not there.
        assert "Duurt een halve minuut" not in html


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"name": ""}, "Vul je naam in."),
        ({"email": ""}, "Vul je e-mailadres in."),
        ({"organisation": " "}, "Vul je gemeente of organisatie in."),
        ({"organisation": "\u200b \u2060"}, "Vul je gemeente of organisatie in."),
        ({"email": "an@"}, "Dit e-mailadres klopt niet. Voorbeeld: naam@gemeente.nl"),
        (
            {"email": "an@example.org\r\nBcc: x@example.org"},
            "Dit e-mailadres klopt niet. Voorbeeld: naam@gemeente.nl",
        ),
        ({"name": "An\r\nBcc: x@example.org"}, "Gebruik hier gewone tekst op één regel."),
        ({"name": "An\x00"}, "Gebruik hier gewone tekst op één regel."),
        ({"question": "Hoe\x00dan?"}, "In deze tekst staan tekens die niet kunnen."),
        ({"needs": "Tolk"}, "Zet hier een vinkje, of laat leeg wat je nodig hebt."),
    ],
)
def test_a_wrong_field_is_named_with_422_and_nothing_is_lost(client, meeting, fields, sentence):
    response = client.post(
        address("register", meeting), an_application(question="Hoe dan?") | fields
    )

    html = response.content.decode()
    errors = [str(error) for found in response.context["form"].errors.values() for error in found]
    assert (response.status_code, errors) == (422, [sentence])
    assert 'id="error-summary"' in html
    assert "<title>Fout:" in html
    assert not Registration.objects.exists()
    assert not Mail.objects.exists()


def test_too_long_a_name_is_refused_by_name(client, meeting):
    response = client.post(address("register", meeting), an_application(name="A" * 10_000))

    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["name"]


@pytest.mark.parametrize("token", [None, "", "x", "a:b:c", "\x00", "é" * 5000])
def test_a_form_without_a_good_token_comes_back_filled_with_400(client, meeting, token):
    data = an_application()
    if token is None:
        del data[TOKEN_FIELD]
    else:
        data[TOKEN_FIELD] = token

    response = client.post(address("register", meeting), data)

    assert response.status_code == 400
    assert 'value="an@example.org"' in response.content.decode()
    assert not Registration.objects.exists()


def test_an_expired_form_comes_back_filled_and_is_taken_the_second_time(
    client, meeting, monkeypatch
):
    data = an_application()
    later = time.time() + MAX_AGE + 1
    monkeypatch.setattr(signing.time, "time", lambda: later)

    response = client.post(address("register", meeting), data)

    html = response.content.decode()
    assert response.status_code == 400
    assert "stond te lang open" in html
    fresh = html.split(f'name="{TOKEN_FIELD}" value="')[1].split('"')[0]
    again = client.post(address("register", meeting), data | {TOKEN_FIELD: fresh})
    assert (again.status_code, Registration.objects.count()) == (303, 1)


def test_the_token_of_another_form_is_not_taken(client, meeting):
    data = an_application() | form_data("resend")

    assert client.post(address("register", meeting), data).status_code == 400


def test_a_form_from_another_website_is_not_taken(client, meeting):
    response = client.post(
        address("register", meeting), an_application(), headers={"Sec-Fetch-Site": "cross-site"}
    )

    assert response.status_code == 403
    assert not Registration.objects.exists()


def test_a_robot_that_fills_everything_is_not_registered(client, meeting):
    response = client.post(address("register", meeting), an_application(laat_leeg="x"))

    assert response.status_code == 422
    assert not Registration.objects.exists()


def test_a_hybrid_meeting_asks_how_and_takes_only_what_it_offers(client):
    make_kenniskringen()
    meeting = make_coming_meeting(location=5)

    missing = client.post(address("register", meeting), an_application())
    foreign = client.post(address("register", meeting), an_application(mode="maan"))
    taken = client.post(address("register", meeting), an_application(mode="locatie"))

    assert (missing.status_code, foreign.status_code, taken.status_code) == (422, 422, 303)
    assert Registration.objects.get().mode == "locatie"


def test_the_question_fold_is_open_when_somebody_comes_to_bring_one(client, meeting):
    closed = client.get(address("register", meeting)).content.decode()
    opened = client.get(address("register", meeting) + "?vraag=1").content.decode()

    assert ("<details open>" in closed, "<details open>" in opened) == (False, True)


def test_what_somebody_types_is_shown_as_text(client, meeting):
    response = client.post(
        address("register", meeting), an_application(name="<script>x</script>", email="")
    )

    assert "<script>x" not in response.content.decode()


def test_a_sign_that_nobody_sees_makes_no_second_person(client, monkeypatch, mailoutbox):
    # Or the last of these would be refused before anybody looks who it is.
    monkeypatch.setattr(quota, "LIMITS", ())
    make_kenniskringen()
    meeting = make_coming_meeting(capacity=10)

    answers = [
        client.post(address("register", meeting), an_application(email=email)).status_code
        for email in PASTED
    ]

    assert answers == [303] * len(PASTED)
    assert Registration.objects.get().email == "naam@voorbeeld.nl"
    assert Seats.objects.get(meeting=meeting).taken == 1
    outbox.send_due(timezone.now())
    assert [mail.to for mail in mailoutbox] == [["naam@voorbeeld.nl"]]


@pytest.mark.parametrize("email", PASTED)
def test_the_link_is_mailed_again_to_an_address_with_a_sign_that_nobody_sees(
    client, meeting, email
):
    make_registration(meeting, email="naam@voorbeeld.nl")

    client.post(address("resend_link", meeting), form_data("resend", email=email))

    assert [mail.kind for mail in Mail.objects.all()] == ["registration_link"]


def test_domains_that_differ_in_one_letter_are_two_people_and_one_in_every_spelling(client):
    make_kenniskringen()
    meeting = make_coming_meeting()

    for email in (
        "naam@maßwerk.de",
        "naam@masswerk.de",
        "NAAM@xn--mawerk-cta.de",
        "naam@MAßWERK.DE",
    ):
        client.post(address("register", meeting), an_application(email=email))

    rows = Registration.objects.order_by("pk").values_list("email", flat=True)
    assert list(rows) == ["naam@xn--mawerk-cta.de", "naam@masswerk.de"]


def test_an_address_that_no_mail_can_go_to_is_refused_by_its_own_name(client, meeting):
    for email, shown in (("naam@localhost", "localhost"), ("naam@[127.0.0.1]", "[127.0.0.1]")):
        response = client.post(address("register", meeting), an_application(email=email))

        assert response.status_code == 422
        assert f"Naar ‘{shown}’ kunnen we geen mail sturen." in response.content.decode()


@pytest.mark.parametrize("name", ["register", "registered", "resend_link", "link_sent"])
def test_a_meeting_that_is_not_announced_is_not_there(client, name):
    make_kenniskringen()
    meeting = make_coming_meeting(announced=False, number=99, slug="geheim")

    assert client.get(address(name, meeting)).status_code == 404
    longest = reverse(name, args=[10**17, "x"])
    assert client.get(longest).status_code == 404
    assert client.get(longest.replace(str(10**17), str(10**30))).status_code == 404


def test_resend_answers_a_known_and_an_unknown_address_alike(client, meeting):
    make_registration(meeting, "An")

    known = client.post(
        address("resend_link", meeting), form_data("resend", email="an@example.org")
    )
    unknown = client.post(
        address("resend_link", meeting), form_data("resend", email="bo@example.org")
    )

    assert (known.status_code, known["Location"]) == (303, unknown["Location"])
    assert [mail.kind for mail in Mail.objects.all()] == ["registration_link"]
    assert client.get(known["Location"]).status_code == 200


def test_resend_refuses_what_is_no_address(client, meeting):
    response = client.post(address("resend_link", meeting), form_data("resend", email="an\x00@x"))

    assert response.status_code == 422
    assert "Dit e-mailadres klopt niet." in response.content.decode()


def test_the_form_speaks_english_under_en(client):
    make_kenniskringen("nl", "en")
    meeting = make_coming_meeting(english="Letting children have a say")

    response = client.post(f"/en{address('register', meeting)}", an_application())

    assert response["Location"].startswith("/en/kenniskringen/")
    assert Registration.objects.get().language == "en"


def test_a_get_never_writes(client, meeting, django_assert_num_queries):
    before = (Registration.objects.count(), Mail.objects.count(), Meeting.objects.get().updated_at)

    for name in ("register", "registered", "resend_link", "link_sent"):
        client.get(address(name, meeting))

    after = (Registration.objects.count(), Mail.objects.count(), Meeting.objects.get().updated_at)
    assert after == before


def test_a_victim_gets_five_mails_an_hour_from_all_forms_together(client, meeting):
    make_registration(meeting, "An")
    forms = [
        (address("register", meeting), an_application),
        (address("resend_link", meeting), partial(form_data, "resend")),
        (reverse("question_ask"), partial(form_data, "question_ask", text="Hoe?", name="An")),
    ]

    statuses = [
        client.post(url, make(email="an@example.org")).status_code for url, make in forms * 3
    ]

    assert statuses == [303] * 5 + [429] * 4


def test_a_form_comes_back_filled_when_its_address_got_enough_mail(client, meeting, monkeypatch):
    monkeypatch.setattr(quota, "LIMITS", (("hour", 0, 3_600),))
    for url, data in [
        (address("register", meeting), an_application(question="Hoe doen jullie dit?")),
        (address("resend_link", meeting), form_data("resend", email="an@example.org")),
        (
            reverse("question_ask"),
            form_data("question_ask", text="Hoe?", name="An", email="an@example.org"),
        ),
    ]:
        response = client.post(url, data)
        page = response.content.decode()
        assert response.status_code == 429
        assert "verstuur het over 60 minuten opnieuw" in page
        assert "an@example.org" in page
    assert not Mail.objects.exists()
