#!/usr/bin/env python3
"""The door of every `make` target: says in one sentence what the machine lacks, or goes on.

This file must be readable by an old Python, or it could not say that it is too old.
"""

import importlib.util
import os
import sys

NEEDED = (3, 11)


def lack():
    """Return one sentence that says what to install, or None when this Python will do."""
    here = ".".join(str(part) for part in sys.version_info[:3])
    if sys.version_info[:2] < NEEDED:
        return (
            f"This is Python {here} and the platform needs 3.11 or newer: install it "
            "(Debian, Ubuntu: apt install python3.11 python3.11-venv) and say "
            "`make run PYTHON=python3.11`."
        )
    if not all(importlib.util.find_spec(name) for name in ("venv", "ensurepip")):
        return (
            f"This Python {here} cannot make a virtual environment: install its venv module "
            "(Debian, Ubuntu: apt install python3-venv)."
        )
    return None


if __name__ == "__main__":
    sentence = lack()
    if sentence:
        sys.exit(sentence)
    sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))  # noqa: PTH100, PTH120 -- an old Python reads this
    from scripts.targets import main

    sys.exit(main(sys.argv[1:]))
