import datetime

import pytest

from office.mail import quota

pytestmark = pytest.mark.django_db

NOW = datetime.datetime(2026, 11, 10, 10, tzinfo=datetime.UTC)


def after(**time):
    return NOW + datetime.timedelta(**time)


def take(number: int, now=NOW, address="an@gemeente.nl") -> int:
    """Return how many of so many mails were taken."""
    taken = 0
    for _ in range(number):
        try:
            quota.take(address, now=now)
        except quota.TooManyMails:
            continue
        taken += 1
    return taken


def test_address_gets_five_mails_an_hour_and_fifteen_a_day_however_it_is_spelled():
    assert take(6) == 5
    assert take(1, address="AN@gemeente.nl") == 0
    assert take(1, address="bo@gemeente.nl") == 1
    assert [take(6, now=after(hours=hours)) for hours in (1, 2, 3, 4)] == [5, 5, 0, 0]
    assert take(6, now=after(hours=24)) == 5


def test_a_word_behind_a_plus_makes_no_other_mailbox():
    taken = [take(1, address=f"an+{number}@gemeente.nl") for number in range(6)]

    assert taken == [1, 1, 1, 1, 1, 0]
    assert take(1, address="+an@gemeente.nl") == 1


def test_refusal_says_how_long():
    take(5)
    with pytest.raises(quota.TooManyMails, match="over 60 minuten opnieuw"):
        quota.take("an@gemeente.nl", now=NOW)


def test_dots_and_the_second_domain_of_google_make_no_other_mailbox():
    spellings = ["victim", "v.ictim", "vi.c.tim", "V.I.C.T.I.M+x", "victi.m"]
    taken = [take(1, address=f"{name}@gmail.com") for name in spellings]

    assert taken == [1, 1, 1, 1, 1]
    assert take(1, address="vic.tim@googlemail.com") == 0
    # Elsewhere a dot makes another address.
    assert take(1, address="v.ictim@gemeente.nl") == take(1, address="victim@gemeente.nl") == 1
