"""A PO file that a translator sends back: how it is read, and what becomes of each string in it.

Source of the format: https://www.gnu.org/software/gettext/manual/html_node/PO-Files.html
"""

import codecs
import tempfile
from collections import defaultdict
from dataclasses import dataclass, field

import polib
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.utils.translation import gettext as _, ngettext
from wagtail.admin import messages
from wagtail_localize.models import Translation

from knowledge.pages import translated_strings
from office.hidden_signs import without_hidden_signs
from office.models import User
from office.refusals import Refused

MEGABYTES = 5
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
WHOSE = "X-WagtailLocalize-TranslationID"


class NotRead(Refused):
    """There is no file of this translation that can be read."""


@dataclass
class Outcome:
    """How many strings of a file became what; `refused` says where each stands and why."""

    taken: int = 0
    unchanged: int = 0
    empty: int = 0
    fuzzy: int = 0
    double: int = 0
    unknown: int = 0
    obsolete: int = 0
    refused: list[str] = field(default_factory=list)


def entries(file: UploadedFile | None, translation: Translation, *, back: str) -> polib.POFile:
    """Return the entries of a file that belongs to translation. Raises NotRead."""
    if file is None:
        raise NotRead(_("Kies eerst een PO-bestand."), back=back)
    if file.size > MEGABYTES * 1024 * 1024:
        too_large = _("Dit bestand is te groot. Het mag hooguit %(size)s MB zijn.")
        raise NotRead(too_large % {"size": MEGABYTES}, back=back)
    found = _parsed(_text(file.read(), back), back)
    if found.metadata.get(WHOSE) != str(translation.uuid):
        raise NotRead(
            _(
                "Dit bestand hoort niet bij deze vertaling. Haal het PO-bestand op deze pagina op, "
                "vul het in en stuur dat terug."
            ),
            back=back,
        )
    return found


def take(found: polib.POFile, translation: Translation, user: User) -> Outcome:
    """Store the translations of a file that are finished and fit, and return what became of all."""
    segments = translation.source.stringsegment_set.select_related("string", "context")
    segments = segments.annotate_translation(translation.target_locale)
    stored = {(one.context.path, one.string.data): one.translation for one in segments}
    outcome, by_string = Outcome(), defaultdict(list)
    for entry in found:
        if entry.obsolete:
            outcome.obsolete += 1
        elif (entry.msgctxt, entry.msgid) in stored:
            by_string[entry.msgctxt, entry.msgid].append(entry)
        else:
            outcome.unknown += 1
    page = translation.source.as_instance()
    taken = polib.POFile()
    for string, same in by_string.items():
        filled = [entry for entry in same if entry.msgstr.strip()]
        finished = [entry for entry in filled if not entry.fuzzy]
        if not finished:
            outcome.fuzzy += bool(filled)
            outcome.empty += not filled
            continue
        first = finished[0]
        outcome.double += any(entry.msgstr != first.msgstr for entry in finished)
        if wrong := translated_strings.complaint(page, *string, first.msgstr):
            outcome.refused.append(wrong)
        elif without_hidden_signs(first.msgstr) == stored[string]:
            outcome.unchanged += 1
        else:
            taken.append(first)
            outcome.taken += 1
    translation.import_po(taken, user=user, tool_name="PO File")
    return outcome


def tell(request: HttpRequest, outcome: Outcome) -> None:
    """Say what became of a file, and loudly what was refused."""
    say = messages.success if outcome.taken or outcome.unchanged else messages.warning
    say(request, " ".join(_sentences(outcome)))
    number = len(outcome.refused)
    if not number:
        return
    sentence = ngettext(
        "%(number)s vertaling past niet en is niet overgenomen: %(wrong)s "
        "Verbeter haar in je bestand en stuur dat opnieuw.",
        "%(number)s vertalingen passen niet en zijn niet overgenomen: %(wrong)s "
        "Verbeter ze in je bestand en stuur dat opnieuw.",
        number,
    )
    wrong = translated_strings.listed(outcome.refused)
    messages.error(request, sentence % {"number": number, "wrong": wrong})


def _text(content: bytes, back: str) -> str:
    encoding = "utf-16" if content.startswith(UTF_16) else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        raise NotRead(
            _(
                "Dit bestand is niet te lezen als UTF-8. Bewaar het in je vertaalprogramma als "
                "PO-bestand met de tekencodering UTF-8, en stuur het opnieuw."
            ),
            back=back,
        )
    return text


def _parsed(text: str, back: str) -> polib.POFile:
    try:
        # A file of our own: polib takes a short text for the name of one on this machine, and
        # breaks lines of a text at signs that may stand in a translation.
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", newline="", suffix=".po") as copy:
            copy.write(text)
            copy.flush()
            found = polib.pofile(copy.name, encoding="utf-8")
    except (OSError, ValueError) as error:
        raise NotRead(_not_a_po_file(), back=back) from error
    if not found and not found.metadata:
        raise NotRead(_not_a_po_file(), back=back)
    return found


def _not_a_po_file() -> str:
    return _(
        "Dit is geen PO-bestand, of het is beschadigd. Haal het PO-bestand op deze pagina op, vul "
        "het in en stuur dat terug."
    )


def _sentences(outcome: Outcome) -> list[str]:
    """Return what became of the strings that were not refused, each kind in a sentence."""
    kinds = [
        (
            outcome.taken,
            ngettext(
                "%(number)s vertaling is overgenomen.",
                "%(number)s vertalingen zijn overgenomen.",
                outcome.taken,
            ),
        ),
        (
            outcome.unchanged,
            ngettext(
                "%(number)s vertaling stond er al zo.",
                "%(number)s vertalingen stonden er al zo.",
                outcome.unchanged,
            ),
        ),
        (
            outcome.empty,
            ngettext(
                "%(number)s tekst heeft in het bestand nog geen vertaling.",
                "%(number)s teksten hebben in het bestand nog geen vertaling.",
                outcome.empty,
            ),
        ),
        (
            outcome.fuzzy,
            ngettext(
                "%(number)s vertaling is nog een voorstel (“fuzzy”) en is niet overgenomen: keur "
                "haar goed in je vertaalprogramma en stuur het bestand opnieuw.",
                "%(number)s vertalingen zijn nog een voorstel (“fuzzy”) en zijn niet overgenomen: "
                "keur ze goed in je vertaalprogramma en stuur het bestand opnieuw.",
                outcome.fuzzy,
            ),
        ),
        (
            outcome.double,
            ngettext(
                "%(number)s tekst staat in het bestand met meer dan één vertaling: de eerste telt.",
                "%(number)s teksten staan in het bestand met meer dan één vertaling: steeds de "
                "eerste telt.",
                outcome.double,
            ),
        ),
        (
            outcome.unknown,
            ngettext(
                "%(number)s tekst in het bestand hoort niet bij deze vertaling en is overgeslagen.",
                "%(number)s teksten in het bestand horen niet bij deze vertaling en zijn "
                "overgeslagen.",
                outcome.unknown,
            ),
        ),
        (
            outcome.obsolete,
            ngettext(
                "%(number)s tekst in het bestand is vervallen en is overgeslagen.",
                "%(number)s teksten in het bestand zijn vervallen en zijn overgeslagen.",
                outcome.obsolete,
            ),
        ),
    ]
    said = [sentence % {"number": number} for number, sentence in kinds if number]
    if not outcome.taken:
        said.insert(0, _("Er is niets overgenomen."))
    return said
