"""The way of a contact request: every change of its state is a deed here.

Who locks both takes the contact person first and her requests after, in the order of their keys.
"""

import datetime
import hashlib

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from knowledge.contact import limits
from knowledge.models import ContactPerson, ContactRequest, Gemeente
from office.locks import lock
from office.mail import desk, outbox, quota
from office.mail.links import LinkRefused
from office.refusals import Refused

State, Reason = ContactRequest.State, ContactRequest.Reason

CONFIRM, REPLY = "contact_confirm", "contact_answer"  # what a mailed link is for
# The asker's link tells her how it stands with her question, whoever has it: nothing revokes it.
OF_ASKER = 1


class ContactRefused(Refused):
    """A deed that this request cannot undergo now; says why in Dutch."""


def ask(
    gemeente: Gemeente,
    *,
    text: str,
    name: str,
    organisation: str,
    email: str,
    language: str,
    form_key: str,
    now: datetime.datetime,
    page: Page | None = None,
) -> ContactRequest:
    """Return the request of a visitor, who gets a mail to confirm it; nobody else hears of it yet.

    The same form sent twice gives the request that was made first, and no second mail. Raises
    TooManyMails.
    """
    quota.take(email, now=now)
    key = _digest(form_key, text, email, str(gemeente.pk))
    request = ContactRequest(
        gemeente=gemeente,
        page=page,
        text=text,
        name=name,
        organisation=organisation,
        email=email,
        language=language,
        form_key=key,
        created_at=now,
    )
    try:
        with transaction.atomic():
            request.save()
            outbox.put("contact_confirm", to_language=language, request=request.pk)
    except IntegrityError:
        first = ContactRequest.objects.filter(form_key=key).first()
        if first is None:
            raise
        return first
    return request


@transaction.atomic
def confirm(request: ContactRequest, *, now: datetime.datetime) -> None:
    """Mark a request as confirmed by its asker and send it on; a second time does nothing.

    It goes to the contact person, or to the desk when there is none or she has reached her limit.
    Raises TooManyQuestions, and LinkRefused when the request was forgotten meanwhile.
    """
    answers = ContactPerson.objects.of(request.gemeente).first()
    person = _lock_person(answers.pk) if answers else None
    stored = _lock(request)
    if stored.state != State.UNCONFIRMED:
        return
    limits.count_sender(stored.email, now=now)
    stored.confirmed_at = now
    if person is None:
        _to_desk(stored, Reason.NOBODY, now=now)
    elif limits.has_enough(person, now=now):
        _to_desk(stored, Reason.BUSY, now=now)
    else:
        _to_person(stored, person, now=now)


@transaction.atomic
def answer(
    request: ContactRequest,
    *,
    text: str,
    form_key: str,
    now: datetime.datetime,
    with_address: bool = False,
) -> None:
    """Mail the answer of the contact person to the asker, and end the request.

    Her address goes along only `with_address`. The same form sent twice is one answer. Raises
    ContactRefused when somebody else was first, LinkRefused when the link is not hers any more.
    """
    stored, key = _lock(request), _digest(form_key, text)
    if stored.answer_key == key:
        return
    _must_be_hers(stored, request)
    person = stored.person
    _mail_answer(
        stored,
        text=text,
        who=", ".join(part for part in (person.name, person.role) if part),
        works_at=person.gemeente.shown_name,
        reply_to=person.email if with_address else "",
    )
    _end(stored, State.ANSWERED, now=now, answer_key=key)


@transaction.atomic
def already_answered(request: ContactRequest, *, now: datetime.datetime) -> None:
    """End a request that its contact person answered by mail or phone; a second time is nothing.

    Raises as `answer` does.
    """
    stored = _lock(request)
    if stored.state == State.ANSWERED_ELSEWHERE:
        return
    _must_be_hers(stored, request)
    _end(stored, State.ANSWERED_ELSEWHERE, now=now)


@transaction.atomic
def decline(request: ContactRequest, *, now: datetime.datetime) -> None:
    """Hand a request that its contact person cannot help with to the desk, and tell the asker.

    A second time is nothing. Raises as `answer` does.
    """
    stored = _lock(request)
    if (stored.state, stored.reason) == (State.AT_DESK, Reason.DECLINED):
        return
    _must_be_hers(stored, request)
    _to_desk(stored, Reason.DECLINED, now=now, tell_asker=True)


@transaction.atomic
def reply(request: ContactRequest, *, text: str, now: datetime.datetime) -> None:
    """Mail an answer of the desk to the asker, and end the request. Raises ContactRefused."""
    stored = _lock_open(request)
    if not text.strip():
        raise ContactRefused(_("Schrijf een antwoord."))
    _mail_answer(stored, text=text.strip())
    _end(stored, State.ANSWERED, now=now)


@transaction.atomic
def close(request: ContactRequest, *, now: datetime.datetime) -> None:
    """End a request without a mail. Raises ContactRefused."""
    _end(_lock_open(request), State.CLOSED, now=now)


@transaction.atomic
def pass_on(request: ContactRequest, person: ContactPerson, *, now: datetime.datetime) -> None:
    """Bring a request to the contact person that the desk chose; the link of another is dead.

    Raises ContactRefused when one of the two is gone or over.
    """
    chosen = _lock_person(person.pk)
    if chosen is None:
        raise ContactRefused(_("Deze contactpersoon is er niet meer. Kies een ander."))
    stored = _lock_open(request)
    stored.link_version += 1
    _to_person(stored, chosen, now=now)


@transaction.atomic
def remind(request: ContactRequest, *, now: datetime.datetime) -> bool:
    """Remind the contact person once; return whether that was still of use."""
    stored = _waiting(request)
    if stored is None or stored.reminded_at is not None:
        return False
    stored.reminded_at = now
    stored.save(update_fields=["reminded_at"])
    outbox.put("contact_reminder", **_of_version(stored))
    return True


@transaction.atomic
def give_up(request: ContactRequest, *, now: datetime.datetime) -> bool:
    """Move a request without an answer to the desk and tell its asker; return whether it did.

    Only after a reminder. A late answer is still sent on.
    """
    stored = _waiting(request)
    if stored is None or stored.reminded_at is None:
        return False
    _to_desk(stored, Reason.SILENT, now=now, tell_asker=True)
    return True


@transaction.atomic
def withdraw(person: ContactPerson, *, now: datetime.datetime) -> None:
    """Forget a contact person who stopped; what waited for her goes to the desk."""
    stored = _lock_person(person.pk)
    if stored is None:
        return
    lock(stored.requests.all())
    for request in stored.requests.filter(state=State.WITH_PERSON).order_by("pk"):
        _to_desk(request, Reason.LEFT, now=now, tell_asker=True)
    stored.requests.update(person=None, link_version=F("link_version") + 1)
    stored.delete()


@transaction.atomic
def address_changed(person: ContactPerson, *, now: datetime.datetime) -> None:
    """Mail what waits for a contact person anew: the links in her old mailbox are dead."""
    lock(person.requests.all())
    person.requests.update(link_version=F("link_version") + 1)
    for request in person.requests.filter(state=State.WITH_PERSON).order_by("pk"):
        _to_person(request, person, now=now)


def _lock(request: ContactRequest) -> ContactRequest:
    """Return the request fresh from the database; raises LinkRefused when it was forgotten."""
    rows = ContactRequest.objects.select_for_update(of=("self",), no_key=True)
    stored = rows.filter(pk=request.pk).first()
    if stored is None:
        raise LinkRefused
    return stored


def _lock_open(request: ContactRequest) -> ContactRequest:
    """Return the request for a deed of the desk; raises ContactRefused when it is over or gone."""
    try:
        stored = _lock(request)
    except LinkRefused:
        raise ContactRefused(_("Deze contactvraag is al gewist.")) from None
    if not stored.is_open:
        raise ContactRefused(
            _("Dit kan nu niet met deze contactvraag. De stand is: %(state)s.")
            % {"state": stored.get_state_display()}
        )
    return stored


def _waiting(request: ContactRequest) -> ContactRequest | None:
    """Return the request, locked, while it waits for its contact person, else None."""
    rows = ContactRequest.objects.select_for_update(of=("self",), no_key=True)
    return rows.filter(pk=request.pk, state=State.WITH_PERSON).first()


def _lock_person(pk: int) -> ContactPerson | None:
    # A full lock: it may end in her row's deletion.
    return ContactPerson.objects.select_for_update(of=("self",)).filter(pk=pk).first()


def _must_be_hers(stored: ContactRequest, shown: ContactRequest) -> None:
    """Raise unless whoever was shown this request may still answer it."""
    if stored.link_version != shown.link_version:
        # It went to somebody else between the reading of her link and this.
        raise LinkRefused
    if not stored.may_be_answered:
        raise ContactRefused(_("Deze vraag is al afgehandeld. Je hoeft niets meer te doen."))


def _to_person(request: ContactRequest, person: ContactPerson, *, now: datetime.datetime) -> None:
    request.person, request.asked_at, request.reminded_at = person, now, None
    request.state, request.reason = State.WITH_PERSON, ""
    request.save()
    outbox.put("contact_question", **_of_version(request))


def _to_desk(
    request: ContactRequest, reason: str, *, now: datetime.datetime, tell_asker: bool = False
) -> None:
    request.state, request.reason = State.AT_DESK, reason
    request.save()
    if tell_asker:
        outbox.put("contact_at_desk", to_language=request.language, request=request.pk)
    desk.tell("contact_desk", together="contact_desk_together", now=now, request=request.pk)


def _end(
    request: ContactRequest, state: str, *, now: datetime.datetime, answer_key: str = ""
) -> None:
    request.state, request.reason, request.ended_at = state, "", now
    request.answer_key = answer_key
    request.save()


def _mail_answer(
    request: ContactRequest, *, text: str, who: str = "", works_at: str = "", reply_to: str = ""
) -> None:
    """Put the answer in the outbox; without `who` it is the desk's."""
    # The words stay with the mail alone, which forgets them once it was sent.
    outbox.put(
        "contact_answer",
        to_language=request.language,
        request=request.pk,
        text=text,
        who=who,
        works_at=works_at,
        reply_to=reply_to,
    )


def _of_version(request: ContactRequest) -> dict[str, int]:
    """Return what a mail to the contact person is about: a later one has another version."""
    return {"request": request.pk, "version": request.link_version}


def _digest(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
