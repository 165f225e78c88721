"""Worktrees of other commits: found, used again, and refused in a sentence."""

import subprocess
from pathlib import Path

import pytest

from benchmarks import trees
from benchmarks.trees import Unusable


def git(folder: Path, *words: str) -> str:
    done = subprocess.run(
        ["git", "-c", "user.name=An", "-c", "user.email=an@example.nl", *words],
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


@pytest.fixture
def clone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a repository with two commits, in which var/ is ignored."""
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"):
        monkeypatch.delenv(name, raising=False)
    folder = tmp_path / "clone"
    folder.mkdir()
    git(folder, "init", "--quiet", "--initial-branch=main")
    (folder / ".gitignore").write_text("var/\nbuilt/\n")
    for text in ("een", "twee"):
        (folder / "page.txt").write_text(text)
        git(folder, "add", ".")
        git(folder, "commit", "--quiet", "--message", text)
    return folder


def worktree(clone: Path, name: str) -> Path:
    return trees.worktree(trees.commit(name, clone), clone, clone / "var" / "bench")


def worktrees(clone: Path) -> list[str]:
    return [line.split()[0] for line in git(clone, "worktree", "list").splitlines()]


def test_commit_is_the_full_hash_when_a_name_means_one(clone: Path) -> None:
    full = git(clone, "rev-parse", "HEAD~1")
    assert trees.commit("HEAD~1", clone) == full
    assert trees.commit(full[:7], clone) == full


@pytest.mark.parametrize("name", ["nonsense", "0123456", "HEAD~9", "--help", "HEAD:page.txt"])
def test_commit_is_refused_in_a_sentence_when_there_is_none(clone: Path, name: str) -> None:
    with pytest.raises(Unusable) as refused:
        trees.commit(name, clone)
    assert str(refused.value) == (
        f"BASE={name!r} is no commit here: give one as in `make bench BASE=HEAD~1`, or fetch "
        "it first."
    )


def test_commit_is_refused_in_a_sentence_when_the_folder_is_no_clone(tmp_path: Path) -> None:
    with pytest.raises(Unusable, match=r"BASE needs git and a clone: this folder holds no history"):
        trees.commit("HEAD", tmp_path)


def test_worktree_holds_the_commit_and_leaves_the_clone_clean(clone: Path) -> None:
    path = worktree(clone, "HEAD~1")
    assert (path / "page.txt").read_text() == "een"
    assert (clone / "page.txt").read_text() == "twee"
    assert git(clone, "status", "--porcelain") == ""


def test_worktree_is_used_again_when_the_commit_is_the_same(clone: Path) -> None:
    path = worktree(clone, "HEAD~1")
    (path / "built").mkdir()
    (path / "built" / "site.css").write_text("")
    (path.parent / "stamps.json").write_text("{}")
    assert worktree(clone, "HEAD~1") == path
    assert (path / "built" / "site.css").exists()
    assert (path.parent / "stamps.json").exists()


def test_worktree_of_another_commit_is_removed_with_all_beside_it(clone: Path) -> None:
    old = worktree(clone, "HEAD~1")
    (old / "built").mkdir()
    (old.parent / "site").mkdir()
    new = worktree(clone, "HEAD")
    assert [folder.name for folder in new.parent.parent.iterdir()] == [new.parent.name]
    assert worktrees(clone) == [str(clone), str(new)]


def test_worktree_is_made_anew_when_somebody_removed_its_folder(clone: Path) -> None:
    path = worktree(clone, "HEAD~1")
    subprocess.run(["rm", "-rf", str(path.parent)], check=True)
    assert worktree(clone, "HEAD~1") == path
    assert worktrees(clone) == [str(clone), str(path)]


@pytest.mark.parametrize("asked", ["HEAD~1", "HEAD"])
def test_worktree_is_refused_when_somebody_changed_a_file_in_it(clone: Path, asked: str) -> None:
    path = worktree(clone, "HEAD~1")
    (path / "page.txt").write_text("drie")
    with pytest.raises(Unusable) as refused:
        worktree(clone, asked)
    assert str(refused.value) == (
        f"{path} holds changed files (page.txt). Keep what you need of it, then "
        f"`rm -rf {path.parent}` and run again."
    )
    assert (path / "page.txt").read_text() == "drie"


def test_worktree_is_refused_when_it_holds_another_commit(clone: Path) -> None:
    path = worktree(clone, "HEAD~1")
    git(path, "checkout", "--quiet", "--detach", "main")
    with pytest.raises(Unusable, match=rf"holds {trees.commit('HEAD', clone)[:12]} instead of"):
        worktree(clone, "HEAD~1")


def test_worktree_is_refused_when_a_run_was_broken_off(clone: Path) -> None:
    path = worktree(clone, "HEAD~1")
    # Without this file git would answer for the clone around the folder, which is clean.
    (path / ".git").unlink()
    with pytest.raises(Unusable, match="is no worktree, as a run was broken off"):
        worktree(clone, "HEAD~1")


def test_state_says_whether_files_differ_from_the_commit(clone: Path) -> None:
    head = git(clone, "rev-parse", "--short", "HEAD")
    assert trees.state(clone) == head
    (clone / "page.txt").write_text("drie")
    assert trees.state(clone) == f"{head} + changes"


def test_tree_has_an_environment_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DEBUG", "1")
    monkeypatch.setenv("CACHE_URL", "db://shared")
    monkeypatch.setenv("DATABASE_URL", "postgres://somebody@127.0.0.1/elses")
    var = tmp_path / "site"
    made = trees.tree(tmp_path, Path("python"), var=var, database="sqlite:///own.db")
    assert made.environment["DEBUG"] == "0"
    assert made.environment["DATABASE_URL"] == "sqlite:///own.db"
    assert made.environment["VAR_DIR"] == str(var)
    assert "CACHE_URL" not in made.environment
