"""Files that no web address reaches but a view of ours, so that a decision reaches the bytes."""

from django.conf import settings
from django.utils.deconstruct import deconstructible

from office.undone_files import FilesOfRows


@deconstructible
class ProtectedFiles(FilesOfRows):
    """Files below PROTECTED_MEDIA_ROOT, which has no address of its own."""

    def __init__(self):
        super().__init__()

    @property
    def base_location(self):
        """Return the folder, read late so that a test can point it elsewhere."""
        return settings.PROTECTED_MEDIA_ROOT

    @property
    def location(self):
        """Return the absolute path of the folder."""
        return str(settings.PROTECTED_MEDIA_ROOT)

    def url(self, name):
        """Refuse: a protected file has no address of its own."""
        # The exception by which a storage says so to Django and Wagtail.
        raise NotImplementedError("A protected file has no URL: use the view of its kind.")
