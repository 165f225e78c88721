from django.db import models
from django.utils.translation import gettext_lazy as _


class Fault(models.Model):
    """What the work beside the server could not do; the row goes when it succeeds."""

    loop = models.CharField(_("werk"), max_length=50)
    # One row of that work ("question 12"); empty when all of it failed.
    row = models.CharField(_("waarbij"), max_length=200, blank=True)
    words = models.CharField(_("melding"), max_length=500)
    first_at = models.DateTimeField(_("sinds"))
    last_at = models.DateTimeField(_("laatste keer"))
    times = models.PositiveIntegerField(_("aantal keer"), default=1)

    class Meta:
        verbose_name = _("storing")
        verbose_name_plural = _("storingen")
        ordering = ["-last_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["loop", "row"], name="fault_once_per_row")]

    def __str__(self) -> str:
        return f"{self.loop}: {self.row}" if self.row else self.loop
