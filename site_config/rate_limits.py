"""How often one visitor may do what costs us mail, rows or time, and how often guess a secret."""

from collections.abc import Callable, Mapping
from datetime import datetime
from http import HTTPStatus
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _, ngettext

from events.models.registration import fold_name
from office import counting
from office.mail_address import fold
from site_config import typed_again
from site_config.client_address import bucket, client_ip

A_QUARTER = 900  # seconds
A_DAY = 86_400
LONG = 2 * 3_600


def network(request: HttpRequest) -> str:
    """Return the address that the visitor comes from."""
    return bucket(client_ip(request))


def account(request: HttpRequest) -> str:
    """Return the account that somebody logs in to, as it was typed, known or not."""
    return fold(request.POST.get("username", ""))[:254]


def mailbox(request: HttpRequest) -> str:
    """Return the address to which a new password is asked, known or not."""
    return fold(request.POST.get("email", ""))[:254]


def mailbox_from_network(request: HttpRequest) -> str:
    """Return both: who uses up the mails leaves some to the owner of the mailbox."""
    return f"{mailbox(request)} {network(request)}"


def account_from_network(request: HttpRequest) -> str:
    """Return both: who guesses locks out herself, not the owner of the account."""
    return f"{account(request)} {network(request)}"


def closed_page(request: HttpRequest) -> str:
    """Return the restriction whose password is asked."""
    asked = request.resolver_match.kwargs
    return str(asked.get("page_view_restriction_id", asked.get("restriction_id")))


def meeting_from_network(request: HttpRequest) -> str:
    """Return both: nobody fills a meeting with invented names."""
    return f"{request.resolver_match.kwargs['number']} {network(request)}"


def applicant(request: HttpRequest) -> str:
    """Return who is to have a seat, however her name and address are spelled."""
    typed = request.POST.get
    return f"{fold(typed('email', ''))[:254]} {fold_name(typed('name', ''))}"


class Limit(NamedTuple):
    """So many posts in so many seconds, for each value of `by`.

    With `of` it counts values of that, not posts: who sends a form again counts once, and not at
    all while none of her forms was taken (was answered with 303). With `of_guesses` it counts what
    was wrong: a post that was answered with 302 knew the secret.
    """

    count: int
    seconds: int
    by: Callable[[HttpRequest], str] = network
    of: Callable[[HttpRequest], str] | None = None
    of_guesses: bool = False

    def what(self, name: str) -> str:
        """Return what is counted, as the counter knows it."""
        return f"{name}.{self.by.__name__}.{self.seconds}"

    def wait(self, request: HttpRequest, name: str) -> int:
        """Count one post and return how many seconds too early it is, 0 when it may go on."""
        what, who, now = self.what(name), self.by(request), timezone.now()
        if self.of is not None:
            one = (f"{what}.{self.of.__name__}", f"{who} {self.of(request)}")
            request.counted_if_taken.append((one, (what, who)))
            is_again = counting.seconds_to_wait(
                one[0], who=one[1], most=1, seconds=self.seconds, now=now
            )
            if is_again:
                return 0
        if self.of_guesses:
            # Before it is counted: counted after the answer, many at once would all get through.
            request.counted_guesses.append(Guess(what, who, self.seconds, now))
        return counting.seconds_to_wait(
            what, who=who, most=self.count, seconds=self.seconds, now=now
        )


class Guess(NamedTuple):
    """One post as it was counted, to be given back when it was no guess."""

    what: str
    who: str
    seconds: int
    at: datetime


# By URL name, posts only; where there are several limits, the first that is reached ends the
# counting. Generous, because a town hall is one address: sixty colleagues register in the quarter
# of an hour after a newsletter. One meeting has few seats, so there it is ten people a day: not ten
# seats, or the limit would tell who is registered already (docs/registration.md). How many mails
# one address gets is counted where they are made (office/mail/quota.py).
LIMITS: Mapping[str, tuple[Limit, ...]] = {
    "register": (
        Limit(60, A_QUARTER),
        Limit(10, A_DAY, meeting_from_network, of=applicant),
    ),
    "resend_link": (Limit(10, A_QUARTER),),
    "registration_cancel": (Limit(60, A_QUARTER),),
    "repeat": (Limit(60, A_QUARTER),),
    "question_ask": (Limit(15, A_QUARTER),),
    "question_confirm": (Limit(60, A_QUARTER),),
    "question_stop": (Limit(60, A_QUARTER),),
    "contact_ask": (Limit(15, A_QUARTER),),
    "contact_confirm": (Limit(60, A_QUARTER),),
    "contact_answer": (Limit(60, A_QUARTER),),
    "remark": (Limit(15, A_QUARTER),),
}
# What asks for a secret, or mails a way in. A class that logs in on one account, and a town hall
# that reads a closed page, know the secret: only what was wrong stays counted. The limit on an
# account, whoever asks, stops guesses from many networks: 9,600 a day against a password of twelve
# characters. One network gets half of the mails of a mailbox, or it would keep its owner out.
SECRETS: Mapping[str, tuple[Limit, ...]] = {
    "wagtailadmin_login": (
        Limit(10, A_QUARTER, account_from_network, of_guesses=True),
        Limit(60, A_QUARTER, of_guesses=True),
        Limit(100, A_QUARTER, account, of_guesses=True),
    ),
    "wagtailadmin_password_reset": (
        Limit(5, A_DAY, mailbox_from_network),
        Limit(3, A_QUARTER, mailbox),
        Limit(10, A_DAY, mailbox),
        Limit(20, A_QUARTER),
    ),
    "wagtailcore_authenticate_with_password": (
        Limit(20, A_QUARTER, of_guesses=True),
        Limit(300, A_QUARTER, closed_page, of_guesses=True),
    ),
    "wagtaildocs_authenticate_with_password": (
        Limit(20, A_QUARTER, of_guesses=True),
        Limit(300, A_QUARTER, closed_page, of_guesses=True),
    ),
}
# Pages that cost us seconds, read with GET. What is answered from memory does not come here
# (office/page_cache.py): only a page that is rendered is counted.
READS: Mapping[str, tuple[Limit, ...]] = {
    # As many pages as the guide has questions.
    "guide_whole": (Limit(30, A_QUARTER),),
}


class RateLimitMiddleware:
    """Answer 429 to a request beyond its limit; the page holds what was typed, to send again."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != HTTPStatus.SEE_OTHER:
            give_back(request)
        if response.status_code == HTTPStatus.FOUND:
            give_guesses_back(request)
        return response

    def process_view(
        self, request: HttpRequest, view: Callable, args: tuple, kwargs: dict
    ) -> HttpResponse | None:
        """Count the request; return the page that refuses it, or None."""
        name = request.resolver_match.view_name
        if request.method == "POST":
            limits = LIMITS.get(name) or SECRETS.get(name) or ()
        else:
            limits = READS.get(name, ())
        wait = seconds_to_wait(request, name, limits)
        return too_many(request, wait, is_secret=name in SECRETS) if wait else None


def seconds_to_wait(request: HttpRequest, name: str, limits: tuple[Limit, ...]) -> int:
    """Count one request and return how long the visitor must wait, 0 when it may go on."""
    request.counted_if_taken, request.counted_guesses = [], []
    for limit in limits:
        if wait := limit.wait(request, name):
            return wait
    return 0


def give_back(request: HttpRequest) -> None:
    """Take back what counts only when the form is taken."""
    for (one, whose), (what, who) in getattr(request, "counted_if_taken", []):
        # Her other form may have been taken meanwhile: then she still counts.
        if not counting.give_back(one, who=whose):
            counting.give_back(what, who=who)


def give_guesses_back(request: HttpRequest) -> None:
    """Take back what this post counted as a guess: it knew the secret.

    No more than that, and only where it was counted: who has an account of her own would else buy
    guesses at another.
    """
    for guess in getattr(request, "counted_guesses", []):
        counting.give_back(guess.what, who=guess.who, counted_at=guess.at, seconds=guess.seconds)


def too_many(request: HttpRequest, wait: int, *, is_secret: bool = False) -> HttpResponse:
    """Return the Dutch page of status 429, with a form that holds what was typed.

    A password is given back to nobody.
    """
    context = {
        "fields": [] if is_secret else typed_again.fields(request.POST),
        "address": request.get_full_path(),
        "how_long": how_long(wait),
        "is_long": wait > LONG,
        "is_read": request.method != "POST",
        "is_secret": is_secret,
    }
    response = render(request, "429.html", context, status=429)
    response["Retry-After"] = str(wait)
    response["Cache-Control"] = "no-store"
    return response


def how_long(wait: int) -> str:
    """Return so many seconds in words, rounded up."""
    if wait > LONG:
        return _("%(hours)s uur") % {"hours": -(-wait // 3_600)}
    minutes = -(-wait // 60)
    return ngettext("1 minuut", "%(minutes)s minuten", minutes) % {"minutes": minutes}
