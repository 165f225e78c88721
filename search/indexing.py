"""Keeping every index up to date from one log of changes.

A publisher writes its changes to the log in its own transaction (`record_change`), without a
number. Readers of the log first number what was committed since (`_number_changes`): so the numbers
follow the commits, and no publisher waits for another.

The holder of the writer's lock reads the log until it is empty (`catch_up`): the publisher itself
when it gets the lock within a second, else the process that has it, else the loop. So a retry, two
processes, an outage, a second host and a rebuild are all the same thing: reading on from the last
number applied.

Old rows of the log are pruned up to the last number that is a month old (`prune`), read or not: an
index that is behind the oldest row is rebuilt, which after a month of absence is quicker anyway.
"""

import logging
import threading
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from functools import partial
from itertools import islice

from django.db import DatabaseError, connection, transaction
from django.db.models import Max, Min, Q
from django.utils import timezone

from office import faults
from search import engines, units
from search.documents import SearchDocument
from search.engines.base import Engine, IndexState, IndexUnusable, LockBusy, Writer
from search.models import IndexChange, IndexCounter
from search.sources import SOURCES, Source

LOOP = "search"
BATCH = 200
# A publisher waits this long for another writer, and then leaves its change to that one.
PATIENCE = 1.0
# A site of this size is indexed within a second or two, so that a visitor can wait for it.
SMALL_SITE = 300
KEEP = timedelta(days=30)

logger = logging.getLogger(__name__)


def record_change(*document_ids: str) -> None:
    """Write to the log that these documents changed, and have them indexed after the commit.

    What the documents are is read when the log is, so it does not matter when in the publisher's
    transaction this is called.
    """
    if not document_ids:
        return
    now = timezone.now()
    IndexChange.objects.bulk_create(
        IndexChange(document_id=document_id, at=now) for document_id in document_ids
    )
    call = _calls.__dict__.setdefault("open", _Call())
    transaction.on_commit(partial(_after_publishing, call))


def catch_up(wait: float = PATIENCE) -> int:
    """Apply to every index what the log holds beyond its last number; return how many changes.

    Waits `wait` seconds for another writer, then leaves the work to that one. An index that is
    missing, broken, of another version or of another database is rebuilt.
    """
    return sum(_catch_up(engine, wait) for engine in engines.every())


def rebuild() -> int:
    """Rebuild every index beside the live one and switch; return the number of documents.

    Readers go on with the old index meanwhile, and publishers write to it; what they wrote is
    read from the log before the switch. Raises LockBusy when a rebuild is going on already.
    """
    return sum(_rebuild(engine) for engine in engines.every())


def prune(now: datetime) -> int:
    """Remove the log up to its last change older than 30 days; return how many rows."""
    # By the numbers an index can tell that it missed something, so nothing goes without one.
    _number_changes()
    last = IndexChange.objects.filter(at__lt=now - KEEP).aggregate(number=Max("number"))["number"]
    # Up to that number, not by age: the change of a slow transaction is older than the one before
    # it, and an index cannot tell a gap.
    removed, _ = IndexChange.objects.filter(number__lte=last or 0).delete()
    return removed


def ensure_index() -> bool:
    """Tell whether the index can answer, after making it when it is absent and the site small.

    A big site's index is made by the loop or by `rebuild_index`: a visitor does not wait for it.
    """
    try:
        engines.current().state()
    except IndexUnusable as reason:
        return _make_small_index(str(reason))
    return True


def waiting_since() -> datetime | None:
    """Return when the oldest change was made that an index lacks, None when it lacks none.

    Raises IndexUnusable. Writes nothing: the log is read by whoever asks whether all is well.
    """
    log = IndexCounter.objects.values_list("log", flat=True).first()
    waiting = []
    for engine in engines.every():
        state = engine.state()
        if log is not None and state.log != str(log):
            raise IndexUnusable("The index was made from another database.")
        lacking = IndexChange.objects.filter(Q(number=None) | Q(number__gt=state.number))
        waiting.append(lacking.aggregate(at=Min("at"))["at"])
    return min((at for at in waiting if at is not None), default=None)


def _number_changes() -> None:
    """Give the changes that were committed since the last time the next numbers."""
    unnumbered = IndexChange.objects.filter(number=None)
    # Mostly there is nothing to number, and then nobody has to wait for the lock.
    if not unnumbered.exists():
        return
    # Durable: a transaction around it would hold the lock for longer, and number its own changes
    # before they are committed.
    with transaction.atomic(durable=True):
        counter = _lock_counter()
        # A new query, after the lock: what was seen above may have been numbered meanwhile.
        keys = list(unnumbered.order_by("pk").values_list("pk", flat=True))
        with connection.cursor() as cursor:
            # A moved section can be thousands of rows, for which bulk_update needs seconds.
            cursor.executemany(
                "UPDATE search_indexchange SET number = %s WHERE id = %s",
                list(enumerate(keys, counter.value + 1)),
            )
        IndexCounter.objects.filter(id=1).update(value=counter.value + len(keys))


def _lock_counter() -> IndexCounter:
    counter, _ = IndexCounter.objects.select_for_update().get_or_create(id=1)
    return counter


class _Call:
    """What the publishers of one transaction ask together: that the index is brought up to date."""

    answered = False


# The call that this thread's next commit answers.
_calls = threading.local()


def _after_publishing(call: _Call) -> None:
    """Catch up once for all that was published in one transaction.

    With a busy writer twenty pages of one bulk action would else wait a second each.
    """
    if call.answered:
        return
    call.answered = True
    _calls.__dict__.pop("open", None)
    try:
        if ensure_index():
            catch_up(PATIENCE)
    except Exception:  # the page stays published
        logger.exception("The index could not be brought up to date; the loop tries again.")


def _make_small_index(reason: str) -> bool:
    if len(list(islice(_all_ids(), SMALL_SITE + 1))) > SMALL_SITE:
        logger.error("There is no index to search in: %s Run rebuild_index.", reason)
        return False
    try:
        rebuild()
    except LockBusy:
        return False
    except Exception:  # the visitor is answered without an index
        logger.exception("The index could not be made.")
        return False
    return True


def _catch_up(engine: Engine, wait: float) -> int:
    try:
        state = engine.state()
        if not _reaches(state):
            raise IndexUnusable(f"The log does not reach back to {state}.")
        if not _changes(state.number, 1):
            return 0
        with engine.writing(wait) as writer:
            # Read it again: another process may have gone on while we waited.
            return _apply_log(writer, engine.state())
    except LockBusy:
        return 0
    except IndexUnusable as reason:
        logger.warning("The index is made anew: %s", reason)
        try:
            return _rebuild(engine)
        except LockBusy:
            return 0


def _rebuild(engine: Engine) -> int:
    with engine.building() as index:
        _number_changes()
        # Read before the documents: every change up to this number is in what follows. One that
        # is committed later gets a higher number.
        state = _log_now()
        count = 0
        ids = _all_ids()
        while batch := list(islice(ids, BATCH)):
            count += _write(index, batch)
        index.commit(state)
        with engine.locked(wait=60):
            _apply_log(index, state)
            index.go_live()
    return count


def _apply_log(writer: Writer, state: IndexState) -> int:
    """Write what the log holds beyond `state`, until it is empty; return how many changes."""
    applied = 0
    while changes := _changes(state.number, BATCH):
        _write(writer, dict.fromkeys(document_id for _, document_id in changes))
        state = IndexState(state.log, changes[-1][0])
        writer.commit(state)
        applied += len(changes)
    return applied


def _changes(after: int, limit: int) -> list[tuple[int, str]]:
    _number_changes()
    rows = IndexChange.objects.filter(number__gt=after).order_by("number")
    return list(rows.values_list("number", "document_id")[:limit])


def _write(writer: Writer, document_ids: Iterable[str]) -> int:
    """Let the index hold these documents as they are now; return how many there are."""
    document_ids = list(document_ids)
    faults.clear(LOOP, document_ids)
    found = _load(document_ids)
    for document_id in document_ids:
        document = found.get(document_id)
        writer.replace(document_id, units.units(document) if document else [])
    return len(found)


def _load(document_ids: list[str]) -> dict[str, SearchDocument]:
    by_source: dict[str, list[str]] = {}
    for document_id in document_ids:
        by_source.setdefault(document_id.partition(":")[0], []).append(document_id)
    return {
        document.id: document
        for name, ids in by_source.items()
        if (source := SOURCES.get(name))
        for document in _load_from(source, ids)
    }


def _load_from(source: Source, ids: list[str]) -> list[SearchDocument]:
    """Return what the source makes of these ids; one that it stumbles over is left out.

    The others must not wait behind it. Left out is removed from the index: better not found than
    found with a text that was perhaps withdrawn.
    """
    try:
        return source.load(ids)
    except DatabaseError:
        # The database is away: nothing is wrong with the documents, so read them again later.
        raise
    except Exception as error:  # noqa: BLE001 -- noted
        if len(ids) == 1:
            faults.record(LOOP, error, row=ids[0], now=timezone.now())
            return []
        return [document for each in ids for document in _load_from(source, [each])]


def _all_ids() -> Iterator[str]:
    for source in SOURCES.values():
        yield from source.ids()


def _log_now() -> IndexState:
    counter, _ = IndexCounter.objects.get_or_create(id=1)
    return IndexState(str(counter.log), counter.value)


def _reaches(state: IndexState) -> bool:
    """Tell whether reading on from this state misses nothing."""
    now = _log_now()
    oldest = IndexChange.objects.aggregate(number=Min("number"))["number"]
    reach = now.number if oldest is None else oldest - 1
    return state.log == now.log and reach <= state.number <= now.number
