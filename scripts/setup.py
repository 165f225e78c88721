"""All between a clone and a site that can start; a step is skipped while its stamp holds."""

import os
import re
import secrets
import shutil
import subprocess
import sys
import venv
from pathlib import Path

from scripts.stamps import Stamps, digest

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMPS = Stamps(ROOT / "var" / "stamps.json")
NODE_NEEDED = 20
NODE_OF_PAGES = 24  # Lighthouse needs 22.19, and an odd or early one is no help


def say(line: str) -> None:
    """Print one line at once: the next step may take a minute."""
    print(line, flush=True)


def run(
    *command: str | Path,
    cwd: Path = ROOT,
    environment: dict[str, str] | None = None,
    output: int | None = None,
) -> None:
    """Run a command of the set-up; its output is the message when it fails (CalledProcessError)."""
    words = [str(part) for part in command]
    subprocess.run(words, cwd=cwd, env=environment, stdout=output, check=True)


def environment(root: Path = ROOT) -> None:
    """Write .env for development unless one is there."""
    file = root / ".env"
    if not file.exists():
        keys = "".join(
            f"{name}={secrets.token_urlsafe(50)}\n" for name in ("SECRET_KEY", "REDACTION_KEY")
        )
        file.write_text(f"DEBUG=1\n{keys}", encoding="utf-8")
        file.chmod(0o600)
        say("Written: .env with DEBUG=1 and secret keys of its own.")


def debug_is_on(root: Path = ROOT) -> bool:
    """Return whether settings will find DEBUG on: the environment wins over .env."""
    file = root / ".env"
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    written = dict(line.split("=", 1) for line in lines if "=" in line)
    said = os.environ.get("DEBUG", written.get("DEBUG", ""))
    return said.strip("\"' ").lower() in ("1", "true", "t", "yes", "y", "on")


def packages(*, with_tests: bool) -> None:
    """Make the virtual environment hold the locked packages, judged by their hashes."""
    version = f"{sys.executable} {sys.version_info[:3]}"
    if not PYTHON.exists() or not STAMPS.holds("python", version):
        say("Making the virtual environment in .venv …")
        venv.create(VENV, clear=True, with_pip=True)
        STAMPS.write("runtime", "")
        STAMPS.write("test", "")
        STAMPS.write("node", "")
        STAMPS.write("python", version)
    _install("runtime", "the locked packages")
    if with_tests:
        _install("test", "the locked packages of the tests")


def _install(lock: str, what: str) -> None:
    file = ROOT / "requirements" / f"{lock}.txt"
    stamp = digest([file])
    if STAMPS.holds(lock, stamp):
        return
    say(f"Installing {what} …")
    pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes"]
    run(PYTHON, *pip, "-r", file)
    STAMPS.write(lock, stamp)


def node_major(text: str) -> int:
    """Return 20 for "v20.20.2", 0 for anything that is not a version of Node."""
    match = re.match(r"v(\d+)\.", text)
    return int(match[1]) if match else 0


def node_environment(needed: int = NODE_NEEDED) -> dict[str, str]:
    """Return an environment with Node and npm, new enough: the machine's own, else the wheel's."""
    if shutil.which("node") and shutil.which("npm"):
        version = subprocess.run(["node", "--version"], capture_output=True, text=True, check=False)
        if node_major(version.stdout) >= needed:
            return dict(os.environ)
    _install("node", "Node from the Python Package Index, as this machine has none that will do")
    return {**os.environ, "PATH": f"{PYTHON.parent}{os.pathsep}{os.environ.get('PATH', '')}"}


def assets(*, always: bool = False) -> None:
    """Build the style sheets, icons and script into static/build."""
    folder = ROOT / "frontend"
    own = [f for f in folder.rglob("*") if f.is_file() and "node_modules" not in f.parts]
    stamp = digest(own)
    built = (ROOT / "static" / "build").is_dir()
    if built and STAMPS.holds("assets", stamp) and not always:
        return
    say("Building the front end …")
    node = node_environment()
    _locked_modules(folder, "node_modules", node)
    run("npm", "run", "--silent", "build", cwd=folder, environment=node)
    STAMPS.write("assets", stamp)


def page_tools() -> None:
    """Install the locked tools that judge pages."""
    folder = ROOT / "scripts" / "pages"
    _locked_modules(folder, "page_tools", node_environment(NODE_OF_PAGES))


def _locked_modules(folder: Path, name: str, node: dict[str, str]) -> None:
    """Make folder/node_modules hold what its package-lock.json says; no package runs a script."""
    locked = digest([folder / "package-lock.json"])
    if (folder / "node_modules").is_dir() and STAMPS.holds(name, locked):
        return
    npm = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
    run(*npm, cwd=folder, environment=node)
    STAMPS.write(name, locked)


def static_files() -> None:
    """Collect the static files when the site runs as in production: with DEBUG nothing is."""
    if debug_is_on():
        return
    built = [f for f in (ROOT / "static").rglob("*") if f.is_file()]
    chosen = os.environ.get("VAR_DIR", "")
    stamp = digest([*built, ROOT / "requirements" / "runtime.txt", ROOT / ".env"], chosen)
    if STAMPS.holds("static_files", stamp):
        return
    say("Collecting the static files …")
    run(PYTHON, "manage.py", "collectstatic", "--no-input", "--verbosity=0")
    STAMPS.write("static_files", stamp)


def catalogues() -> None:
    """Compile the translations: with Babel, as a bare machine has no msgfmt."""
    sources = list((ROOT / "locale").rglob("*.po"))
    stamp = digest(sources)
    compiled = all(file.with_suffix(".mo").exists() for file in sources)
    if not sources or (compiled and STAMPS.holds("catalogues", stamp)):
        return
    say("Compiling the translations …")
    run(VENV / "bin" / "pybabel", "--quiet", "compile", "-d", "locale", "-D", "django djangojs")
    STAMPS.write("catalogues", stamp)


def what_fills_the_database() -> list[Path]:
    """Return the files that decide the content of a database that was just filled."""
    rooms = ["office", "search", "knowledge", "events"]
    names = [
        "migrations/*.py",
        "**/*setup*.py",
        "**/*demo*.py",
        "**/site_pages.py",
        "**/editors.py",
        "**/rights.py",
    ]
    code = [f for room in rooms for name in names for f in (ROOT / room).glob(name)]
    return code + [f for f in (ROOT / "knowledge" / "demo").iterdir() if f.is_file()]


def database() -> None:
    """Bring the database up to date and fill an empty one with the demo."""
    code = what_fills_the_database()
    chosen = [os.environ.get(name, "") for name in ("DATABASE_URL", "VAR_DIR")]
    stamp = digest([*code, ROOT / "requirements" / "runtime.txt", ROOT / ".env"], *chosen)
    if STAMPS.holds("database", stamp) and _is_filled():
        return
    say("Bringing the database up to date …")
    # The commands say themselves what they made; a line per saved page would bury that.
    quiet = {**os.environ, "LOG_LEVEL": "WARNING"}
    # First what is wrong in the environment, in a sentence: `migrate` would end in a traceback.
    judge = ["check", "--database=default", "--tag=environment", "--tag=database"]
    run(PYTHON, "manage.py", *judge, environment=quiet, output=subprocess.DEVNULL)
    run(PYTHON, "manage.py", "migrate", "--no-input", "--verbosity=0", environment=quiet)
    run(PYTHON, "manage.py", "prepare_site", environment=quiet)
    run(PYTHON, "manage.py", "load_demo", "--if-empty", environment=quiet)
    # The index in VAR_DIR may be that of another database.
    run(PYTHON, "manage.py", "rebuild_index", environment=quiet)
    STAMPS.write("database", stamp)


def _is_filled() -> bool:
    """Return whether the database still holds what the stamp says: somebody may have removed it."""
    probe = [str(PYTHON), str(ROOT / "scripts" / "probe.py")]
    return subprocess.run(probe, cwd=ROOT, check=False).returncode == 0
