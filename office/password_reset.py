"""A new password: the mail with the way to it is made when it is sent, like any other."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.tokens import default_token_generator
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext as _
from wagtail.admin.forms.auth import PasswordResetForm

from office.forms import EmailLineField
from office.mail import outbox
from office.mail.kinds import MailKind, Rendered, absolute
from office.models import User


class PasswordResetMailForm(PasswordResetForm):
    """Wagtail's own, that mails through the outbox; the answer does not tell who has an account."""

    email = EmailLineField(label=PasswordResetForm.base_fields["email"].label)

    def save(self, **_kwargs: Any) -> None:
        """Put the mail in the outbox for every account with this address."""
        with transaction.atomic():
            for user in self.get_users(self.cleaned_data["email"]):
                outbox.put("password_reset", user=user.pk)


def link(user: User) -> str:
    """Return the address at which user chooses a password: once, and within PASSWORD_RESET_TIMEOUT.

    As good as a password until then: it belongs in no log.
    """
    code = urlsafe_base64_encode(force_bytes(user.pk))
    token = default_token_generator.make_token(user)
    return absolute(reverse("wagtailadmin_password_reset_confirm", args=[code, token]))


def mail(ids: Mapping[str, Any]) -> Rendered | None:
    """Return the mail with the address at which a password is chosen; its code is stored nowhere.

    Nothing when the account was closed meanwhile.
    """
    user = User.objects.filter(pk=ids["user"], is_active=True).exclude(email="").first()
    if user is None:
        return None
    context = {
        "link": link(user),
        "username": user.get_username(),
    }
    text = render_to_string("office/mails/password_reset.txt", context)
    return Rendered(
        to=user.email, subject=_("Een nieuw wachtwoord kiezen"), text=text.strip() + "\n"
    )


MAIL = MailKind("password_reset", mail)
