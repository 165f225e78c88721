"""The fixed lists that several kinds share: words for people, slugs for addresses."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Audience(models.TextChoices):
    """For whom an approach is meant."""

    PREGNANT_TO_FOUR = "zwangeren-en-0-4", _("Zwangeren en 0–4")
    PRIMARY_SCHOOL = "basisschool", _("Basisschool")
    TWELVE_TO_EIGHTEEN = "12-18", _("12–18")
    PARENTS = "ouders-en-gezinnen", _("Ouders en gezinnen")
    PROFESSIONALS = "professionals", _("Professionals")


class Change(models.TextChoices):
    """The Alliantie's theory of change."""

    SOFTEN = "verzachten", _("Verzachten (nu)")
    STRENGTHEN = "versterken", _("Versterken (middellange termijn)")
    TRANSFORM = "veranderen", _("Veranderen (lange termijn)")


class Approach(models.TextChoices):
    """The three forms that a local approach takes."""

    POLICY_FIELD = "per-beleidsterrein", _("Per beleidsterrein")
    OPGAVE = "vanuit-een-opgave", _("Vanuit een opgave")
    CHILD = "kind-centraal", _("Het kind centraal")
