"""The programs that judge: where they are, and what to install when they are not there."""

import json
import os
import re
import shutil
import signal
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from scripts.setup import ROOT

HERE = Path(__file__).resolve().parent
JAR = HERE / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
JAVA_NEEDED = 11
CHROMIUMS = ("chromium-headless-shell", "chromium", "google-chrome")
# vnu does not know that a list of layers may stand before @import.
NOT_FOR_VNU = {"main.css"}


def lack() -> str | None:
    """Return one sentence that says what this machine lacks, or None when nothing is missing."""
    if not shutil.which("java"):
        return (
            "There is no Java here, and the checker of HTML needs it "
            "(Debian, Ubuntu: apt install default-jre-headless)."
        )
    done = subprocess.run(["java", "-version"], capture_output=True, text=True, check=False)
    if java_major(done.stderr) < JAVA_NEEDED:
        return (
            f"This Java is too old, and the checker of HTML needs {JAVA_NEEDED} or newer "
            "(Debian, Ubuntu: apt install default-jre-headless)."
        )
    named = os.environ.get("CHROMIUM")
    if named and not Path(named).exists():
        return f"CHROMIUM={named!r} does not exist: give the path of a Chromium, or leave it out."
    if chromium() is None:
        return (
            "There is no Chromium here, and pages are judged in one "
            "(Debian: apt install chromium; elsewhere: CHROMIUM=<path>)."
        )
    return None


def java_major(text: str) -> int:
    """Return 17 for 'openjdk version "17.0.15"', 8 for "1.8.0_402", 0 when nothing is said."""
    match = re.search(r'version "(?:1\.)?(\d+)', text)
    return int(match[1]) if match else 0


def chromium() -> str | None:
    """Return the path of the Chromium that CHROMIUM names, or of the machine's own, or None."""
    named = os.environ.get("CHROMIUM")
    return named or next(filter(None, map(shutil.which, CHROMIUMS)), None)


def sources(root: Path = ROOT) -> list[Path]:
    """Return the style sheets and pictures of ours that vnu can judge."""
    style = (file for file in root.glob("frontend/css/**/*.css") if file.name not in NOT_FOR_VNU)
    pictures = [*root.glob("frontend/icons/*.svg"), *root.glob("frontend/images/*.svg")]
    return sorted([*style, *pictures, *root.glob("static/build/*.svg")])


def vnu(files: Iterable[Path], jar: Path = JAR) -> dict[str, Any]:
    """Return what the Nu Html Checker says of all files, read by one Java machine."""
    words = ["java", "-jar", jar, "--format", "json", "--stdout", "--exit-zero-always"]
    words += ["--also-check-css", "--also-check-svg"]
    done = subprocess.run(
        [*map(str, words), *map(str, files)], capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)


def lighthouse(
    addresses: Iterable[str], port: int, environment: Mapping[str, str], folder: Path = HERE
) -> Iterator[dict[str, Any]]:
    """Yield what Lighthouse says of each address, one by one, in the browser at port."""
    asked = "".join(f"{address}\n" for address in addresses)
    process = subprocess.Popen(
        ["node", str(folder / "lighthouse.mjs"), str(port)],
        cwd=folder,
        env=dict(environment),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        # Node from the wheel is two processes: they are stopped as one.
        start_new_session=True,
    )
    try:
        # The addresses are few: they fit into a pipe that nobody has read yet.
        process.stdin.write(asked)
        process.stdin.close()
        for line in process.stdout:
            yield json.loads(line)
        if process.wait():
            raise subprocess.CalledProcessError(process.returncode, process.args)
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait()
        process.stdout.close()
