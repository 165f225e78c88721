from pathlib import Path

from scripts.stamps import Stamps, digest


def test_digest_is_equal_when_nothing_changed(tmp_path: Path) -> None:
    one, two = tmp_path / "a.txt", tmp_path / "b.txt"
    one.write_text("een")
    two.write_text("twee")
    assert digest([one, two], "x") == digest([two, one], "x")


def test_digest_differs_when_a_file_a_name_or_a_word_does(tmp_path: Path) -> None:
    one, two = tmp_path / "a.txt", tmp_path / "b.txt"
    one.write_text("een")
    two.write_text("een")
    seen = {digest([one]), digest([two]), digest([one], "x"), digest([tmp_path / "none"])}
    one.write_text("anders")
    assert len(seen | {digest([one])}) == 5


def test_stamp_holds_when_it_was_written_for_that_step(tmp_path: Path) -> None:
    stamps = Stamps(tmp_path / "deep" / "stamps.json")
    stamps.write("assets", "1")
    stamps.write("runtime", "2")
    assert stamps.holds("assets", "1")
    assert stamps.holds("runtime", "2")
    assert not stamps.holds("assets", "2")
    assert not stamps.holds("database", "1")


def test_stamps_are_made_anew_when_the_file_is_broken(tmp_path: Path) -> None:
    stamps = Stamps(tmp_path / "stamps.json")
    for broken in ("", "{", "[]"):
        stamps.file.write_text(broken)
        assert not stamps.holds("assets", "1")
    stamps.write("assets", "1")
    assert stamps.holds("assets", "1")
