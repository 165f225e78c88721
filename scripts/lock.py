"""Write requirements/*.txt anew from pyproject.toml: `make lock`, on a machine that has uv."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

# No header: it would hold the command with local paths; no index address is ever written.
COMPILE = (
    "uv pip compile --quiet --universal --generate-hashes --no-header --python-version 3.11".split()
)
LOCKS = {
    "runtime.txt": ["-c", "requirements/lts.in", "pyproject.toml"],
    "test.txt": ["-c", "requirements/runtime.txt", "--extra", "test", "pyproject.toml"],
    "node.txt": ["requirements/node.in"],
}


def main(arguments: list[str]) -> int:
    """Compile each lock, keeping the versions it has unless --upgrade is given; return 0."""
    for name, sources in LOCKS.items():
        target = f"requirements/{name}"
        subprocess.run([*COMPILE, *arguments, *sources, "-o", target], cwd=ROOT, check=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
