"""Each limit as it stands: so many posts are taken, and the next one waits."""

import re
from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import get_resolver, resolve, reverse
from django.utils import timezone

from site_config import rate_limits
from site_config.rate_limits import (
    A_DAY,
    A_QUARTER,
    LIMITS,
    READS,
    SECRETS,
    Limit,
    RateLimitMiddleware,
)

pytestmark = pytest.mark.django_db

# Every limit of the site: the address, how many posts in how many seconds, and of whom.
# Who tries to log in and cannot counts; who can has her count back.
STANDING = {
    ("register", 60, A_QUARTER, "network"),
    ("register", 10, A_DAY, "meeting_from_network"),
    ("resend_link", 10, A_QUARTER, "network"),
    ("registration_cancel", 60, A_QUARTER, "network"),
    ("repeat", 60, A_QUARTER, "network"),
    ("question_ask", 15, A_QUARTER, "network"),
    ("question_confirm", 60, A_QUARTER, "network"),
    ("question_stop", 60, A_QUARTER, "network"),
    ("contact_ask", 15, A_QUARTER, "network"),
    ("contact_confirm", 60, A_QUARTER, "network"),
    ("contact_answer", 60, A_QUARTER, "network"),
    ("remark", 15, A_QUARTER, "network"),
    ("wagtailadmin_login", 10, A_QUARTER, "account_from_network"),
    ("wagtailadmin_login", 60, A_QUARTER, "network"),
    ("wagtailadmin_login", 100, A_QUARTER, "account"),
    ("wagtailadmin_password_reset", 5, A_DAY, "mailbox_from_network"),
    ("wagtailadmin_password_reset", 3, A_QUARTER, "mailbox"),
    ("wagtailadmin_password_reset", 10, A_DAY, "mailbox"),
    ("wagtailadmin_password_reset", 20, A_QUARTER, "network"),
    ("wagtailcore_authenticate_with_password", 20, A_QUARTER, "network"),
    ("wagtailcore_authenticate_with_password", 300, A_QUARTER, "closed_page"),
    ("wagtaildocs_authenticate_with_password", 20, A_QUARTER, "network"),
    ("wagtaildocs_authenticate_with_password", 300, A_QUARTER, "closed_page"),
}
# What a limit counts stays the same from post to post, and all else differs.
SAME = {
    "network": {"network"},
    "account_from_network": {"network", "account"},
    "meeting_from_network": {"network"},
    "account": {"account"},
    "mailbox": {"mailbox"},
    "mailbox_from_network": {"network", "mailbox"},
    "closed_page": set(),
}


def path_of(name: str) -> str:
    """Return an address with this name; each thing in it is the first of its kind."""
    _pattern, parameters = get_resolver().reverse_dict.getlist(name)[0][0][0]
    words = {"number": 1, "slug": "x", "signed": "x", "token": "x"}
    return reverse(name, kwargs={one: words.get(one, 1) for one in parameters})


def posts(name: str, count: int, same: set[str]) -> list[HttpResponse]:
    """Return what is answered to so many posts; a form that is taken gets 303."""
    factory, path = RequestFactory(), path_of(name)
    middleware = RateLimitMiddleware(lambda request: request.answer)
    answers = []
    for number in range(count):
        fields = {
            "username": "an" if "account" in same else f"an{number}",
            "email": f"an{0 if 'mailbox' in same else number}@example.org",
            "name": f"An {number}",
            "password": "mis",
        }
        network = 1 if "network" in same else number
        headers = {"x-forwarded-for": f"203.0.{network // 250}.{network % 250}"}
        request = factory.post(path, fields, headers=headers)
        request.resolver_match = resolve(path)
        taken = HttpResponse(status=200 if name in SECRETS else 303)
        request.answer = middleware.process_view(request, None, (), {}) or taken
        answers.append(middleware(request))
    return answers


def test_these_limits_stand_and_no_other():
    assert {
        (name, limit.count, limit.seconds, limit.by.__name__)
        for name, limits in {**LIMITS, **SECRETS}.items()
        for limit in limits
    } == STANDING
    assert {"guide_whole": (Limit(30, A_QUARTER),)} == READS


@pytest.mark.parametrize(("name", "count", "seconds", "whose"), sorted(STANDING))
def test_limit_takes_as_many_posts_as_it_says_and_no_more(
    name, count, seconds, whose, settings, time_machine, monkeypatch
):
    settings.TRUSTED_PROXIES = ["127.0.0.1"]
    time_machine.move_to("2026-11-10T10:00:00+00:00", tick=False)
    # A shorter window of the same person would answer before this one.
    table = LIMITS if name in LIMITS else SECRETS
    own = [one for one in table[name] if (one.seconds, one.by.__name__) == (seconds, whose)]
    monkeypatch.setitem(table, name, tuple(own))

    answers = posts(name, count + 1, SAME[whose])

    refused = answers.pop()
    assert {answer.status_code for answer in answers} == {200 if name in SECRETS else 303}
    assert (refused.status_code, refused["Retry-After"]) == (429, str(seconds))
    time_machine.move_to(timezone.now() + timedelta(seconds=seconds), tick=False)
    assert posts(name, 1, SAME[whose])[0].status_code != 429


@pytest.mark.parametrize("name", sorted({*LIMITS, *SECRETS}))
def test_address_has_its_limits_together(name, settings):
    """The limit that one visitor reaches first answers her."""
    settings.TRUSTED_PROXIES = ["127.0.0.1"]
    first = min(one.count for one in (LIMITS.get(name) or SECRETS[name]))

    answers = posts(name, first + 1, {"network", "account", "mailbox"})

    assert [answer.status_code for answer in answers][-2:] == [200 if name in SECRETS else 303, 429]
    shown = answers[-1].content.decode()
    assert re.search("minuten|uur", shown)
    assert ("te vaak geprobeerd" in shown) == (name in SECRETS)


def test_nothing_is_refused_when_a_limit_is_taken_away(monkeypatch):
    """The negative control."""
    monkeypatch.setattr(rate_limits, "SECRETS", {})
    answers = posts("wagtailadmin_password_reset", 30, {"network", "account", "mailbox"})
    assert 429 not in {answer.status_code for answer in answers}
