import secrets

from django.conf import settings
from django.db import models

from office.protected_files import ProtectedFiles


def new_token():
    """Return a name that nobody guesses."""
    return secrets.token_urlsafe(24)


def kept_path(kept, _filename):
    """Return where the bytes wait; nothing of the name that a browser sent is in it."""
    return f"klaargezet/{kept.token}"


class KeptUpload(models.Model):
    """A file of a form that was shown again; `office/kept_uploads.py` alone writes it.

    It is for one field (`purpose`) of forms of one user. `name` is what her browser called it, to
    be shown to her and nowhere else.
    """

    token = models.CharField(max_length=40, unique=True, default=new_token)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    purpose = models.CharField(max_length=80)
    file = models.FileField(storage=ProtectedFiles(), upload_to=kept_path, max_length=120)
    name = models.CharField(max_length=120)
    size = models.PositiveBigIntegerField()
    kept_at = models.DateTimeField(db_index=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.name
