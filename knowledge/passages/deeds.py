"""The passages of a page or question: written with it, hidden with it, never forgotten."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page

from knowledge import addresses
from knowledge.models import Organisation, Passage, SitePage
from knowledge.passages import rows as passage_rows
from knowledge.text import cutting, extraction, mending
from knowledge.text.extraction import ExtractedPassage, Field
from office import locks
from office.models import User
from office.refusals import Refused
from office.registry import Registry
from search import indexing

State = Passage.State


class Extra(NamedTuple):
    """Passages from outside a page's own fields: the spans of a recording.

    `extract(page)` makes them; `desk_url(page)` is where an editor removes such words, or "".
    """

    extract: Callable[[SitePage], list[ExtractedPassage]]
    desk_url: Callable[[Page], str]


# By model name.
EXTRA: Registry[Extra] = Registry("source of further passages")


class KeysRefused(Refused):
    """Content cannot be published because its passages cannot be told apart."""


def mend(page: SitePage) -> None:
    """Give everything on the page that must be addressable a key of its own."""
    loaded = _loaded_streams(page)
    fields = [
        (page._meta.get_field(name).stream_block, getattr(page, name).get_prep_value())
        for name in loaded
    ]
    for name, (block, _stored), (mended, changed) in zip(
        loaded, fields, mending.mend(fields), strict=True
    ):
        if changed:
            setattr(page, name, block.to_python(mended))


def extract(page: SitePage) -> list[ExtractedPassage]:
    """Return the passages that a page in memory holds, in its own language and reading order."""
    fields = [
        Field(
            getattr(page, one.name).get_prep_value(),
            key=one.key,
            label=one.label,
            names=_block_names(page, one.name),
        )
        for one in page.passage_fields
    ]
    with translation.override(page.locale.language_code):
        found = extraction.extract(fields, _names(fields))
        extra = EXTRA.get(page._meta.model_name)
        return [*found, *(extra.extract(page) if extra else [])]


@transaction.atomic
def write(page: SitePage) -> list[Passage]:
    """Bring the rows of a live page in line with its content and return the live ones in order.

    Raises KeysRefused, naming the block, when a key is missing or double, or was withdrawn.
    """
    locks.lock(Page.objects.filter(pk=page.pk))
    rows = list(Passage.objects.filter(page_id=page.pk))
    found = extract(page)
    _check(found, rows, page.pk)
    owner = passage_rows.Owner(
        title=page.title,
        url=addresses.url(page),
        language=page.locale.language_code,
        translation_key=page.translation_key,
        keys={"page_id": page.pk},
    )
    for remembered in ("passage_rows", "passage_ids", "passage_words"):
        page.__dict__.pop(remembered, None)
    return passage_rows.write(owner, found, rows)


def retire(page: SitePage) -> bool:
    """Remove the rows of a page that became an alias; return whether there were any."""
    shown = [State.LIVE, State.HIDDEN]
    rows = list(Passage.objects.filter(page_id=page.pk, state__in=shown))
    passage_rows.retire(rows, live=[])
    return bool(rows)


def take_down(rows: Iterable[Passage], *, state: str, successor: Passage | None = None) -> None:
    """Take the shown ones of rows off the site, in this state, and let them lead to successor."""
    shown = [row for row in rows if row.state in (State.LIVE, State.HIDDEN)]
    for row in shown:
        row.state, row.successor, row.changed_at = state, successor, timezone.now()
    Passage.objects.bulk_update(shown, ["state", "successor", "changed_at"])


def hide(page: Page) -> bool:
    """Hide the rows of a page that is no longer live; return whether there were any to hide."""
    return bool(
        Passage.objects.filter(page_id=page.pk, state=State.LIVE).update(
            state=State.HIDDEN, changed_at=timezone.now()
        )
    )


def forget(page: Page) -> None:
    """Turn the rows of a page that is about to be deleted into tombstones."""
    Passage.objects.filter(page_id=page.pk).update(
        owner_title=page.title, owner_url=addresses.url(page)
    )
    Passage.objects.filter(page_id=page.pk, state__in=[State.LIVE, State.HIDDEN]).update(
        state=State.REMOVED, changed_at=timezone.now()
    )


def readdress(pages: Iterable[Page]) -> None:
    """Copy the present titles and addresses of pages into their rows."""
    pages = list(pages)
    found = addresses.urls(pages)
    for page in pages:
        Passage.objects.filter(page_id=page.pk).update(owner_url=found.get(page.pk, ""))


@transaction.atomic
def withdraw(passage: Passage, by: User | None) -> Passage:
    """Blank a passage for ever and cut it out of its live page; old revisions cannot bring it back.

    The draft of the page may still hold it: publishing that is refused until it is taken out.
    Raises Refused when the words cannot be taken out alone: a fixed section, spoken words, a
    question and its answers.
    """
    if passage.question_id is not None:
        raise Refused(part_of_question(passage))
    # The page before its rows, as publishers do: one that is at work has read the words, and would
    # write them back.
    locks.lock(Page.objects.filter(pk=passage.page_id))
    passage.refresh_from_db()
    if passage.state == State.WITHDRAWN:
        return passage
    passage.state = State.WITHDRAWN
    passage.label = passage.text = passage.text_hash = ""
    passage.changed_at = timezone.now()
    passage.save(update_fields=["state", "label", "text", "text_hash", "changed_at"])
    page = passage.page.specific if passage.page_id else None
    if page is not None:
        _cut(page, passage.key)
        if not _stands_alone(passage.key, page):
            raise Refused(
                _(
                    "Dit deel is niet los in te trekken. Trek de alinea's in die erin staan, of "
                    "haal de regels weg uit de uitgeschreven tekst."
                ),
                back=addresses.desk_url(page.pk),
            )
        log(
            instance=page,
            action="knowledge.withdraw",
            user=by,
            data={"passage": passage.pk},
        )
        if page.live:
            # Its neighbours change too: points that moved up, a section that is empty now.
            write(page)
        indexing.record_change(f"page:{page.pk}")
    return passage


def part_of_question(passage: Passage) -> str:
    """Return why the words of a question are not withdrawn here, and where to withdraw them.

    They are in the question's own row, on its page and on every page that shows it.
    """
    return _(
        "Dit hoort bij vraag %(number)s en is niet los in te trekken. Open de vraag bij Vragen en "
        "kies daar Intrekken: dan verdwijnen de woorden van de pagina en uit het zoeken."
    ) % {"number": passage.question.number}


def set_successor(passage: Passage, successor: Passage | None) -> None:
    """Make the address of a gone passage lead to another one, as an editor chose."""
    if successor is not None and successor.pk == passage.pk:
        raise ValidationError(_("Een alinea kan niet naar zichzelf verwijzen."))
    passage.successor = successor
    passage.save(update_fields=["successor"])


def _check(found: list[ExtractedPassage], rows: list[Passage], page_id: int) -> None:
    withdrawn = {row.key for row in rows if row.state == State.WITHDRAWN}
    # In another block a paragraph keeps its own part of the key. A copy that has an address of its
    # own was not withdrawn with it.
    withdrawn_piece_keys = {key.rpartition("-")[2] for key in withdrawn}
    known = {row.key for row in rows if row.state in (State.LIVE, State.HIDDEN)}
    seen: set[str] = set()
    for extracted in found:
        if not extracted.key:
            raise KeysRefused(_missing(extracted), back=addresses.desk_url(page_id))
        if extracted.key in seen:
            raise KeysRefused(_double(extracted), back=addresses.desk_url(page_id))
        moved = extracted.piece_key in withdrawn_piece_keys and extracted.key not in known
        if extracted.key in withdrawn or moved:
            raise KeysRefused(_withdrawn(extracted), back=addresses.desk_url(page_id))
        seen.add(extracted.key)


def _stands_alone(key: str, page: SitePage) -> bool:
    """Tell whether the words of key could be taken out of page, or were not on it."""
    fixed = {one.key for one in page.passage_fields}
    return key not in fixed and all(extracted.key != key for extracted in extract(page))


def _cut(page: SitePage, key: str) -> None:
    """Take what has key out of the page's own columns, and out of its aliases, which are copies.

    Revisions are left as they are.
    """
    changed = {}
    for one in page.passage_fields:
        block = page._meta.get_field(one.name).stream_block
        stored = getattr(page, one.name).get_prep_value()
        kept = cutting.without(stored, key)
        if kept != stored:
            changed[one.name] = block.to_python(kept)
    for name, value in changed.items():
        setattr(page, name, value)
    if changed:
        page.save(update_fields=list(changed), clean=False)
    for alias in type(page).objects.filter(alias_of_id=page.pk):
        _cut(alias, key)


def _loaded_streams(page: SitePage) -> list[str]:
    deferred = page.get_deferred_fields()
    return [name for name in type(page).get_streamfield_names() if name not in deferred]


def _block_names(page: SitePage, name: str) -> dict[str, str]:
    children = page._meta.get_field(name).stream_block.child_blocks
    return {key: str(block.label) for key, block in children.items()}


def _names(fields: list[Field]) -> dict[tuple[str, int], str]:
    numbers = extraction.chosen(fields)["organisation"]
    if not numbers:
        return {}
    rows = Organisation.objects.filter(pk__in=numbers)
    return {("organisation", row.pk): row.name for row in rows}


def _missing(extracted: ExtractedPassage) -> str:
    return _(
        "Publiceren kan niet: in het blok “%(block)s” heeft een deel geen eigen sleutel "
        "(“%(words)s”). Sla de pagina op als concept; dan krijgt het er een."
    ) % {"block": extracted.block, "words": _words(extracted)}


def _double(extracted: ExtractedPassage) -> str:
    return _(
        "Publiceren kan niet: in het blok “%(block)s” staat een deel dat dezelfde sleutel heeft "
        "als een ander (“%(words)s”). Sla de pagina op als concept; dan krijgt het een eigen."
    ) % {"block": extracted.block, "words": _words(extracted)}


def _withdrawn(extracted: ExtractedPassage) -> str:
    return _(
        "Publiceren kan niet: in het blok “%(block)s” staat een deel dat is ingetrokken "
        "(“%(words)s”). Haal het uit de tekst."
    ) % {"block": extracted.block, "words": _words(extracted)}


def _words(extracted: ExtractedPassage) -> str:
    words = (extracted.text or extracted.label).split()
    return " ".join(words[:8]) + ("…" if len(words) > 8 else "")
