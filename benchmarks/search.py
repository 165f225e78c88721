"""Measure search: `make bench-search`, or `python -m benchmarks.search --count 100000`.

Builds an index of generated documents (or of `--documents`, JSON lines with id, title and body) in
a temporary folder, asks it questions, and measures how soon another process sees a published
change. Beside it, in the same run on the same documents: tantivy's own Dutch analysis, and a scan
of all texts in Python. Nothing here is asserted: milliseconds differ per machine.
"""

import argparse
import os
import tempfile
from pathlib import Path

import django

from benchmarks.corpus import generated, given, questions


def main() -> None:
    """Run every measurement on a temporary folder and database."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=10_000, help="documents to generate")
    parser.add_argument("--documents", type=Path, help="JSON lines with id, title and body")
    parser.add_argument("--questions", type=int, default=300)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "site_config.settings",
            "DATABASE_URL": f"sqlite:///{folder / 'benchmark.sqlite3'}",
            "VAR_DIR": str(folder),
            "SECRET_KEY": "benchmark",
            "LOG_LEVEL": "ERROR",
        }
        django.setup()
        from benchmarks import search_measures as measure  # noqa: PLC0415 -- after the set-up

        documents = list(
            given(options.documents) if options.documents else generated(options.count)
        )
        asked = questions(documents, options.questions)
        print(f"{len(documents)} documents, {sum(len(d.texts) for d in documents)} paragraphs")
        measure.ours(documents, asked)
        measure.tantivy_dutch(documents, asked, folder / "baseline")
        measure.scan(documents, asked)
        measure.freshness(50)


if __name__ == "__main__":
    main()
