"""What a reader is told beside a reference before she follows it."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.template.defaultfilters import filesizeformat
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext

from knowledge.models import SiteDocument


def note(
    value: Mapping[str, Any], *, document: SiteDocument | None, elsewhere: bool, unknown: str = ""
) -> str:
    """Return kind, publisher and file of a TargetBlock's value, or that it leads to another site.

    `unknown` is what to say where nobody knows yet where it leads; "" when somebody does.
    """
    return ", ".join(_parts(value, document, elsewhere, unknown))


def _parts(
    value: Mapping[str, Any], document: SiteDocument | None, elsewhere: bool, unknown: str
) -> Iterator[str]:
    yield from filter(None, (value.get("kind"), value.get("publisher")))
    if document:
        yield document.file_extension.upper()
        yield filesizeformat(document.file_size)
        if document.accessible is not None:
            yield gettext("toegankelijk") if document.accessible else gettext("niet toegankelijk")
    if elsewhere:
        yield gettext("op een andere site")
        # A date in a form, text as it is stored.
        if seen := parse_date(str(value.get("seen_on") or "")):
            yield gettext("gezien op %(day)s") % {"day": date_format(seen)}
    if unknown:
        yield unknown
