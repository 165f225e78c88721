"""Asks about words that were taken away from a recording where they are typed: not on a page.

Pages ask before they go online (`knowledge/pages/doubts.py`). What is typed of recordings,
questions and answers is public when it is saved, and asks here. Pictures, documents, people,
gemeenten, meetings, series and settings do not ask: see decision 0012.
"""

from collections.abc import Iterable

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from knowledge.models import Recording
from knowledge.pages import all_words, doubts
from knowledge.recordings import returning_words
from office import confirming
from office.confirming import ConfirmedMixin, Facts

TEMPLATE = doubts.TEMPLATE


class AsksAboutWords(ConfirmedMixin):
    """For a CreateView or EditView of a snippet: asks about what was typed and was taken away."""

    confirm_template_name = TEMPLATE

    def consequences(self, form: BaseForm) -> Facts | None:
        return facts(typed(form))


def typed(form: BaseForm) -> list[str]:
    """Return the texts of a form that are new: what stood there before is not asked about."""
    found = [form.cleaned_data.get(name) for name in form.changed_data]
    return [all_words.plain(text) for text in found if isinstance(text, str)]


def facts(texts: Iterable[str], *, without: Recording | None = None) -> Facts | None:
    """Return what there is to ask about these texts, None when nothing is."""
    found = returning_words.doubts(list(texts), without=without)
    return doubts.facts(found) if found else None


def ask(
    request: HttpRequest, texts: Iterable[str], *, title: object, without: Recording | None = None
) -> HttpResponse | None:
    """Answer with the question about what was sent; None when there is none, or it was answered."""
    shown = facts(texts, without=without)
    if shown is None or confirming.is_confirmed(request, request.path, shown):
        return None
    return confirming.ask(
        request,
        TEMPLATE,
        request.path,
        shown,
        object=title,
        label=_("Toch bewaren"),
        fields=confirming.typed_fields(request.POST),
    )


def ask_about(
    request: HttpRequest, form: BaseForm, recording: Recording, *, title: object = None
) -> HttpResponse | None:
    """Answer with the question about what was typed of a recording; None as for `ask`."""
    return ask(request, typed(form), title=title or recording, without=recording)


def is_sent(request: HttpRequest, form: BaseForm) -> bool:
    """Tell whether a valid form was sent, and not to go back from the question to it."""
    return request.method == "POST" and form.is_valid() and not goes_back(request)


def goes_back(request: HttpRequest) -> bool:
    """Tell whether she went back from the question to her form."""
    return confirming.BACK in request.POST
