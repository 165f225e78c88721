"""Values of the environment that cannot be read, are no choice, or are no secret."""

import logging
import re
from collections.abc import Iterable

from django.conf import settings
from django.core.checks import CheckMessage, register
from django.core.exceptions import ImproperlyConfigured

from site_config.checks.finding import TAG, wrong
from site_config.environment import WRONG

SHORTEST_KEY = 50

# {variable: (setting, values that work, values of the design that do not work yet)}
CHOICES = {
    "AANSPREEKVORM": ("AANSPREEKVORM", ["je"], ["u"]),
    "PROTECTED_MEDIA": ("PROTECTED_MEDIA", ["django", "x-accel"], []),
    "SEARCH_ENGINE": ("SEARCH_ENGINE", ["embedded"], ["elasticsearch"]),
    "TASKS": ("TASKS_MODE", ["immediate", "worker"], []),
}


@register(TAG)
def every_value_can_be_read(**_kwargs: object) -> list[CheckMessage]:
    """E001: an invalid boolean, or an invalid address of a database, cache or mail server."""
    return [
        wrong(1, sentence, "Correct it in .env or in the service's environment.")
        for sentence in WRONG.values()
    ]


@register(TAG)
def every_choice_exists(**_kwargs: object) -> Iterable[CheckMessage]:
    """E002: a word that is none of the choices. E003: a reserved choice that does not work yet."""
    found = []
    for variable, (setting, working, reserved) in CHOICES.items():
        value = getattr(settings, setting)
        choices = " or ".join(repr(choice) for choice in working)
        if value in reserved:
            sentence = f"{variable}={value!r} is reserved and does not work yet."
            found.append(wrong(3, sentence, f"Choose {choices}."))
        elif value not in working:
            sentence = f"{variable}={value!r}: choose {choices}."
            found.append(wrong(2, sentence, "See docs/configuration.md."))
    return found


@register(TAG)
def secret_key_is_secret(**_kwargs: object) -> list[CheckMessage]:
    """E004: no key. E005: a short one, or one for development. E006: a wrong older one.

    Every signed link hangs on the key: who guesses it can cancel anyone's registration.
    """
    make = "Make one: python -c 'import secrets; print(secrets.token_urlsafe(50))'."
    try:
        key = settings.SECRET_KEY
    except ImproperlyConfigured:
        return [wrong(4, "SECRET_KEY is empty.", make)]
    if settings.DEBUG:
        return []
    found = []
    if len(key) < SHORTEST_KEY or len(set(key)) < 10 or "development" in key.lower():
        shortage = f"SECRET_KEY has {len(key)} characters or is one for development."
        found.append(wrong(5, shortage, make))
    for older in settings.SECRET_KEY_FALLBACKS:
        if len(older) < SHORTEST_KEY or older == key:
            sentence = "SECRET_KEY_FALLBACKS holds a short key or SECRET_KEY itself."
            found.append(wrong(6, sentence, "Keep only keys that were SECRET_KEY before."))
    return found


@register(TAG)
def redaction_key_is_a_key_of_its_own(**_kwargs: object) -> list[CheckMessage]:
    """E028: no key to recognise what was taken away, a short one, or one that may change."""
    key = settings.REDACTION_KEY
    try:
        others = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    except ImproperlyConfigured:
        others = settings.SECRET_KEY_FALLBACKS
    if settings.DEBUG or (len(key) >= SHORTEST_KEY and len(set(key)) >= 10 and key not in others):
        return []
    return [
        wrong(
            28,
            "REDACTION_KEY is empty, short, or a key that is used elsewhere.",
            "Make one, once: python -c 'import secrets; print(secrets.token_urlsafe(50))'. "
            "With another key, words that were taken away are not recognised any more.",
        )
    ]


@register(TAG)
def log_level_exists(**_kwargs: object) -> list[CheckMessage]:
    """E017: LOG_LEVEL is no level."""
    levels = [name for name in logging.getLevelNamesMapping() if name not in ("NOTSET", "WARN")]
    if settings.LOG_LEVEL in levels:
        return []
    sentence = f"LOG_LEVEL={settings.LOG_LEVEL!r}: choose {', '.join(levels)}."
    return [wrong(17, sentence, "INFO is what production needs.")]


@register(TAG)
def index_prefix_can_name_an_index(**_kwargs: object) -> list[CheckMessage]:
    """E018: a prefix that cannot begin the name of an index (Elasticsearch: lower case)."""
    prefix = settings.SEARCH_INDEX_PREFIX
    if re.fullmatch(r"[a-z0-9][a-z0-9_-]{0,99}", prefix):
        return []
    sentence = f"SEARCH_INDEX_PREFIX={prefix!r} cannot begin the name of an index."
    return [wrong(18, sentence, "Use lower-case letters, digits, - and _.")]
