"""Asking a gemeente: the form, its confirmation, and the page on which is answered."""

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext as _, pgettext
from django.views.decorators.http import require_safe

from knowledge.contact import deeds as contact, queries
from knowledge.contact.following import GIVE_UP_AFTER, REMIND_AFTER
from knowledge.contact.forms import ALREADY, DECLINE, AnswerForm, ConfirmForm, ContactForm
from knowledge.contact.limits import TooManyQuestions
from knowledge.models import ContactRequest
from knowledge.pages.queries import language_of
from office.forms import SeeOther, form_page, public_form
from office.mail import links
from office.mail.quota import TooManyMails

ALL_DAYS = REMIND_AFTER + GIVE_UP_AFTER


@public_form("contact_ask")
def contact_ask(request: HttpRequest, slug: str) -> HttpResponse:
    """Take a question for a gemeente; the answer is the same page for everybody.

    The form of one that merged is that of the other; what was typed before it did is taken.
    """
    gemeente = queries.shown_gemeente(slug)
    if gemeente.slug != slug and request.method != "POST":
        there = reverse("contact_ask", args=[gemeente.slug])
        asked = request.META["QUERY_STRING"]
        return HttpResponsePermanentRedirect(f"{there}?{asked}" if asked else there)
    page = queries.asked_about(request, gemeente)
    form = ContactForm(request, initial={"text": queries.first_words(request)})
    if form.is_valid():
        try:
            contact.ask(
                gemeente,
                **form.answers,
                page=page,
                language=get_language(),
                form_key=request.form_key,
                now=timezone.now(),
            )
        except TooManyMails as refusal:
            form.refuse(refusal)
        else:
            return SeeOther(reverse("contact_sent"))
    context = {
        "gemeente": gemeente,
        "known": queries.has_person(gemeente),
        "days": ALL_DAYS,
        "about": page,
        "language_of_about": language_of(page) if page else "",
        "crumbs": [*_home(), {"title": _("Gemeenten"), "url": reverse("gemeente_list")}],
    }
    return form_page(request, "knowledge/contact/ask.html", context, form=form)


@require_safe
def contact_sent(request: HttpRequest) -> HttpResponse:
    """Send the asker to her mail, whatever is known here."""
    return render(request, "knowledge/contact/sent.html", {"crumbs": _home()})


@public_form("contact_confirm")
def contact_confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Show the question with one button; only its POST brings it on its way."""
    asked = links.read(token, contact.CONFIRM, ContactRequest, version=contact.OF_ASKER)
    form = ConfirmForm(request)
    if form.is_valid():
        try:
            contact.confirm(asked, now=timezone.now())
        except TooManyQuestions as refusal:
            form.refuse(refusal)
        else:
            return SeeOther(request.path)
    context = {"asked": asked, "days": ALL_DAYS}
    return form_page(request, "knowledge/contact/confirm.html", context, form=form)


@public_form("contact_answer")
def contact_answer(request: HttpRequest, token: str) -> HttpResponse:
    """Show a contact person her question; only a POST answers it, or ends it otherwise."""
    asked = links.read(token, contact.REPLY, ContactRequest)
    form = AnswerForm(request)
    if form.is_valid():
        try:
            _do(asked, form, request.form_key)
        except contact.ContactRefused as refusal:
            form.refuse(refusal)
        else:
            return SeeOther(request.path)
    return form_page(request, "knowledge/contact/answer.html", {"asked": asked}, form=form)


def _do(asked: ContactRequest, form: AnswerForm, form_key: str) -> None:
    now = timezone.now()
    if form.deed == ALREADY:
        contact.already_answered(asked, now=now)
    elif form.deed == DECLINE:
        contact.decline(asked, now=now)
    else:
        contact.answer(asked, **form.answers, form_key=form_key, now=now)


def _home() -> list[dict[str, str]]:
    return [{"title": pgettext("breadcrumb", "Home"), "url": reverse("wagtail_serve", args=[""])}]
