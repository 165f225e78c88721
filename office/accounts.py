"""Who may log in: the accounts for trying the site out only where it is tried out."""

from django.conf import settings
from django.contrib.auth.backends import ModelBackend

from office.models import User

# Marks the accounts that everybody knows the password of.
DEMO_DOMAIN = "demo.invalid"


class AccountBackend(ModelBackend):
    """Refuses an account whose password everybody knows once DEBUG is off, logged in or not."""

    def user_can_authenticate(self, user: User) -> bool:
        """Return whether the account may be used here and now."""
        known_to_all = user.email.endswith(f"@{DEMO_DOMAIN}")
        return super().user_can_authenticate(user) and (settings.DEBUG or not known_to_all)
