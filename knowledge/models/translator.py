from django.conf import settings
from django.db import models
from wagtail.models import Revision


class Translator(models.Model):
    """Somebody who translated what is new in a version of a translated page."""

    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="translators")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["revision", "user"], name="translator_once_for_each_version"
            )
        ]

    def __str__(self):
        return f"{self.user} of {self.revision}"
