"""The desk hears of all that waits, and is not flooded."""

import datetime

import pytest
from wagtail.models import Site

from office.mail import desk, outbox
from office.mail.quota import LIMITS, take
from office.models import Mail, Remark, SiteSettings

pytestmark = pytest.mark.django_db

NOW = datetime.datetime(2027, 3, 4, 12, 0, tzinfo=datetime.UTC)
A_MINUTE, AN_HOUR = datetime.timedelta(minutes=1), datetime.timedelta(hours=1)
DESK = "redactie@example.org"


@pytest.fixture(autouse=True)
def _has_a_mailbox(db):
    site = Site.objects.get(is_default_site=True)
    SiteSettings.objects.update_or_create(site=site, defaults={"contact_email": DESK})


def tell(number=1, *, now=NOW):
    """A remark is made, and the desk is told."""
    for _time in range(number):
        made = Remark.objects.create(text="Fout.", form_key=str(Remark.objects.count()))
        desk.tell("remark", together="remarks_together", now=now, remark=made.pk)


def kinds():
    return list(Mail.objects.order_by("pk").values_list("kind", flat=True))


def sent(now, mailoutbox):
    """Return the subjects of what is sent at this moment."""
    mailoutbox.clear()
    outbox.send_due(now)
    return [one.subject for one in mailoutbox]


def test_five_mails_and_then_one_about_all_that_waits(mailoutbox):
    tell(9)

    assert sent(NOW, mailoutbox) == ["Er is een fout doorgegeven"] * 5
    assert sent(NOW + AN_HOUR - A_MINUTE, mailoutbox) == []
    assert sent(NOW + AN_HOUR + A_MINUTE, mailoutbox) == ["9 meldingen wachten op jullie"]
    assert "/beheer/meldingen/" in mailoutbox[0].body


def test_mail_about_all_leaves_after_the_hour_and_counts_what_came_in_its_last_minute(mailoutbox):
    tell(6)
    (coming,) = Mail.objects.filter(kind="remarks_together")

    # Until then the five of the hour would not have made room.
    assert coming.next_try_at == NOW + AN_HOUR + A_MINUTE


@pytest.mark.parametrize(
    ("before", "number"), [(datetime.timedelta(seconds=61), 1), (datetime.timedelta(seconds=59), 2)]
)
def test_what_comes_in_the_last_minute_before_a_mail_about_all_gets_one_of_its_own(before, number):
    tell(6)
    leaves = NOW + datetime.timedelta(hours=3)
    Mail.objects.filter(kind="remarks_together").update(next_try_at=leaves)

    tell(6, now=leaves - before)

    assert kinds().count("remarks_together") == number


def test_what_comes_while_the_mail_about_all_is_on_its_way_gets_another(mailoutbox):
    tell(6)
    (coming,) = Mail.objects.filter(kind="remarks_together")
    # The hour begins with the first, and is full again before this mail left.
    late = coming.next_try_at
    tell(6, now=late)

    assert kinds().count("remarks_together") == 2
    assert len(sent(late + AN_HOUR + A_MINUTE, mailoutbox)) == 5 + 5 + 2


def test_mail_about_all_is_made_once_more_after_it_was_sent(mailoutbox):
    tell(6)
    sent(NOW + AN_HOUR + A_MINUTE, mailoutbox)
    tell(6, now=NOW + 2 * AN_HOUR)

    assert kinds() == [*["remark"] * 5, "remarks_together"] * 2


def test_what_visitors_send_to_the_address_takes_nothing_from_the_desk():
    for _name, most, _seconds in LIMITS[:1]:
        for _time in range(most):
            take(DESK, now=NOW)
    tell()
    assert kinds() == ["remark"]
    # Nor does the one kind from the other.
    tell(9)
    desk.tell("contact_desk", together="contact_desk_together", now=NOW, request=1)
    assert kinds()[-1] == "contact_desk"


def test_nobody_is_told_without_an_address():
    SiteSettings.objects.update(contact_email="")
    tell(6)
    assert kinds() == []


def test_nothing_is_mailed_when_all_was_handled(mailoutbox):
    tell(6)
    Remark.objects.update(done_at=NOW)
    assert sent(NOW + AN_HOUR + A_MINUTE, mailoutbox) == []
