"""Who may log in: the accounts for trying the site out only where it is tried out."""

from django.conf import settings
from django.contrib.auth.backends import ModelBackend
from django.db import transaction

from office import mail_address
from office.models import User

# Marks the accounts that everybody knows the password of.
DEMO_DOMAIN = "demo.invalid"


class AccountBackend(ModelBackend):
    """Refuses an account whose password everybody knows once DEBUG is off, logged in or not."""

    def user_can_authenticate(self, user: User) -> bool:
        """Return whether the account may be used here and now."""
        known_to_all = user.email.endswith(f"@{DEMO_DOMAIN}")
        return super().user_can_authenticate(user) and (settings.DEBUG or not known_to_all)


class InvalidAccount(Exception):
    """Why no first account is made, in a sentence for who runs the site."""


@transaction.atomic
def make_first_account(email: str, *, name: str) -> User:
    """Make the administrator who makes all other accounts; she has no password yet.

    Return the same account as long as nobody has logged in with it, so that a lost link can be
    made again. Raise InvalidAccount when somebody administers the site already.
    """
    try:
        email = mail_address.normalised(email)
    except mail_address.InvalidAddress as error:
        raise InvalidAccount(f"{email!r} is no e-mail address.") from error
    if email.lower().endswith(f"@{DEMO_DOMAIN}"):
        raise InvalidAccount(f"{email!r} is an address for trying the site out: give a real one.")
    theirs = User.objects.filter(is_superuser=True, is_active=True)
    others = theirs.exclude(email__endswith=f"@{DEMO_DOMAIN}").exclude(
        email__iexact=email, last_login=None
    )
    if other := others.first():
        raise InvalidAccount(
            f"{other.get_username()!r} administers this site already: "
            "she makes accounts at /beheer/users/, and gets a new password at the log-in."
        )
    if waiting := theirs.filter(email__iexact=email).first():
        return waiting
    if User.objects.filter(username__iexact=email).exists():
        raise InvalidAccount(f"There is an account {email!r} that does not administer the site.")
    first, _space, last = name.strip().partition(" ")
    return User.objects.create_superuser(
        username=email, email=email, first_name=first, last_name=last.strip()
    )
