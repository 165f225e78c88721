"""The fixed lists that several kinds share: words for people, slugs for addresses."""

from django.db import models
from django.utils.translation import gettext_lazy as _


def label_of(choices: type[models.TextChoices], value: str | None) -> str:
    """Return what people read for a stored value, "" for one that is no choice."""
    return str(choices(value).label) if value in choices.values else ""


class Audience(models.TextChoices):
    """For whom an approach is meant."""

    PREGNANT_TO_FOUR = "zwangeren-en-0-4", _("Zwangeren en 0–4")
    PRIMARY_SCHOOL = "basisschool", _("Basisschool")
    TWELVE_TO_EIGHTEEN = "12-18", _("12–18")
    PARENTS = "ouders-en-gezinnen", _("Ouders en gezinnen")
    PROFESSIONALS = "professionals", _("Professionals")


class Change(models.TextChoices):
    """The Alliantie's theory of change, as the answer to: when do we notice something of it?"""

    SOFTEN = "verzachten", _("Nu (Verzachten)")
    STRENGTHEN = "versterken", _("In een paar jaar (Versterken)")
    TRANSFORM = "veranderen", _("Op de lange duur (Veranderen)")


class Approach(models.TextChoices):
    """The three forms that a local approach takes."""

    POLICY_FIELD = "per-beleidsterrein", _("Per beleidsterrein")
    OPGAVE = "vanuit-een-opgave", _("Vanuit een opgave")
    CHILD = "kind-centraal", _("Het kind centraal")


class Status(models.TextChoices):
    """How far something is that gemeenten do."""

    RUNNING = "loopt", _("Loopt")
    FINISHED = "afgerond", _("Afgerond")
    UNKNOWN = "stand-onbekend", _("Stand onbekend")


class Part(models.TextChoices):
    """What an organisation does in an approach or programme."""

    LEADS = "trekker", _("trekker")
    PARTNER = "partner", _("partner")
    SUPPORTS = "steunt", _("steunt")
    PAYS = "financiert", _("financiert")
    FACILITATES = "faciliteert", _("faciliteert")


class Voice(models.TextChoices):
    """Who thinks along about an approach that is meant for them."""

    CHILDREN = "kinderen", _("Kinderen en jongeren")
    PARENTS = "ouders", _("Ouders")
    EXPERIENCED = "ervaringsdeskundigen", _("Ervaringsdeskundigen")


class Happening(models.TextChoices):
    """Whether a moment on a timeline has been, or was only planned when it was written down."""

    HAPPENED = "gebeurd", _("Gebeurd")
    PLANNED = "gepland", _("Gepland")


class Level(models.TextChoices):
    """Whose doing a condition is."""

    POLITICAL = "politiek", _("Politiek")
    OFFICIAL = "ambtelijk", _("Ambtelijk")
    WHOLE = "organisatie-breed", _("Organisatie-breed")


class FrameworkForm(models.TextChoices):
    """What a framework is for: to work by, or to be awarded."""

    FRAMEWORK = "kader", _("Kader")
    LABEL = "label", _("Label")


class Version(models.TextChoices):
    """How far the text of a framework is."""

    DRAFT = "ontwerp", _("Ontwerp")
    ADOPTED = "vastgesteld", _("Vastgesteld")
