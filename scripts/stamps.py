"""What a set-up step was last made from: a step whose stamp still holds is skipped."""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path


def digest(files: Iterable[Path], *words: str) -> str:
    """Return one hash over files (paths and contents) and words; a missing file counts."""
    total = hashlib.sha256()
    for word in words:
        total.update(word.encode() + b"\0")
    for file in sorted(files):
        total.update(str(file).encode() + b"\0")
        total.update(hashlib.sha256(file.read_bytes()).digest() if file.is_file() else b"-")
    return total.hexdigest()


class Stamps:
    """The stamps kept in one small JSON file."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def holds(self, step: str, stamp: str) -> bool:
        """Return whether step was finished with exactly this stamp."""
        return self._read().get(step) == stamp

    def write(self, step: str, stamp: str) -> None:
        """Remember that step is finished with stamp."""
        stamps = {**self._read(), step: stamp}
        self.file.parent.mkdir(parents=True, exist_ok=True)
        # Written beside and moved: a killed set-up leaves the old stamps, never half a file.
        beside = self.file.with_suffix(".new")
        beside.write_text(json.dumps(stamps, indent=1, sort_keys=True), encoding="utf-8")
        beside.replace(self.file)

    def _read(self) -> dict[str, str]:
        try:
            stamps = json.loads(self.file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return stamps if isinstance(stamps, dict) else {}
