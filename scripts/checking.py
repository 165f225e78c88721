"""`make check`: everything that can be judged without running a test; runs inside .venv."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from babel.messages.pofile import read_po
from packaging.requirements import Requirement

from scripts.setup import ROOT, say

# In pieces, so that this file does not hold what it looks for.
FOREIGN = {
    "an address of a package registry": re.compile(
        "|".join(
            [
                "python" + r"hosted\.",
                "npm" + r"js\.",
                r'"resolved":\s*"http',
                "--(extra-)?index" + "-url",
            ]
        )
    ),
    "a path of one machine": re.compile(
        r"(?:^|[^\w.])/(?:" + "|".join(["work", "farm", "root", "home/[a-z]+"]) + ")/"
    ),
}

PRODUCTION = {
    "ALLOWED_HOSTS": "kenniskring.example",
    "BASE_URL": "https://kenniskring.example",
    "CACHE_URL": "db://cache",
    "DATABASE_URL": "postgres://kenniskring@127.0.0.1/kenniskring",
    "DEBUG": "0",
    "DEFAULT_FROM_EMAIL": "De Kenniskring <noreply@kenniskring.example>",
    "EMAIL_URL": "smtp://127.0.0.1:25",
    "REDACTION_KEY": "a-key-of-its-own-that-is-long-enough-for-a-check-0123456789-abcdefghij",
    "SECRET_KEY": "a-key-that-is-long-enough-for-a-check-and-used-nowhere-else-0123456789",
    "TASKS": "worker",
    "TRUSTED_PROXIES": "127.0.0.1",
}

# What makemessages must not read: tests, and files in the tree that are not ours.
IGNORED = [
    f"--ignore={name}" for name in ("tests/*", "node_modules/*", "scripts/*", "benchmarks/*")
]


def foreign_lines(text: str) -> list[tuple[int, str]]:
    """Return (line number, what it is) for each line that ties the repository to one machine."""
    return [
        (number, what)
        for number, line in enumerate(text.splitlines(), 1)
        for what, pattern in FOREIGN.items()
        if pattern.search(line)
    ]


def pinned(lock: str) -> dict[str, str]:
    """Return {folded name: version} of a lock's text; ValueError for a pin without a hash."""
    pins = {}
    for block in re.split(r"\n(?=[A-Za-z0-9])", lock):
        match = re.match(r"([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==(\S+)", block)
        if match:
            if "--hash=sha256:" not in block:
                raise ValueError(f"{match[1]} has no hash: run `make lock`.")
            pins[_folded(match[1])] = match[2]
    return pins


def out_of_step(wanted: Iterable[str], lock: str) -> list[str]:
    """Return a sentence for each requirement that the lock does not hold or holds otherwise."""
    pins = pinned(lock)
    sentences = []
    for text in wanted:
        requirement = Requirement(text)
        version = pins.get(_folded(requirement.name))
        if version is None:
            sentences.append(f"{text} is not locked: run `make lock`.")
        elif version not in requirement.specifier:
            sentences.append(f"{text} is locked at {version}: run `make lock`.")
    return sentences


def _folded(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def repository() -> list[str]:
    """Return a sentence for each committed line that names a registry or a path of one machine."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
    sentences = []
    for name in filter(None, listed.stdout.decode().split("\0")):
        try:
            text = (ROOT / name).read_text(encoding="utf-8")
        except (UnicodeDecodeError, FileNotFoundError):
            continue
        sentences += [f"{name}:{number}: {what}." for number, what in foreign_lines(text)]
    return sentences


def locks() -> list[str]:
    """Return a sentence for each requirement of pyproject.toml that its lock does not meet."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    runtime, test = project["dependencies"], project["optional-dependencies"]["test"]
    folder = ROOT / "requirements"
    return out_of_step(runtime, (folder / "runtime.txt").read_text()) + out_of_step(
        [*runtime, *test], (folder / "test.txt").read_text()
    )


def catalogues() -> list[str]:
    """Return a sentence for each source string that locale/en lacks or still holds in vain."""
    if not shutil.which("xgettext"):
        # Skipped aloud: a bare machine has no GNU gettext, and .ci/run installs it.
        say("   skipped: there is no xgettext here (Debian, Ubuntu: apt install gettext)")
        return []
    name = "locale/en/LC_MESSAGES/django.po"
    with tempfile.TemporaryDirectory() as scratch:
        listed = subprocess.run(
            ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True
        )
        for file in filter(None, listed.stdout.decode().split("\0")):
            source = ROOT / file
            if source.suffix in (".py", ".html", ".txt") and source.is_file():
                target = Path(scratch) / file
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(source, target)
        (Path(scratch) / "locale").mkdir(exist_ok=True)
        make = [sys.executable, "-m", "django", "makemessages", "-l", "en", "-v0", *IGNORED]
        subprocess.run(make, cwd=scratch, check=True)
        wanted = messages(Path(scratch) / name)
    held = messages(ROOT / name)
    return [f"{name} lacks {message!r}: run `make messages`." for message in wanted - held] + [
        f"{name} holds {message!r}, which no source says: run `make messages`."
        for message in held - wanted
    ]


def messages(file: Path) -> set[tuple[str | None, str]]:
    """Return (context, source string) of each living message; of no file, none."""
    if not file.exists():
        return set()
    with file.open("rb") as opened:
        return {
            (message.context, message.id if isinstance(message.id, str) else message.id[0])
            for message in read_po(opened)
            if message.id
        }


def command(*words: str) -> Callable[[], list[str]]:
    """Return a check that runs a command of the environment and reports only how it ended."""

    def judge() -> list[str]:
        with tempfile.TemporaryDirectory() as var:
            return _run(words, {"DEBUG": "1", "SECRET_KEY": "x" * 60, "VAR_DIR": var})

    return judge


def production() -> list[str]:
    """Return a sentence when the files of a new version cannot be collected, or it is refused."""
    with tempfile.TemporaryDirectory() as var:
        settings = {**PRODUCTION, "VAR_DIR": var}
        collect = ("manage.py", "collectstatic", "--no-input", "--verbosity=0")
        judge = ("manage.py", "check", "--deploy", "--fail-level", "WARNING")
        return _run(collect, settings) or _run(judge, settings)


def _run(words: Sequence[str], settings: dict[str, str]) -> list[str]:
    environment = {**os.environ, **settings}
    done = subprocess.run([sys.executable, *words], cwd=ROOT, env=environment, check=False)
    return [f"`{' '.join(words)}` ended with {done.returncode}."] if done.returncode else []


CHECKS: dict[str, Callable[[], list[str]]] = {
    "style": command("-m", "ruff", "check", "--quiet", "."),
    "format": command("-m", "ruff", "format", "--quiet", "--check", "."),
    "imports": command(
        "-c", "from importlinter.cli import lint_imports_command as judge; judge()", "--no-cache"
    ),
    "system checks": command("manage.py", "check"),
    "system checks of production": production,
    "migrations": command("manage.py", "makemigrations", "--check", "--dry-run"),
    "translations": catalogues,
    "locks": locks,
    "repository": repository,
}


def main() -> int:
    """Run every check, print what each one found, and return 1 when one found something."""
    found = 0
    for name, judge in CHECKS.items():
        say(f"== {name}")
        for sentence in judge():
            say(f"   {sentence}")
            found += 1
    say("Everything is in order." if not found else f"{found} things to mend.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
