"""A results page: hits grouped per document, with the passages that hold the words, and facets."""

import logging
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from django.utils.html import escape
from django.utils.safestring import SafeString

from office.clock import timecode
from search import engines, facets, indexing, ranking
from search.analysis import chain
from search.chain import normal
from search.documents import SearchDocument
from search.engines.base import Engine, EngineQuery, IndexUnusable
from search.facets import Narrower, ShownFacet
from search.forms import LAST_PAGE, PER_PAGE, Order, SearchForm
from search.highlight import snippet
from search.query import parse
from search.sources import FACETS, SOURCES
from search.synonyms import with_synonyms
from search.units import UnitPassage, UnitText

MOST_PASSAGES = 2
# Enough units that ten documents show even when one of them fills the first sixty.
MOST_UNITS = 4_000
_UNITS_PER_PAGE = 60
# Without an index every title is read from the database: not for more than this.
MOST_TITLES = 500
NEAR = 3

logger = logging.getLogger(__name__)


class NoSuchPage(Exception):
    """There are results, but not on this page."""

    def __init__(self, results: "Results") -> None:
        super().__init__(f"page {results.form.page} of {results.pages}")
        self.results = results


@dataclass(frozen=True, slots=True)
class HitPassage:
    """A passage of a document that holds the words."""

    id: str
    url: str
    label: str
    snippet: SafeString
    seconds: int | None

    @property
    def clock(self) -> str:
        """Return the timecode of a recording: 02:34, 1:02:03."""
        return timecode(self.seconds or 0)


@dataclass(frozen=True, slots=True)
class Hit:
    """One document, and at most two of its passages."""

    id: str
    kind: str
    kind_label: str
    title: str
    url: str
    date: str
    meta: str
    snippet: SafeString
    passages: tuple[HitPassage, ...] = ()
    # What it has of what the visitor said of herself, in words.
    preferred: str = ""


@dataclass(frozen=True, slots=True)
class Results:
    """Everything a results page shows. `degraded`: only titles could be looked through."""

    form: SearchForm
    total: int = 0
    hits: tuple[Hit, ...] = ()
    facets: tuple[ShownFacet, ...] = ()
    nearest: tuple[Hit, ...] = ()
    degraded: bool = False

    @property
    def pages(self) -> int:
        """Return how many pages can be turned to."""
        return min(-(-self.total // PER_PAGE), LAST_PAGE)

    @property
    def chips(self) -> list[dict[str, str]]:
        """Return the filters that are on, each with the address of the results without it."""
        return facets.chips(self.form, self.facets)

    @property
    def narrower(self) -> list[Narrower]:
        """Return the filters that leave only what the visitor asked to see first."""
        return facets.narrower(self.form, self.facets)

    @property
    def turns(self) -> list[tuple[int, str]]:
        """Return (number, address) of the pages to turn to; number 0 stands for those between."""
        here = self.form.page or 1
        numbers = [n for n in range(1, self.pages + 1) if n in (1, self.pages) or abs(n - here) < 3]
        turns: list[tuple[int, str]] = []
        for number in numbers:
            if turns and number - turns[-1][0] > 1:
                turns.append((0, ""))
            turns.append((number, self.form.address(page=number)))
        return turns

    @property
    def previous(self) -> str:
        """Return the address of the page before this one, or nothing."""
        return self.form.address(page=self.form.page - 1) if (self.form.page or 1) > 1 else ""

    @property
    def next(self) -> str:
        """Return the address of the page after this one, or nothing."""
        here = self.form.page or 1
        return self.form.address(page=here + 1) if here < self.pages else ""

    @property
    def end(self) -> bool:
        """Tell whether there are more results than can be turned to, and this is the last page."""
        return self.total > LAST_PAGE * PER_PAGE and self.form.page == LAST_PAGE


def find(form: SearchForm) -> Results:
    """Return the results of a question; raises NoSuchPage. A broken index gives titles."""
    try:
        return _find(form)
    except IndexUnusable as reason:
        logger.error("Searching failed: %s", reason)
    if indexing.ensure_index():
        try:
            return _find(form)
        except IndexUnusable:
            logger.exception("Searching failed once more.")
    return _by_title(form)


def browse(form: SearchForm) -> Results:
    """Return what there is to choose from when nothing is asked yet: facets, and no hits."""
    try:
        offered = _facets(engines.current(), EngineQuery(form.language))
    except IndexUnusable:
        offered = ()
    return Results(form, facets=offered)


def total(text: str, *, language: str) -> int:
    """Return how many documents hold one of the words, without a database query; 0 when the
    engine is down."""
    query = EngineQuery(language, parse(text, language).tokens)
    try:
        return engines.current().count(query) if query.tokens else 0
    except IndexUnusable:
        return 0


def near(
    text: str, *, language: str, without: str = "", kinds: Sequence[str] = ()
) -> tuple[Hit, ...]:
    """Return at most three documents that come near text, leaving out the one named `without`
    and, when kinds are named, those of other kinds; () when the engine is down."""
    form = SearchForm(parse(text, language), language, {}, Order.RELEVANCE, 1)
    filters = {"soort": tuple(kinds)} if kinds else {}
    query = EngineQuery(language, form.query.tokens, filters)
    if not query.tokens:
        return ()
    try:
        engine = engines.current()
        units = ranking.rank(engine.search(query, ranking.WINDOW), form.query.words)
        ids = [each for each in ranking.documents(units) if each != without]
        return _hits(engine, query, form, ids[:NEAR])
    except IndexUnusable as reason:
        logger.error("Nothing near can be found: %s", reason)
        return ()


def _find(form: SearchForm) -> Results:
    form = replace(form, query=with_synonyms(form.query, form.language))
    engine = engines.current()
    query = EngineQuery(form.language, form.query.tokens, form.filters, form.query.also)
    total = engine.count(query)
    results = Results(form, total, facets=_facets(engine, query))
    if form.page is None or form.page > max(results.pages, 1):
        raise NoSuchPage(results)
    if total:
        return replace(results, hits=_hits(engine, query, form, _ids(engine, query, form)))
    if form.filters and query.tokens:
        return replace(results, nearest=near(form.query.text, language=form.language))
    return results


def _ids(engine: Engine, query: EngineQuery, form: SearchForm) -> list[str]:
    """Return the documents of one page in their order."""
    first = (form.page - 1) * PER_PAGE
    if form.order == Order.DATE or not query.tokens:
        return engine.newest(query, first, PER_PAGE)
    limit = ranking.WINDOW
    while True:
        units = engine.search(query, limit)
        best = {hit.document_id for hit in units[: ranking.WINDOW]}
        preferred = {pk: len(names) for pk, names in _preferred(engine, form, best).items()}
        ranked = ranking.rank(units, form.query.words, form.query.synonyms, preferred)
        ids = ranking.documents(ranked)
        if len(ids) >= first + PER_PAGE or len(units) < limit or limit >= MOST_UNITS:
            return ids[first : first + PER_PAGE]
        limit *= 4


def _hits(
    engine: Engine, query: EngineQuery, form: SearchForm, ids: Sequence[str]
) -> tuple[Hit, ...]:
    if not ids:
        return ()
    units = _units(engine, query, form, ids)
    wanted = frozenset(query.tokens).union(*query.also)
    labels = _kind_labels((each[0].document["kind"] for each in units.values()), form)
    preferred = _preferred(engine, form, ids)
    words = {pk: form.preference.words(names) for pk, names in preferred.items()}
    return tuple(
        _hit(document_id, units[document_id], wanted, labels, words.get(document_id, ""))
        for document_id in ids
        if document_id in units
    )


def _units(
    engine: Engine, query: EngineQuery, form: SearchForm, ids: Sequence[str]
) -> dict[str, list[UnitText]]:
    """Return the best units of each document, best first."""
    found: dict[str, list[UnitText]] = {}
    missing = list(ids)
    while missing:
        hits = engine.units_of(query, missing, _UNITS_PER_PAGE)
        for each in ranking.rank(hits, form.query.words, form.query.synonyms):
            found.setdefault(each.document_id, []).append(each.unit)
        left = [document_id for document_id in missing if document_id not in found]
        # Ask again for those that a very long document crowded out, unless they are gone.
        missing = left if len(left) < len(missing) else []
    return found


def _preferred(engine: Engine, form: SearchForm, ids: Collection[str]) -> dict[str, list[str]]:
    """Return the facets in which each document has what the visitor said of herself."""
    found: dict[str, list[str]] = {}
    for name, value in form.preference.values:
        query = EngineQuery(form.language, filters={name: (value,)})
        of_facet = {each.document_id for each in engine.units_of(query, list(ids), len(ids))}
        for document_id in of_facet:
            found.setdefault(document_id, []).append(name)
    return found


def _kind_labels(kinds: Iterable[str], form: SearchForm) -> dict[str, str]:
    """Return the name of each kind; a kind nobody knows is its own name."""
    kinds = set(kinds)
    facet = FACETS.get("soort")
    known = facet.labels(kinds, form.language) if facet else {}
    return {kind: str(known.get(kind, kind)) for kind in kinds}


def _hit(
    document_id: str,
    units: list[UnitText],
    wanted: frozenset[str],
    kind_labels: dict[str, str],
    preferred: str,
) -> Hit:
    matches = sorted(
        (
            (-len(words), order, unit, passage)
            for order, unit in enumerate(units)
            for passage in unit.passages
            if (words := wanted.intersection(unit.tokens[passage.first_token : passage.end_token]))
        ),
        key=lambda match: match[:2],
    )
    passages: dict[str, HitPassage] = {}
    summary_snippet = None
    for _, _, unit, passage in matches:
        if not passage.id:
            summary_snippet = snippet(unit, passage, wanted)
        elif passage.id not in passages and len(passages) < MOST_PASSAGES:
            passages[passage.id] = _passage(unit, passage, wanted)
    shown = units[0].document
    first = next(iter(passages.values()), None)
    return Hit(
        id=document_id,
        kind=shown["kind"],
        kind_label=kind_labels[shown["kind"]],
        title=shown["title"],
        url=shown["url"],
        date=shown["date"],
        meta=shown["meta"],
        snippet=summary_snippet or (first.snippet if first else escape(shown["summary"])),
        passages=tuple(passages.values()),
        preferred=preferred,
    )


def _passage(unit: UnitText, passage: UnitPassage, wanted: frozenset[str]) -> HitPassage:
    return HitPassage(
        id=passage.id,
        url=passage.url,
        label=passage.label,
        snippet=snippet(unit, passage, wanted),
        seconds=passage.seconds,
    )


def _facets(engine: Engine, query: EngineQuery) -> tuple[ShownFacet, ...]:
    """Return the facets, each counted as if none of its own values were chosen."""
    counted = engine.facets(query)
    found = []
    for facet in FACETS.values():
        selected = query.filters.get(facet.name, ())
        counts = counted.get(facet.name, {})
        if selected:
            counts = engine.facets(query.without(facet.name)).get(facet.name, {})
        found.append(facets.shown(facet, counts, selected, query.language))
    return tuple(each for each in found if each)


def _by_title(form: SearchForm) -> Results:
    """Return the documents whose title holds one of the words, without any index."""
    wanted = frozenset(form.query.tokens)
    scored = []
    for document in _all_documents():
        if document.language != form.language:
            continue
        title = {token.text for token in chain(form.language).tokens(normal(document.title))}
        if words := len(wanted & title):
            scored.append((-words, document.title, document))
    scored.sort(key=lambda each: each[:2])
    found = [document for _, _, document in scored[:PER_PAGE]]
    labels = _kind_labels((document.kind for document in found), form)
    hits = tuple(
        Hit(
            id=document.id,
            kind=document.kind,
            kind_label=labels[document.kind],
            title=document.title,
            url=document.url,
            date=document.date,
            meta=document.meta,
            snippet=escape(document.summary),
        )
        for document in found
    )
    return Results(form, len(hits), hits, degraded=True)


def _all_documents() -> list[SearchDocument]:
    return [
        document
        for source in SOURCES.values()
        for document in source.load(list(islice(source.ids(), MOST_TITLES)))
    ]
