"""The trees that are measured: the working tree, and a git worktree of another commit.

All of another commit stands in var/bench/<commit>/ and is used again by the next run:
`tree/` (the worktree), `.venv/` (only when its lock is another), `site/` (its VAR_DIR).
"""

import os
import shutil
import subprocess
import venv
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from scripts import setup
from scripts.stamps import Stamps, digest

ROOT = setup.ROOT
HOME = ROOT / "var" / "bench"
HOST = "127.0.0.1"
SHORT = 12
# What settings read; a measurement depends on none of the caller's.
OWN = {
    "ALLOWED_HOSTS": HOST,
    "BASE_URL": f"http://{HOST}",
    "DEBUG": "0",
    "DJANGO_SETTINGS_MODULE": "site_config.settings",
    "EMAIL_URL": "smtp://127.0.0.1:1",  # nothing is sent
    "LOG_LEVEL": "ERROR",
    "REDACTION_KEY": "benchmark-of-redaction-0123456789-abcdefghijklmnopqrstuvwxyz",
    "SECRET_KEY": "benchmark-0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFG",
}
NOT_THE_CALLERS = ["CACHE_URL", "MEDIA_ROOT", "PROTECTED_MEDIA", "PYTHONPATH", "SEARCH_ENGINE"]
# One process for all: starting one costs as much as most of these.
FILL = """
import django
from django.core.management import call_command

django.setup()
call_command("collectstatic", interactive=False, verbosity=0)
call_command("migrate", interactive=False, verbosity=0)
for name in ("prepare_site", "load_demo", "rebuild_index"):
    call_command(name)
"""


class Unusable(Exception):
    """Why nothing can be measured, as a sentence."""


@dataclass(frozen=True, slots=True)
class Tree:
    """A tree with its Python, and the environment in which its site runs."""

    path: Path
    python: Path
    environment: dict[str, str]

    def fill(self) -> None:
        """Make the site: static files, tables, the first pages, the demonstration, the index."""
        setup.run(
            self.python,
            *("-c", FILL),
            cwd=self.path,
            environment=self.environment,
            output=subprocess.DEVNULL,
        )


def tree(path: Path, python: Path, *, var: Path, database: str) -> Tree:
    """Return the tree at path, with a site of its own in var and in the database."""
    var.mkdir(parents=True, exist_ok=True)
    kept = {name: value for name, value in os.environ.items() if name not in NOT_THE_CALLERS}
    own = {**OWN, "DATABASE_URL": database, "VAR_DIR": str(var)}
    return Tree(path, python, {**kept, **own})


def commit(name: str, root: Path = ROOT) -> str:
    """Return the full hash of the commit that name means."""
    if not (root / ".git").exists() or not shutil.which("git"):
        raise Unusable("BASE needs git and a clone: this folder holds no history.")
    done = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    if done.returncode:
        raise Unusable(
            f"BASE={name!r} is no commit here: give one as in `make bench BASE=HEAD~1`, or fetch "
            "it first."
        )
    return done.stdout.strip()


def worktree(sha: str, root: Path = ROOT, home: Path = HOME) -> Path:
    """Return the clean worktree of a commit below home, made when it is not there."""
    _git(root, "worktree", "prune")
    path = home / sha[:SHORT] / "tree"
    if path.exists():
        _judge(path, sha)
        return path
    remove_others(sha, root, home)
    path.parent.mkdir(parents=True, exist_ok=True)
    done = _git(root, "worktree", "add", "--detach", str(path), sha)
    if done.returncode:
        raise Unusable(f"git cannot make a worktree of {sha[:SHORT]}: {done.stderr.strip()}")
    return path


def remove_others(sha: str, root: Path = ROOT, home: Path = HOME) -> None:
    """Remove the worktrees of other commits and the files beside them."""
    for folder in sorted(home.glob("*/")):
        if folder.name == sha[:SHORT]:
            continue
        path = folder / "tree"
        if path.exists():
            _judge(path, None)
            # Judged above: what git ignores, as built assets, is no reason to refuse.
            _git(root, "worktree", "remove", "--force", str(path))
        shutil.rmtree(folder)
    _git(root, "worktree", "prune")


def _judge(path: Path, sha: str | None) -> None:
    """Refuse a folder that is not a worktree of sha, or in which somebody changed a file."""
    advice = f"Keep what you need of it, then `rm -rf {path.parent}` and run again."
    # Outside a worktree git answers for the clone around it.
    top = _git(path, "rev-parse", "--show-toplevel").stdout.strip()
    if not top or Path(top) != path.resolve():
        raise Unusable(f"{path} is no worktree, as a run was broken off. {advice}")
    head = _git(path, "rev-parse", "HEAD").stdout.strip()
    if sha and head != sha:
        raise Unusable(f"{path} holds {head[:SHORT]} instead of {sha[:SHORT]}. {advice}")
    changed = _git(path, "status", "--porcelain").stdout.splitlines()
    if changed:
        names = ", ".join(line[3:] for line in changed[:3])
        raise Unusable(f"{path} holds changed files ({names}). {advice}")


def _git(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    # A hook of git, or a rebase, names a repository in the environment: here the folder counts.
    outside = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return subprocess.run(
        ["git", *words], cwd=folder, env=outside, capture_output=True, text=True, check=False
    )


def state(root: Path = ROOT) -> str:
    """Return what the working tree is: its commit, and whether files differ from it."""
    head = _git(root, "rev-parse", "--short", "HEAD").stdout.strip()
    changed = _git(root, "status", "--porcelain", "--untracked-files=no").stdout.strip()
    return f"{head or 'no commit'}{' + changes' if changed else ''}"


def base(sha: str, database: str | None = None) -> Tree:
    """Return the tree of a commit with everything that it needs to run, its site filled.

    Without a database it has a file of its own, which the next run on the same day uses again: the
    demonstration's meetings have dates near the day on which it was loaded.
    """
    path = worktree(sha)
    folder = path.parent
    stamps = Stamps(folder / "stamps.json")
    python = _python(path, folder, stamps)
    _assets(path, stamps)
    pybabel = [python, "-m", "babel.messages.frontend", "--quiet", "compile"]
    setup.run(*pybabel, "-d", "locale", "-D", "django djangojs", cwd=path)
    site = folder / "site"
    made = tree(path, python, var=site, database=database or f"sqlite:///{site / 'bench.db'}")
    stamp = digest([], f"{datetime.now(UTC).date()}", FILL, database or "")
    if database or not stamps.holds("site", stamp):
        shutil.rmtree(site)
        site.mkdir()
        setup.say(f"Preparing a site of {sha[:SHORT]} with the demonstration content …")
        made.fill()
        stamps.write("site", stamp)
    return made


def _python(path: Path, folder: Path, stamps: Stamps) -> Path:
    lock = path / "requirements" / "runtime.txt"
    if lock.read_bytes() == (ROOT / "requirements" / "runtime.txt").read_bytes():
        setup.say("The lock is that of the working tree: its .venv serves both.")
        return setup.PYTHON
    python = folder / ".venv" / "bin" / "python"
    stamp = digest([lock])
    if not python.exists() or not stamps.holds("runtime", stamp):
        setup.say(f"Installing the locked packages of {folder.name} …")
        venv.create(folder / ".venv", clear=True, with_pip=True)
        pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        setup.run(python, *pip, "--require-hashes", "-r", lock)
        stamps.write("runtime", stamp)
    return python


def _assets(path: Path, stamps: Stamps) -> None:
    if stamps.holds("assets", "built") and (path / "static" / "build").is_dir():
        return
    setup.say(f"Building the front end of {path.parent.name} …")
    node, folder = setup.node_environment(), path / "frontend"
    npm = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
    setup.run(*npm, cwd=folder, environment=node)
    setup.run("npm", "run", "--silent", "build", cwd=folder, environment=node)
    stamps.write("assets", "built")
