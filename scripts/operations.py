"""docs/operations.md as something to follow: its commands and files, moved into one folder."""

import os
import re
import shlex
import subprocess
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from scripts.setup import ROOT

PAGE = ROOT / "docs" / "operations.md"
HEADING = re.compile(r"^## (.+)$", re.MULTILINE)
BLOCK = re.compile(r"^```sh[^\n]*\n(.*?)^```$", re.MULTILINE | re.DOTALL)

# What belongs to a whole machine: the trial has its own database, certificate and processes.
OF_THE_MACHINE = (
    "apt install ",
    "adduser ",
    "runuser -u postgres ",
    "sensible-editor ",
    "systemctl ",
    "certbot ",
    "curl ",
    "nginx -t",
)
PLACES = (
    "/opt/kenniskring",
    "/var/lib/kenniskring",
    "/etc/kenniskring",
    "/etc/systemd/system",
    "/etc/nginx",
    "/etc/letsencrypt",
    "/var/log/nginx",
)


class Differs(Exception):
    """The page and the site say different things; in a sentence."""


def steps(text: str) -> Iterator[tuple[str, str]]:
    """Yield (heading, commands) for every block of commands on the page, in its order."""
    parts = HEADING.split(text)
    for heading, words in zip(parts[1::2], parts[2::2], strict=True):
        for commands in BLOCK.findall(words):
            yield heading, commands


def to_follow(commands: str) -> str:
    """Return the commands without those that belong to a whole machine."""
    lines = [line for line in commands.splitlines() if not line.startswith(OF_THE_MACHINE)]
    return "\n".join(lines)


def dump_and_restore(text: str) -> tuple[str, str]:
    """Return the two commands of the page that speak to the database itself."""
    dump = re.search(r"`(runuser -u kenniskring -- pg_dump [^`]+)`", text)
    restore = re.search(r"^(runuser -u kenniskring -- pg_restore .+)$", text, re.MULTILINE)
    if not dump or not restore:
        raise Differs("The page names no pg_dump, or no pg_restore.")
    return dump[1], restore[1]


@dataclass
class Place:
    """The folder in which the page is followed, with ports of its own."""

    folder: Path
    ports: Mapping[str, int]
    source: Path = ROOT
    children: dict[str, subprocess.Popen[str]] = field(default_factory=dict)

    def moved(self, text: str) -> str:
        """Return text with every path and port of the page replaced by one of this place."""
        for path in PLACES:
            text = re.sub(rf"(?<![\w/]){path}(?![\w-])", str(self.folder) + path, text)
        text = text.replace("127.0.0.1:8001", f"127.0.0.1:{self.ports['web']}")
        for listened, name in (("80", "http"), ("443", "https")):
            # Loopback only: a trial opens nothing to the outside.
            text = re.sub(rf"listen {listened}\b", f"listen 127.0.0.1:{self.ports[name]}", text)
            text = re.sub(rf"^\s*listen \[::\]:{listened}.*\n", "", text, flags=re.MULTILINE)
        return text

    def follow(self, commands: str, environment: Mapping[str, str]) -> str:
        """Run commands of the page and return what they print; raise Differs when one fails."""
        script = self.moved(to_follow(commands))
        # Everything here belongs to whoever runs the trial.
        script = script.replace("runuser -u kenniskring -- ", "")
        script = re.sub(r" -o \w+ -g [\w-]+", "", script)
        script = script.replace("<address of this repository>", shlex.quote(str(self.source)))
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", script],
            cwd=self.folder,
            env=dict(environment),
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise Differs(f"{script}\nended with {done.returncode}:\n{done.stdout}{done.stderr}")
        return done.stdout

    def path(self, of_the_page: str) -> Path:
        """Return where a path of the page is here."""
        return Path(self.moved(of_the_page))

    def unit(self, name: str) -> tuple[list[str], str]:
        """Return the words of a unit's ExecStart and its WorkingDirectory."""
        text = self.moved(self.path(f"/etc/systemd/system/{name}.service").read_text())
        found = dict(line.split("=", 1) for line in text.splitlines() if "=" in line)
        return shlex.split(found["ExecStart"]), found["WorkingDirectory"]

    def start(self, name: str, **more: str) -> subprocess.Popen[str]:
        """Start a unit as systemd would: with nothing of our environment."""
        command, folder = self.unit(name)
        log = (self.folder / f"{name}.log").open("w")
        child = subprocess.Popen(
            command,
            cwd=folder,
            env={"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "PYTHONUNBUFFERED": "1", **more},
            stdout=log,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        self.children[name] = child
        return child

    def said(self, name: str) -> str:
        """Return what a unit has written to its log."""
        return (self.folder / f"{name}.log").read_text()

    def stop(self, patience: float = 60) -> dict[str, int]:
        """Stop every unit as systemd does and return with which code each ended."""
        for child in self.children.values():
            child.terminate()
        until = time.monotonic() + patience
        for child in self.children.values():
            try:
                child.wait(timeout=max(0.1, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()
        return {name: child.returncode for name, child in self.children.items()}
