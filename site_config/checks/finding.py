"""What a system check of ours says: an id of this room, a sentence and what to do."""

from django.core.checks import Error, Warning as Caution

# The server refuses to start while a check with this tag finds an error.
TAG = "environment"


def wrong(number: int, sentence: str, hint: str) -> Error:
    """Return an error under this module's ids."""
    return Error(sentence, hint=hint, id=f"site_config.E{number:03}")


def unwise(number: int, sentence: str, hint: str) -> Caution:
    """Return a warning under this room's ids."""
    return Caution(sentence, hint=hint, id=f"site_config.W{number:03}")
