from django.contrib.auth.models import AbstractUser
from django.utils.translation import gettext_lazy as _

from office.models.address import AddressField


class User(AbstractUser):
    """An account for editors; visitors have none."""

    email = AddressField(_("e-mailadres"), blank=True)
