"""The migrations that bring older rows into the form in which addresses are stored since."""

from importlib import import_module

import pytest
from django.apps import apps
from wagtail.models import Site

from events.models import Registration
from events.registrations import link_mails, mails
from knowledge.models import Asker
from office.models import Mail, SiteSettings, User
from tests.events.factories import NOW, days, make_meeting, make_question, make_registration

pytestmark = pytest.mark.django_db


def clean(room, number):
    import_module(f"{room}.migrations.{number}_clean_addresses").clean(apps, None)


def as_it_was(row, email):
    """Store an address as it was stored before: as it was typed, in lower case."""
    type(row).objects.filter(pk=row.pk).update(email=email, email_folded=email.lower())
    return row


def stored():
    rows = Registration.objects.order_by("pk")
    return list(rows.values_list("email", "email_folded", "shares_address"))


def test_registrations_get_the_clean_address_once_and_for_all():
    meeting = make_meeting()
    for number, email in enumerate(["Naam@voorbeeld.nl\u200b", "naam@maßwerk.de", "An@plain.nl"]):
        as_it_was(make_registration(meeting, f"p{number}"), email)

    clean("events", "0003")
    first = stored()
    clean("events", "0003")

    assert (
        stored()
        == first
        == [
            ("Naam@voorbeeld.nl", "naam@voorbeeld.nl", False),
            ("naam@xn--mawerk-cta.de", "naam@xn--mawerk-cta.de", False),
            ("An@plain.nl", "an@plain.nl", False),
        ]
    )


def test_two_registrations_of_one_mailbox_both_stay_and_both_get_their_link():
    meeting = make_meeting(taken=3)
    for minutes, email in enumerate(["an@a.nl\u200b", "an@a.nl\u00ad", "an@a.nl"]):
        as_it_was(
            make_registration(
                meeting, f"p{minutes}", created_at=NOW - days(9 - minutes), form_key="same"
            ),
            email,
        )

    clean("events", "0003")
    link_mails.resend(meeting, email="an@a.nl", now=NOW)

    assert stored() == [
        ("an@a.nl", "an@a.nl", True),
        ("an@a.nl", "an@a.nl", True),
        ("an@a.nl", "an@a.nl", False),
    ]
    assert Mail.objects.get().kind == "registration_links"
    assert mails.links_of_address(Mail.objects.get().ids).text.count("/aanmelding/") == 3


def test_what_is_no_address_and_what_was_cancelled_stops_nothing():
    meeting = make_meeting()
    as_it_was(make_registration(meeting, "An"), "naam@localhost")
    for name in ("Bo", "Cas"):
        row = make_registration(meeting, name, state=Registration.State.CANCELLED, cancelled_at=NOW)
        as_it_was(row, "bo@a.nl\u200b")

    clean("events", "0003")

    assert stored() == [
        ("naam@localhost", "naam@localhost", False),
        ("bo@a.nl", "bo@a.nl", False),
        ("bo@a.nl", "bo@a.nl", False),
    ]


def test_two_askers_of_one_mailbox_both_stay():
    question = make_question()
    for email in ("an@a.nl", "an@a.nl\u200b", ""):
        Asker.objects.create(question=question, email=email, email_folded=email)

    clean("knowledge", "0003")

    assert list(Asker.objects.order_by("pk").values_list("email", "email_folded")) == [
        ("an@a.nl", "an@a.nl"),
        ("an@a.nl", "an@a.nl\u200b"),
        ("", ""),
    ]


def test_accounts_and_the_sender_get_the_clean_address():
    User.objects.create(username="an", email="an@a.nl\u200b")
    User.objects.create(username="demo", email="demo@demo.invalid")
    site = Site.objects.get(is_default_site=True)
    SiteSettings.objects.create(site=site, sender_email="post@maßwerk.de")

    clean("office", "0005")

    emails = set(User.objects.values_list("email", flat=True))
    assert {"an@a.nl", "demo@demo.invalid"} <= emails
    assert SiteSettings.objects.get().sender_email == "post@xn--mawerk-cta.de"
