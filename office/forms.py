"""Forms for visitors, who have no session, no cookie and no account.

What Django's CSRF cookie does for people who are logged in, two things do here: the browser says
where a post comes from (Sec-Fetch-Site, Origin), and the form carries a signed token of its name,
the moment it was made and a random part. That random part is also the idempotency key: the same
form sent twice has the same key, and the deed that receives it answers with the row it made first.

Status of the page that comes back: 200 for an empty form, 422 when a field is not right, 400 when
the token is missing, altered or expired, 403 when the post comes from another site. Each time the
form is filled in as it was sent and carries a fresh token: nothing that was typed is lost.
"""

import secrets
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.conf import settings
from django.core import signing
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.core.validators import ProhibitNullCharactersValidator as ProhibitNull
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from office import mail_address
from office.refusals import Refused

TOKEN_FIELD = "form_token"  # noqa: S105 -- the name of a field, no secret
MAX_AGE = 12 * 60 * 60  # seconds: a form left open over a working day still works
KEY_BYTES = 16

FROM_ELSEWHERE = _(
    "Dit formulier kwam van een andere website. Controleer wat er staat en verstuur het hier."
)
EXPIRED = _(
    "Dit formulier stond te lang open. Wat je invulde staat er nog. Verstuur het nog een keer."
)
NO_TOKEN = _(
    "Het versturen is niet gelukt. Wat je invulde staat er nog. Verstuur het nog een keer."
)
TOO_LONG = _(
    "Dit is te lang. Gebruik hooguit %(limit_value)d tekens. Nu zijn het er %(show_value)d."
)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a post is not taken, whatever its fields say."""

    status: int
    sentence: Any


class SeeOther(HttpResponseRedirect):
    """The answer to a form that was taken: the browser gets the next page (RFC 9110 §15.4.4)."""

    status_code = 303


def public_form(name: str) -> Callable:
    """Decorate a view of GET and POST; `name` is the form's, as in `{% form_token name %}`.

    The view finds `request.form_key` (the idempotency key; "" unless the post may be taken) and
    `request.form_refusal` (None or a Refusal). `PublicForm` reads them, so that a view only asks
    `form.is_valid()`.
    """

    def decorate(view: Callable) -> Callable:
        @csrf_exempt
        @never_cache
        @wraps(view)
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            request.form_key, request.form_refusal = "", None
            if request.method == "POST":
                request.form_key, request.form_refusal = _judge(request, name)
            return view(request, *args, **kwargs)

        return checked

    return decorate


def make_token(name: str) -> str:
    """Return a fresh token for the form called name."""
    return _signer(name).sign(secrets.token_urlsafe(KEY_BYTES))


def form_page(
    request: HttpRequest, template: str, context: Mapping[str, Any], *, form: "PublicForm"
) -> HttpResponse:
    """Return the page with the form, with the status this module's docstring promises."""
    return render(request, template, {**context, "form": form}, status=form.status)


def _signer(name: str) -> signing.TimestampSigner:
    return signing.TimestampSigner(salt=f"kenniskring.form.{name}")


def _judge(request: HttpRequest, name: str) -> tuple[str, Refusal | None]:
    """Return (key, None) for a post that may be taken, else ("", refusal)."""
    if not is_from_here(request):
        return "", Refusal(403, FROM_ELSEWHERE)
    try:
        token = request.POST.get(TOKEN_FIELD, "")
        return _signer(name).unsign(token, max_age=MAX_AGE), None
    except signing.SignatureExpired:
        return "", Refusal(400, EXPIRED)
    except signing.BadSignature:
        return "", Refusal(400, NO_TOKEN)


def is_from_here(request: HttpRequest) -> bool:
    """Return whether the browser says that a post comes from this site, or does not say."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        # "none" is the visitor's own doing, such as loading an answer again.
        return site in {"same-origin", "none"}
    origin = request.headers.get("Origin")
    # "null" is what a browser without Sec-Fetch-Site sends from our own no-referrer pages.
    if origin is None or origin == "null":
        return True
    base = urlsplit(settings.BASE_URL)
    own = {f"{request.scheme}://{request.get_host()}", f"{base.scheme}://{base.netloc}"}
    return origin in own


def refuse_control_characters(value: str) -> None:
    """Raise ValidationError when value holds anything that is no printable line of text."""
    if any(unicodedata.category(character) in {"Cc", "Zl", "Zp"} for character in value):
        raise ValidationError(_("Gebruik hier gewone tekst op één regel."), code="control")


def unless_blank(text: str) -> str:
    """Return text, or "" when nobody can see anything of it: spaces of no width are no name."""
    return text if any(unicodedata.category(one)[0] not in "CZ" for one in text) else ""


class LineField(forms.CharField):
    """One line of text: trimmed, no line break, no NUL, at most `max_length` characters."""

    default_error_messages = {"max_length": TOO_LONG}

    def __init__(self, *, max_length: int = 200, **kwargs: Any) -> None:
        super().__init__(max_length=max_length, **kwargs)
        # One sentence for a NUL too: Django's own validator would add a second one.
        others = [one for one in self.validators if not isinstance(one, ProhibitNull)]
        self.validators = [refuse_control_characters, *others]

    def to_python(self, value: Any) -> str:
        return unless_blank(super().to_python(value))


class EmailLineField(forms.EmailField):
    """An e-mail address, in the one form in which it is stored and mailed.

    Every form that takes an address has this field; `office/mail_address.py` says what it refuses.
    """

    default_error_messages = {"required": _("Vul je e-mailadres in.")}

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.EmailInput(attrs={"autocomplete": "email"})
        super().__init__(**{"widget": widget, **kwargs})
        # What is too long or no address, one sentence says; Django's validators would add theirs.
        self.validators = []

    def to_python(self, value: Any) -> str:
        address = super().to_python(value)
        if address in self.empty_values:
            return address
        try:
            return mail_address.normalised(address)
        except mail_address.InvalidAddress as refusal:
            raise ValidationError(str(refusal), code="invalid") from refusal


class TextField(forms.CharField):
    """Text of several lines with \\n between them, at most `max_length` characters, no NUL."""

    default_error_messages = {"max_length": TOO_LONG}

    def __init__(self, *, max_length: int, rows: int = 4, **kwargs: Any) -> None:
        widget = forms.Textarea(attrs={"rows": rows})
        super().__init__(**{"max_length": max_length, "widget": widget, **kwargs})

    def to_python(self, value: Any) -> str:
        text = super().to_python(value).replace("\r\n", "\n").replace("\r", "\n")
        if any(unicodedata.category(one) == "Cc" and one not in "\n\t" for one in text):
            raise ValidationError(_("In deze tekst staan tekens die niet kunnen."), code="control")
        return unless_blank(text)


class PublicForm(forms.Form):
    """The base of every form for visitors; bound exactly when the request is a POST."""

    # The browser's own messages are in the browser's language and vanish: we say it on the page.
    use_required_attribute = False
    # Filled by robots only; hidden from people by its class.
    laat_leeg = forms.CharField(required=False, max_length=200, label=_("Laat dit veld leeg"))

    def __init__(self, request: HttpRequest, **kwargs: Any) -> None:
        self.refusal: Refusal | None = request.form_refusal
        super().__init__(
            data=request.POST if request.method == "POST" else None, label_suffix="", **kwargs
        )
        self.fields["laat_leeg"].widget.attrs |= {"tabindex": "-1", "autocomplete": "off"}
        for field in self.fields.values():
            # The length is checked here; a browser that cuts off a paste loses words silently.
            field.widget.attrs.pop("maxlength", None)

    def clean(self) -> dict[str, Any]:
        if self.refusal:
            raise ValidationError(self.refusal.sentence, code="refused")
        if self.cleaned_data.get("laat_leeg"):
            raise ValidationError(NO_TOKEN, code="robot")
        return super().clean()

    def refuse(self, refused: Refused) -> None:
        """Show the filled form again with the reason why it was not taken."""
        self.refusal = Refusal(refused.status, str(refused))
        self.add_error(None, str(refused))

    @property
    def answers(self) -> dict[str, Any]:
        """What the visitor filled in, without the field for robots."""
        return {name: value for name, value in self.cleaned_data.items() if name != "laat_leeg"}

    @property
    def wrong_fields(self) -> bool:
        """Whether there is something to mend in the fields, or the post itself was refused."""
        return bool(set(self.errors) - {NON_FIELD_ERRORS})

    @property
    def status(self) -> int:
        """The HTTP status of the page that shows this form."""
        if self.refusal:
            return self.refusal.status
        return 422 if self.is_bound and not self.is_valid() else 200
