"""The measurements of `benchmarks.search`; imported when the settings are chosen."""

import random
import statistics
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import tantivy
from django.core.management import call_command
from django.db import transaction
from django.http import QueryDict

from benchmarks.corpus import Given
from search import engines, forms, indexing, ranking, units
from search.documents import PassageText, SearchDocument
from search.engines.base import EngineQuery, IndexState
from search.query import parse
from search.results import find
from search.sources import FACETS, SOURCES, SYNONYMS, Facet, Source

OPGAVEN = [f"opgave-{number}" for number in range(1, 11)]
GEMEENTEN = [f"gemeente-{number}" for number in range(342)]
KINDS = ["verslag", "praktijkvoorbeeld", "opname", "vraag"]


def row(name: str, seconds: Iterable[float]) -> None:
    """Print p50 and p95 in milliseconds."""
    values = sorted(seconds)
    p50, p95 = statistics.median(values), values[int(len(values) * 0.95)]
    print(f"  {name:<44} p50 {p50 * 1000:8.2f} ms   p95 {p95 * 1000:8.2f} ms")


def timed(ask: Callable[[str], object], asked: list[str]) -> list[float]:
    """Return how long each question took, after twenty to warm up."""
    for each in asked[:20]:
        ask(each)
    taken = []
    for each in asked:
        begin = time.perf_counter()
        ask(each)
        taken.append(time.perf_counter() - begin)
    return taken


def size(folder: Path) -> str:
    """Return the size of a folder in MB."""
    return f"{sum(f.stat().st_size for f in folder.rglob('*') if f.is_file()) / 1e6:.0f} MB"


def ours(documents: list[Given], asked: list[str]) -> None:
    """Build our index and ask it: the engine alone, and everything a results page needs."""

    chance = random.Random(16)
    FACETS._items.clear()
    SYNONYMS._items.clear()
    for name in ("soort", "opgave", "gemeente"):
        FACETS.register(name, Facet(name, name, lambda values, _: {each: each for each in values}))
    engine = engines.current()
    begin = time.perf_counter()
    analysing = 0.0
    made = 0
    with engine.building() as index:
        for each in documents:
            start = time.perf_counter()
            document = SearchDocument(
                id=each.id,
                kind=chance.choice(KINDS),
                title=each.title,
                url="/",
                language="nl",
                passages=tuple(
                    PassageText(f"{each.id}-{at}", text, url="/", group=str(at // 4))
                    for at, text in enumerate(each.texts)
                ),
                facets={
                    "opgave": tuple(chance.sample(OPGAVEN, 2)),
                    "gemeente": (chance.choice(GEMEENTEN),),
                },
            )
            found = units.units(document)
            analysing += time.perf_counter() - start
            made += len(found)
            index.replace(each.id, found)
        index.commit(IndexState("benchmark", 0))
        index.go_live()
    print(
        f"ours: {made} units, built in {time.perf_counter() - begin:.1f} s "
        f"(analysis {analysing:.1f} s), {size(engine.directory)}"
    )

    def tokens(text: str) -> EngineQuery:
        return EngineQuery("nl", parse(text, "nl").tokens)

    def page(text: str, rest: str = "") -> object:
        asked = QueryDict(f"q={text.replace(' ', '+')}{rest}")
        return find(forms.read(asked, language="nl", facets=FACETS))

    row("best 60 units", timed(lambda text: engine.search(tokens(text), 60), asked))
    row(
        "best 60 units, ranked and grouped",
        timed(
            lambda text: ranking.documents(
                ranking.rank(engine.search(tokens(text), 60), parse(text, "nl").words)
            ),
            asked,
        ),
    )
    row("facets over all matches", timed(lambda text: engine.facets(tokens(text)), asked))
    row("a results page: hits, snippets, facets, total", timed(page, asked))
    row(
        "the same with two filters on",
        timed(lambda text: page(text, "&soort=verslag&opgave=opgave-1"), asked),
    )
    # As many terms as questions, and each question has one.
    groups = list(zip(asked, asked[1:] + asked[:1], strict=True))
    SYNONYMS.register("benchmark", lambda _language: groups)
    row(f"a results page with {len(groups)} terms, one of them asked", timed(page, asked))


def tantivy_dutch(documents: list[Given], asked: list[str], folder: Path) -> None:
    """Build and ask tantivy with its own Dutch analysis, one entry per paragraph."""

    builder = tantivy.SchemaBuilder()
    for name in ("title", "body"):
        builder.add_text_field(name, tokenizer_name="nl", index_option="freq")
    builder.add_text_field("text", stored=True, tokenizer_name="raw", index_option="basic")
    folder.mkdir()
    index = tantivy.Index(builder.build(), str(folder))
    dutch = (
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
        .filter(tantivy.Filter.lowercase())
        .filter(tantivy.Filter.stopword("dutch"))
        .filter(tantivy.Filter.stemmer("dutch"))
        .build()
    )
    index.register_tokenizer("nl", dutch)
    begin = time.perf_counter()
    writer = index.writer(120_000_000, 1)
    for each in documents:
        for text in each.texts:
            writer.add_document(tantivy.Document(title=each.title, body=text, text=text[:60_000]))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    print(f"tantivy's own Dutch: built in {time.perf_counter() - begin:.1f} s, {size(folder)}")
    searcher = index.searcher()

    def ask(text: str) -> object:
        query, _ = index.parse_query_lenient(text, ["title", "body"], {"title": 2.0})
        return [searcher.doc(address) for _, address in searcher.search(query, 60).hits]

    row("best 60 paragraphs", timed(ask, asked))


def scan(documents: list[Given], asked: list[str]) -> None:
    """Look through every text for the words as they stand."""
    texts = [text.lower() for each in documents for text in each.texts]
    print("a scan in Python: nothing to build")

    def ask(text: str) -> object:
        words = text.lower().split()
        return [at for at, each in enumerate(texts) if any(word in each for word in words)][:60]

    row("first 60 paragraphs, no order", timed(ask, asked[:25]))


def freshness(rounds: int) -> None:
    """Publish again and again, and let another process say when it sees each change."""

    shelf: dict[str, SearchDocument] = {}
    # The rooms above have registered pages and questions: their tables do not exist here.
    SOURCES._items.clear()
    SOURCES.register(
        "page", Source("page", lambda ids: [shelf[i] for i in ids if i in shelf], lambda: shelf)
    )
    for app in ("search", "office"):
        call_command("migrate", app, verbosity=0)
    indexing.rebuild()
    watcher = f"""
        import sys, time
        from pathlib import Path
        from search.engines.base import EngineQuery
        from search.engines.tantivy import TantivyEngine
        engine = TantivyEngine(Path({str(engines.current().directory)!r}))
        print("ready", flush=True)
        for line in sys.stdin:
            while not engine.count(EngineQuery("nl", (line.strip(),))):
                time.sleep(0.002)
            print(time.monotonic(), flush=True)
    """
    other = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(watcher)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    other.stdout.readline()
    seen, published = [], []
    for number in range(rounds):
        word = f"verandering{number}"
        shelf[f"page:{number}"] = SearchDocument(f"page:{number}", "verslag", word, "/", "nl")
        other.stdin.write(f"{word}\n")
        other.stdin.flush()
        begin = time.monotonic()
        with transaction.atomic():
            indexing.record_change(f"page:{number}")
        published.append(time.monotonic() - begin)
        seen.append(float(other.stdout.readline()) - begin)
    other.stdin.close()
    other.wait()
    print(f"{rounds} changes published, one by one")
    row("a publish, the index included", published)
    row("from publish to seen in another process", seen)
