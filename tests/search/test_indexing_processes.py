"""The log and the index when more than one process is at work, and when one is killed."""

import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from search import engines, indexing
from search.engines.base import EngineQuery
from search.models import IndexChange
from tests.search.factories import make_document
from tests.search.log import found, number

pytestmark = pytest.mark.django_db(transaction=True)

ROOT = Path(__file__).parents[2]


def run(environment: dict[str, str], code: str) -> subprocess.CompletedProcess[str]:
    """Run code in another process, with one document in its sources."""
    beginning = """
        import os, signal, django
        django.setup()
        from django.db import connection
        from search import indexing, sources
        from search.engines import tantivy
        from tests.search.factories import make_document
        here = make_document("page:1", "Winterswijk.")
        source = sources.Source("page", lambda ids: [here] * (here.id in ids), lambda: [here.id])
        sources.SOURCES._items = {"page": source}
    """
    return subprocess.run(
        [sys.executable, "-c", textwrap.dedent(beginning) + textwrap.dedent(code)],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_change_is_found_here_when_another_process_applied_it(shelf, process_environment):
    indexing.rebuild()
    assert found("winterswijk") == []
    other = run(process_environment, "indexing.record_change('page:1')")
    assert (other.returncode, other.stderr) == (0, "")
    assert (found("winterswijk"), number()) == (["page:1"], 1)


@pytest.mark.parametrize(
    "crash",
    [
        pytest.param("tantivy._write = die", id="after the index's commit, before its number"),
        pytest.param(
            "tantivy._Writer.commit = die", id="after numbering, before the index's commit"
        ),
        pytest.param(
            "connection.execute_wrappers.append(die_at_update)",
            id="while it numbers",
            marks=pytest.mark.prove,
        ),
        pytest.param(
            "indexing._after_publishing = die",
            id="after the publisher's commit",
            marks=pytest.mark.prove,
        ),
    ],
)
def test_a_change_is_applied_once_when_its_process_was_killed(shelf, process_environment, crash):
    indexing.rebuild()
    killed = run(
        process_environment,
        f"""
        def die(*_):
            os.kill(os.getpid(), signal.SIGKILL)
        def die_at_update(execute, sql, *more):
            return die() if sql.startswith("UPDATE") else execute(sql, *more)
        {crash}
        indexing.record_change("page:1")
        """,
    )
    assert (killed.returncode, number()) == (-9, 0)
    shelf.put(make_document("page:1", "Winterswijk."))
    assert indexing.catch_up(0) == 1
    assert (found("winterswijk"), engines.current().count(EngineQuery("nl"))) == (["page:1"], 1)


@pytest.mark.prove
def test_nothing_is_logged_when_the_publisher_was_killed_before_its_commit(
    shelf, process_environment
):
    indexing.rebuild()
    killed = run(
        process_environment,
        """
        from django.db import OperationalError, transaction
        with transaction.atomic():
            indexing.record_change("page:1")
            os.kill(os.getpid(), signal.SIGKILL)
        """,
    )
    assert (killed.returncode, IndexChange.objects.count(), indexing.catch_up(0)) == (-9, 0, 0)
