"""The embedded engine: a tantivy index in VAR_DIR/search/<name>/.

A file `current` names the live index. An open index is never renamed: `reload()` would fail in
every process that has it open. A rebuild fills a new folder and rewrites `current` in one move;
readers look at that file before each question.
"""

import fcntl
import json
import math
import os
import shutil
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import tantivy

from search import analysis, units
from search.engines.base import EngineQuery, IndexState, IndexUnusable, LockBusy, UnitHit
from search.units import Unit, UnitText

# Another number, another schema: raise it when a field is added or changed.
SCHEMA_VERSION = 1
TITLE_WEIGHT = 2.0
BODY_WEIGHT = 1.0
# Of the weight of a word that was typed.
SYNONYM_SHARE = 0.5
# More documents than anybody turns to; beyond these a synonym is only counted.
MOST_BY_SYNONYM = 1_000
WRITER_BYTES = 30_000_000
BUILDER_BYTES = 120_000_000
MOST_FACET_VALUES = 5_000
# A text of twenty thousand words; what comes after it is about the same.
MOST_OWN_UNITS = 100
_PAUSE = 0.01


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("document", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("language", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("facet", tokenizer_name="raw", index_option="basic", fast=True)
    builder.add_text_field("title_main", tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field("body_main", tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field("whole", tokenizer_name="whitespace", index_option="basic")
    # "1" on the first unit of a document, so that documents can be counted and listed.
    builder.add_text_field("first", tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field("date", fast=True)
    builder.add_bytes_field("payload", stored=True)
    return builder.build()


class TantivyEngine:
    """One folder of indexes; safe to use from several threads and processes."""

    version = f"{analysis.VERSION}.{units.FORMAT}.{SCHEMA_VERSION}"

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self._schema = _schema()
        self._guard = threading.Lock()
        self._open: tuple[str, tantivy.Index] | None = None

    # Reading

    def state(self) -> IndexState:
        """Return how far the live index is; raises IndexUnusable."""
        with _as_unusable():
            # A folder that cannot answer one question is as good as none.
            self._searcher().search(tantivy.Query.all_query(), 1)
            return _read_state(self.directory / self._live_name(), self.version)

    def search(self, query: EngineQuery, limit: int) -> list[UnitHit]:
        """Return the best units, best first; without tokens the first unit of each document."""
        with _as_unusable():
            return self._hits(self._restricted(query, self._scoring(query)), limit)

    def units_of(
        self, query: EngineQuery, document_ids: Sequence[str], limit: int
    ) -> list[UnitHit]:
        """Return the best units within these documents; without tokens, their first units."""
        within = tantivy.Query.term_set_query(self._schema, "document", list(document_ids))
        with _as_unusable():
            scoring = self._restricted(query, self._scoring(query))
            return self._hits(_all_of(scoring, tantivy.Query.const_score_query(within, 0.0)), limit)

    def newest(self, query: EngineQuery, offset: int, limit: int) -> list[str]:
        """Return ids of documents, newest first; raises IndexUnusable."""
        with _as_unusable():
            searcher = self._searcher()
            found = searcher.search(
                self._documents(query), limit, count=False, order_by_field="date", offset=offset
            )
            return [searcher.doc(address).get_first("document") for _, address in found.hits]

    def strongest(self, document_id: str, most: int) -> tuple[str, ...]:
        """Return the tokens that tell a document apart from others, the strongest first.

        Without those that no other document has; none for a document that is not there.
        """
        with _as_unusable():
            searcher = self._searcher()
            units_of = self._hits(self._term("document", document_id), MOST_OWN_UNITS)
            numbers: Counter[str] = Counter()
            for hit in units_of:
                unit = UnitText(hit.payload)
                numbers.update([*unit.tokens, *unit.title])
            everything = searcher.search(self._term("first", "1"), 1).count
            weights = {}
            for token, number in numbers.items():
                having = searcher.doc_freq("whole", token)
                if having > 1:
                    weights[token] = (1 + math.log(number)) * math.log(1 + everything / having)
        return tuple(sorted(weights, key=lambda token: (-weights[token], token))[:most])

    def count(self, query: EngineQuery) -> int:
        """Return how many documents match."""
        with _as_unusable():
            return self._searcher().search(self._documents(query), 1).count

    def facets(self, query: EngineQuery) -> dict[str, dict[str, int]]:
        """Return per facet and value how many of the matching documents have it."""
        wanted = {"facet": {"terms": {"field": "facet", "size": MOST_FACET_VALUES}}}
        with _as_unusable():
            buckets = self._searcher().aggregate(self._documents(query), wanted)["facet"]["buckets"]
        counts: dict[str, dict[str, int]] = {}
        for bucket in buckets:
            name, _, value = bucket["key"].partition("=")
            counts.setdefault(name, {})[value] = bucket["doc_count"]
        return counts

    def _hits(self, query: tantivy.Query, limit: int) -> list[UnitHit]:
        searcher = self._searcher()
        hits = []
        for score, address in searcher.search(query, limit, count=False).hits:
            stored = searcher.doc(address)
            hits.append(
                UnitHit(stored.get_first("document"), score, bytes(stored.get_first("payload")))
            )
        return hits

    def _scoring(self, query: EngineQuery) -> tantivy.Query:
        if not query.tokens:
            return self._term("first", "1")
        return _any_of(
            self._scored(query.tokens, 1.0),
            *(
                _all_of(self._scored(tokens, SYNONYM_SHARE), self._within_those_with_all(tokens))
                for tokens in query.also
            ),
        )

    def _scored(self, tokens: Sequence[str], share: float) -> tantivy.Query:
        """Match units that have one of the tokens."""
        fields = (("title_main", TITLE_WEIGHT), ("body_main", BODY_WEIGHT))
        return _any_of(
            *(
                tantivy.Query.boost_query(self._term(name, token, "freq"), weight * share)
                for token in tokens
                for name, weight in fields
            )
        )

    def _within_those_with_all(self, tokens: Sequence[str]) -> tantivy.Query:
        """Match the units of documents that have every token: only their first unit knows that."""
        searcher = self._searcher()
        found = searcher.search(self._with_all(tokens), MOST_BY_SYNONYM, count=False).hits
        ids = [searcher.doc(address).get_first("document") for _, address in found]
        within = tantivy.Query.term_set_query(self._schema, "document", ids)
        return tantivy.Query.const_score_query(within, 0.0)

    def _with_all(self, tokens: Sequence[str]) -> tantivy.Query:
        """Match the first unit of every document that has each of the tokens somewhere."""
        return _all_of(*(self._term("whole", token) for token in tokens))

    def _documents(self, query: EngineQuery) -> tantivy.Query:
        """Match the first unit of every document that has one of the tokens anywhere."""
        if not query.tokens:
            return self._restricted(query, self._term("first", "1"))
        anywhere = tantivy.Query.term_set_query(self._schema, "whole", list(query.tokens))
        also = [self._with_all(tokens) for tokens in query.also]
        return self._restricted(query, _any_of(anywhere, *also))

    def _restricted(self, query: EngineQuery, matching: tantivy.Query) -> tantivy.Query:
        filters = [self._term("language", query.language)]
        filters += [
            tantivy.Query.term_set_query(
                self._schema, "facet", [f"{name}={value}" for value in values]
            )
            for name, values in query.filters.items()
        ]
        return _all_of(matching, *(tantivy.Query.const_score_query(one, 0.0) for one in filters))

    def _term(self, name: str, value: str, option: str = "basic") -> tantivy.Query:
        return tantivy.Query.term_query(self._schema, name, value, option)

    def _searcher(self) -> tantivy.Searcher:
        with self._guard:
            name = self._live_name()
            if self._open is None or self._open[0] != name:
                folder = self.directory / name
                _read_state(folder, self.version)
                index = tantivy.Index.open(str(folder))
                # Only we reload. A second reload, in a thread of tantivy's own, holds a lock on a
                # file that a process forked at that moment keeps, and then waits for itself.
                index.config_reader("manual")
                self._open = (name, index)
            index = self._open[1]
            # What another process committed is seen only after this (0.4 ms).
            index.reload()
            return index.searcher()

    def _live_name(self) -> str:
        try:
            return (self.directory / "current").read_text().strip()
        except FileNotFoundError as error:
            raise IndexUnusable(f"No index in {self.directory}.") from error

    # Writing

    @contextmanager
    def writing(self, wait: float) -> Iterator["_Writer"]:
        """Give the one writer of the live index; raises LockBusy after `wait` seconds."""
        with self.locked(wait):
            with _as_unusable():
                folder = self.directory / self._live_name()
                _read_state(folder, self.version)
                writer = _opened(folder, self._schema, WRITER_BYTES)
            with _closing(_Writer(writer, folder, self.version)) as open_writer:
                yield open_writer

    @contextmanager
    def building(self) -> Iterator["_NewIndex"]:
        """Give a new, empty index; raises LockBusy when one is being built already."""
        self.directory.mkdir(parents=True, exist_ok=True)
        with _lock(self.directory / "build.lock", 0):
            name = f"{self.version}-{time.time_ns()}"
            folder = self.directory / name
            folder.mkdir()
            writer = _opened(folder, self._schema, BUILDER_BYTES)
            try:
                with _closing(_Writer(writer, folder, self.version)) as open_writer:
                    yield _NewIndex(open_writer, self)
            finally:
                self._sweep()

    @contextmanager
    def locked(self, wait: float) -> Iterator[None]:
        """Keep every writer of the live index away; raises LockBusy after `wait` seconds."""
        self.directory.mkdir(parents=True, exist_ok=True)
        with _lock(self.directory / "write.lock", wait):
            yield

    def _sweep(self) -> None:
        """Remove all but the live index and the newest before it, which may still be read."""
        live = self._live_name() if (self.directory / "current").exists() else ""
        folders = [each for each in self.directory.iterdir() if each.is_dir()]
        others = sorted((f for f in folders if f.name != live), key=lambda f: f.stat().st_mtime)
        for folder in others[:-1] if live else others:
            shutil.rmtree(folder, ignore_errors=True)


class _Writer:
    def __init__(self, writer: tantivy.IndexWriter, folder: Path, version: str) -> None:
        self._writer = writer
        self.folder = folder
        self._version = version
        self._closed = False

    def replace(self, document_id: str, units: Sequence[Unit]) -> None:
        """Let these units be all there is of the document; none removes it."""
        self._writer.delete_documents_by_term("document", document_id)
        for number, unit in enumerate(units):
            stored = tantivy.Document(
                document=unit.document_id,
                language=unit.language,
                title_main=unit.title,
                body_main=unit.body,
                facet=list(unit.facets),
                payload=unit.payload,
            )
            stored.add_unsigned("date", unit.date)
            if number == 0:
                stored.add_text("first", "1")
                stored.add_text("whole", unit.whole)
            self._writer.add_document(stored)

    def commit(self, state: IndexState) -> None:
        """Make the changes visible, and after that store the state beside the index.

        Killed between the two, the changes are applied once more: that changes nothing.
        """
        self._writer.commit()
        _write(
            self.folder / "state.json",
            json.dumps({"version": self._version, "log": state.log, "number": state.number}),
        )

    def close(self) -> None:
        """Let go of the index; what was not committed is forgotten, running merges are not."""
        if not self._closed:
            self._closed = True
            self._writer.wait_merging_threads()


class _NewIndex:
    def __init__(self, writer: _Writer, engine: TantivyEngine) -> None:
        self._writer = writer
        self._engine = engine
        self.replace = writer.replace
        self.commit = writer.commit

    def go_live(self) -> None:
        """Let every reader use this index from its next question on."""
        # tantivy's own lock first: the next writer opens this folder at once.
        self._writer.close()
        _write(self._engine.directory / "current", self._writer.folder.name)


def _opened(folder: Path, schema: tantivy.Schema, heap: int) -> tantivy.IndexWriter:
    try:
        # One thread: a publish writes a handful of units, and threads make as many segments.
        return tantivy.Index(schema, str(folder)).writer(heap, 1)
    except ValueError as error:
        if "LockBusy" in str(error):
            raise LockBusy(str(error)) from error
        raise IndexUnusable(str(error)) from error


@contextmanager
def _closing(writer: _Writer) -> Iterator[_Writer]:
    try:
        yield writer
    finally:
        writer.close()


@contextmanager
def _lock(path: Path, wait: float) -> Iterator[None]:
    """Hold a lock that the system takes back when the process dies."""
    until = time.monotonic() + wait
    with path.open("a") as file:
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError as error:
                if time.monotonic() >= until:
                    raise LockBusy(f"{path} is held by another process.") from error
                time.sleep(_PAUSE)
        yield


@contextmanager
def _as_unusable() -> Iterator[None]:
    """Turn what tantivy and the file system raise for a broken index into one exception."""
    try:
        yield
    except (OSError, ValueError, KeyError) as error:
        raise IndexUnusable(str(error)) from error


def _read_state(folder: Path, version: str) -> IndexState:
    stored = json.loads((folder / "state.json").read_text())
    if stored["version"] != version:
        raise IndexUnusable(f"{folder} was made by version {stored['version']}, not {version}.")
    return IndexState(stored["log"], stored["number"])


def _write(path: Path, text: str) -> None:
    """Write a small file that a reader sees either as it was or whole."""
    beside = path.with_name(f"{path.name}.{os.getpid()}.new")
    with beside.open("w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)


def _any_of(*queries: tantivy.Query) -> tantivy.Query:
    return tantivy.Query.boolean_query([(tantivy.Occur.Should, query) for query in queries])


def _all_of(*queries: tantivy.Query) -> tantivy.Query:
    return tantivy.Query.boolean_query([(tantivy.Occur.Must, query) for query in queries])
