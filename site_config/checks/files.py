"""Folders that must be writable, and files that must have been made."""

import json
import re
import tempfile
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.core.checks import CheckMessage, register

from site_config.checks.finding import TAG, unwise, wrong

# What a template names of the files that `make assets` builds.
NAMED_ASSET = re.compile(r"""{% static ['"](build/[^'"]+)['"] %}""")


@register(TAG)
def folders_can_be_written(**_kwargs: object) -> Iterable[CheckMessage]:
    """E014: VAR_DIR or MEDIA_ROOT cannot be written. E019: it depends on where a command runs."""
    found = []
    for variable, folder in [("VAR_DIR", settings.VAR_DIR), ("MEDIA_ROOT", settings.MEDIA_ROOT)]:
        if not Path(folder).is_absolute():
            # The server and the loops would each have a site of their own.
            sentence = f"{variable}={str(folder)!r} is not a full path."
            found.append(wrong(19, sentence, "Begin it with /, or leave the variable out."))
        elif not _can_be_written(Path(folder)):
            sentence = f"{variable}={str(folder)!r} cannot be written."
            found.append(
                wrong(14, sentence, "Give this account the right, or name another folder.")
            )
    return found


def _can_be_written(folder: Path) -> bool:
    # A missing folder is made on first use: check its nearest existing parent.
    nearest = next(path for path in [folder, *folder.parents] if path.exists())
    try:
        # Write a file, as os.access() says yes to root even on a read-only file system.
        tempfile.TemporaryFile(dir=nearest).close()
    except OSError:
        return False
    return True


@register(TAG, deploy=True)
def static_files_are_collected(**_kwargs: object) -> list[CheckMessage]:
    """E026: no list of hashed names. E027: one without the files that our pages name.

    Every page would fail at its first style sheet.
    """
    if settings.DEBUG:
        return []
    collect = "python manage.py collectstatic --no-input"
    try:
        listed = json.loads((Path(settings.STATIC_ROOT) / "staticfiles.json").read_text())["paths"]
    except (OSError, ValueError, LookupError, TypeError):
        sentence = f"{settings.STATIC_ROOT} holds no collected static files."
        return [wrong(26, sentence, f"Collect them: {collect}.")]
    if missing := sorted(named_assets() - set(listed)):
        sentence = f"Static files were collected without {', '.join(missing)}."
        return [wrong(27, sentence, f"Build them and collect again: make assets; {collect}.")]
    return []


def named_assets() -> set[str]:
    """Return the built files that our templates name."""
    templates = (settings.BASE_DIR / "templates").rglob("*.html")
    return {name for file in templates for name in NAMED_ASSET.findall(file.read_text())}


@register(TAG, deploy=True)
def catalogues_are_compiled(**_kwargs: object) -> list[CheckMessage]:
    """W028: a language without its compiled words: its pages would speak Dutch."""
    sources = [file for folder in settings.LOCALE_PATHS for file in Path(folder).rglob("*.po")]
    missing = [str(file) for file in sources if not file.with_suffix(".mo").is_file()]
    if not missing:
        return []
    sentence = f"Not compiled: {', '.join(sorted(missing))}."
    compiling = ".venv/bin/pybabel compile -d locale -D 'django djangojs'"
    return [unwise(28, sentence, f"Compile them: {compiling}.")]
