"""What is the embedded engine's own: its folder, its files, a process that is killed."""

import subprocess
import sys
import textwrap
import time

import pytest

from search.engines.base import EngineQuery, IndexState, IndexUnusable
from search.engines.tantivy import TantivyEngine
from search.units import units
from tests.search.factories import make_document


@pytest.fixture
def engine(tmp_path) -> TantivyEngine:
    engine = TantivyEngine(tmp_path / "index")
    fill(engine)
    return engine


def fill(engine: TantivyEngine) -> None:
    with engine.building() as index:
        index.replace("page:1", units(make_document("page:1", "boom")))
        index.commit(IndexState("log", 1))
        index.go_live()


def live(engine: TantivyEngine):
    return engine.directory / (engine.directory / "current").read_text()


def spoil_segments(engine: TantivyEngine) -> None:
    for file in live(engine).glob("*.store"):
        file.write_bytes(b"")


def spoil_meta(engine: TantivyEngine) -> None:
    (live(engine) / "meta.json").write_text("{")


def spoil_state(engine: TantivyEngine) -> None:
    (live(engine) / "state.json").write_text("")


def spoil_current(engine: TantivyEngine) -> None:
    (engine.directory / "current").write_text("../../etc")


@pytest.mark.parametrize("spoil", [spoil_segments, spoil_meta, spoil_state, spoil_current])
def test_a_broken_folder_is_unusable_and_a_new_index_takes_its_place(engine, spoil):
    spoil(engine)
    other = TantivyEngine(engine.directory)
    with pytest.raises(IndexUnusable):
        other.search(EngineQuery("nl", ("bom",)), 10)
    with pytest.raises(IndexUnusable):
        other.state()
    fill(other)
    assert len(other.search(EngineQuery("nl", ("bom",)), 10)) == 1


def test_an_index_of_another_version_is_unusable(engine, monkeypatch):
    monkeypatch.setattr(TantivyEngine, "version", "0.0.0")
    with pytest.raises(IndexUnusable, match=r"version \d+\.\d+\.\d+, not 0\.0\.0"):
        TantivyEngine(engine.directory).state()


def test_old_indexes_are_swept_and_the_one_before_stays(engine):
    before = live(engine)
    for _ in range(3):
        previous = live(engine)
        fill(engine)
    folders = {each for each in engine.directory.iterdir() if each.is_dir()}
    assert folders == {live(engine), previous}
    assert not before.exists()


def test_the_lock_is_free_when_the_process_that_held_it_was_killed(engine):
    code = f"""
        import os, signal
        from pathlib import Path
        from search.engines.tantivy import TantivyEngine
        with TantivyEngine(Path({str(engine.directory)!r})).writing(0) as writer:
            writer.replace("page:1", [])
            os.kill(os.getpid(), signal.SIGKILL)
    """
    killed = subprocess.run([sys.executable, "-c", textwrap.dedent(code)], check=False)
    assert killed.returncode == -9
    with engine.writing(0):
        pass
    assert len(engine.search(EngineQuery("nl", ("bom",)), 10)) == 1


def test_an_index_is_read_again_only_by_who_asks_it_something(engine):
    # Read again in a thread beside, it holds a lock that a process forked at that moment keeps.
    engine.state()
    _name, index = engine._open
    before = index.searcher().num_docs

    with TantivyEngine(engine.directory).writing(0) as writer:
        writer.replace("page:2", units(make_document("page:2", "boom")))
        writer.commit(IndexState("log", 2))
    # tantivy's thread looks twice a second.
    time.sleep(1.5)

    assert index.searcher().num_docs == before
    assert engine.state().number == 2
    assert index.searcher().num_docs > before
