"""The pages of a question, from asking to its answer."""

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse, translate_url
from django.utils import timezone
from django.utils.translation import get_language, gettext as _, pgettext
from django.views.decorators.http import require_safe

from knowledge import addresses, closing
from knowledge.models import Asker, Question
from knowledge.pages.queries import language_of
from knowledge.questions import (
    agenda,
    deeds as questions,
    head,
    origins,
    queries as question_queries,
    rows as question_rows,
)
from knowledge.questions.forms import MAX_QUESTION, ButtonForm, QuestionForm
from office.forms import SeeOther, form_page, public_form
from office.mail import links
from office.mail.quota import TooManyMails

PER_PAGE = 25


@require_safe
def question_list(request: HttpRequest) -> HttpResponse:
    """Show what colleagues want to know, and what is answered."""
    found = Paginator(question_queries.listed(get_language()), PER_PAGE)
    pages = found.get_page(request.GET.get("pagina"))
    rows = question_rows.chosen([question.pk for question in pages])
    is_source = get_language() == settings.LANGUAGE_CODE
    context = {
        # A question is asked in one language.
        "dutch_only": 0 if is_source else question_queries.listed(settings.LANGUAGE_CODE).count(),
        "dutch_url": translate_url(request.path, settings.LANGUAGE_CODE),
        "pages": pages,
        "head": head.of_list(request, pages),
        "crumbs": _crumbs()[:1],
        "open": [row for row in rows if not row.answered],
        "answered": [row for row in rows if row.answered],
    }
    return render(request, "knowledge/questions/list.html", context)


@require_safe
def question(request: HttpRequest, number: int) -> HttpResponse:
    """Show one question in its own language: 404 unless it was published, 410 when withdrawn."""
    found = question_queries.published(number)
    if found.state == Question.State.MERGED:
        return HttpResponseRedirect(found.merged_into.get_absolute_url())
    if not found.is_public:
        return render(request, "knowledge/questions/withdrawn.html", status=410)
    if found.language != get_language():
        return HttpResponseRedirect(found.get_absolute_url())
    opgave = found.opgave
    if not closing.is_visible(opgave):
        opgave = None
    answers = list(found.answers.all())
    context = {
        "question": found,
        "head": head.of_question(found, answers),
        "answers": answers,
        # None: when it came to the site is when it was asked.
        "asked": origins.of(found),
        "discussion": agenda.discussion(found, now=timezone.now()),
        "related": question_queries.related(found),
        "nearby": question_queries.nearby(found),
        "crumbs": _crumbs(),
        "opgave": opgave,
        "opgave_url": addresses.tree_url(opgave.url_path) if opgave else "",
    }
    return render(request, "knowledge/questions/question.html", context)


@public_form("question_ask")
def question_ask(request: HttpRequest) -> HttpResponse:
    """Take a question; the answer is the same page for everybody."""
    page = question_queries.page_asked_on(request)
    searched = request.GET.get("vraag", "")
    form = QuestionForm(request, initial={"text": searched[:MAX_QUESTION]})
    if form.is_valid():
        try:
            questions.ask(
                **form.answers,
                language=get_language(),
                origin=Question.Origin.SEARCH if searched else Question.Origin.WEBSITE,
                opgave=question_queries.opgave_of(page),
                asked_on=page,
                form_key=request.form_key,
                now=timezone.now(),
            )
        except TooManyMails as refusal:
            form.refuse(refusal)
        else:
            return SeeOther(reverse("question_sent"))
    context = {
        "about": page,
        "language_of_about": language_of(page) if page else "",
        "crumbs": _crumbs(),
    }
    return form_page(request, "knowledge/questions/ask.html", context, form=form)


@require_safe
def question_sent(request: HttpRequest) -> HttpResponse:
    """Send the asker to her mail, whether her address is known here or not."""
    return render(request, "knowledge/questions/sent.html", {"crumbs": _crumbs()})


@public_form("question_confirm")
def question_confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Show the question with one button; only its POST confirms."""
    asker = links.read(token, questions.CONFIRM, Asker)
    form = ButtonForm(request)
    if form.is_valid():
        questions.confirm(asker, now=timezone.now())
        return SeeOther(request.path)
    context = {"asker": asker, "why_off": question_queries.why_off(asker.question)}
    return form_page(request, "knowledge/questions/confirm.html", context, form=form)


@public_form("question_stop")
def question_stop(request: HttpRequest, token: str) -> HttpResponse:
    """Offer one button that stops the mail about a question; only its POST does."""
    asker = links.read(token, questions.STOP, Asker)
    form = ButtonForm(request)
    if form.is_valid():
        questions.stop(asker)
        return SeeOther(request.path)
    return form_page(request, "knowledge/questions/stop.html", {"asker": asker}, form=form)


def _crumbs() -> list[dict[str, str]]:
    """Return the way back: home, the questions."""
    return [
        {"title": pgettext("breadcrumb", "Home"), "url": reverse("wagtail_serve", args=[""])},
        {"title": _("Vragen"), "url": reverse("question_list")},
    ]
