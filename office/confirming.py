"""A deed or an edit form that shows first what it will do, and does it on a second press.

The second press carries a seal of what was shown. When that is no longer what would happen,
nothing is done and it is shown again. No JavaScript, no session, and nothing typed is lost.
"""

import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

# The field with the seal, and the button that returns to the form.
SEAL = "confirm_seal"
BACK = "confirm_back"
# What belongs to the page that asks: its own fields and choices, and a token that it renews.
OF_THE_PAGE = ("confirm_", "csrfmiddlewaretoken")

Facts = dict[str, Any]


def seal(request: HttpRequest, about: str, facts: Facts) -> str:
    """Return the seal of what this user was shown about a deed; facts are values that JSON has."""
    stated = json.dumps([request.user.pk, about, facts], cls=DjangoJSONEncoder, sort_keys=True)
    return salted_hmac("office.confirming", stated, algorithm="sha256").hexdigest()


def is_confirmed(request: HttpRequest, about: str, facts: Facts) -> bool:
    """Return whether the press that was sent is about exactly these facts."""
    return constant_time_compare(request.POST.get(SEAL, ""), seal(request, about, facts))


def typed_fields(posted: QueryDict) -> list[tuple[str, str]]:
    """Return (name, value) of everything in the form that waits behind the page."""
    return [
        (name, value)
        for name, values in posted.lists()
        if not name.startswith(OF_THE_PAGE)
        for value in values
    ]


def ask(
    request: HttpRequest,
    template: str,
    about: str,
    facts: Facts,
    *,
    status: int | None = None,
    **context: Any,
) -> HttpResponse:
    """Answer with the page that shows the facts under a seal; template extends
    `office/admin/confirm.html`. With 409 when other facts were shown before, unless told else."""
    is_outdated = (
        SEAL in request.POST
        and not is_confirmed(request, about, facts)
        and not context.get("error")
    )
    context |= {
        "facts": facts,
        "seal": seal(request, about, facts),
        "is_outdated": is_outdated,
    }
    return render(request, template, context, status=status or (409 if is_outdated else 200))


class ConfirmedMixin:
    """For a CreateView or EditView of Wagtail, before LockedEditMixin: asks before it saves.

    `consequences` says what there is to ask. The page that asks extends
    `office/admin/confirm.html`; its own choices have names that begin with `confirm_`.
    """

    confirm_template_name = ""

    def consequences(self, form: BaseForm) -> Facts | None:
        """Return what saving this valid form will do, as values that JSON has; None: just save.

        Called behind the locks of the edit, with what was typed in `form.instance`. What the page
        shows comes from here alone: the seal covers it.
        """
        raise NotImplementedError

    def form_valid(self, form: BaseForm) -> HttpResponse:
        if BACK in self.request.POST:
            self.produced_error_message = None
            return self.form_invalid(form)
        facts = self.consequences(form)
        if facts is None or is_confirmed(self.request, self._about(), facts):
            return super().form_valid(form)
        return self.ask(form, facts)

    def ask(self, form: BaseForm, facts: Facts) -> HttpResponse:
        """Answer with the page that shows the facts; every field of the form waits behind it."""
        if self.expects_json_response:
            return self.json_error_response("unconfirmed", _("Bewaar het formulier met de knop."))
        return ask(
            self.request,
            self.confirm_template_name,
            self._about(),
            facts,
            object=form.instance,
            fields=typed_fields(self.request.POST),
        )

    def _about(self) -> str:
        # A new row has no number yet.
        return f"{self.model._meta.label}:{self.object.pk if self.object else ''}"
