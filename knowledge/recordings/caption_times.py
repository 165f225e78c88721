"""The times in files of captions, however a program writes them. Pure."""

import re

LAST_TIMESTAMP = 24 * 60 * 60 * 1000
# A frame of a time that counts in them ("00:00:01:12"), at the 25 a second of European film.
PER_FRAME = 40

# Some programs count on in minutes ("75:00"), or write microseconds.
_CLOCK = r"(?:(\d{1,3})\s*:\s*)?(\d{1,4})\s*:\s*(\d{1,2})(?:\s*([.,:;])\s*(\d{1,9}))?"
# Word makes another arrow of "-->"; programs that translate leave one of its signs out.
_ARROW = r"(?:-{1,3}(?:>|&gt;)|[–—]\s*>|[→⟶➔])"
# In brackets as Whisper shows it, with the words behind.
TIMING = re.compile(rf"^\s*\[?\s*{_CLOCK}\s*{_ARROW}\s*{_CLOCK}(?:\s*\]|(?=\s|$))\s*(.*)$")
_ONE_TIME = re.compile(rf"^\s*\[?\s*{_CLOCK}\s*\]?\s*$")
# Where on the screen a cue stands, behind its times.
_SETTING = re.compile(r"^(?:align|line|position|region|size|vertical|[XY][12]):\S+$", re.IGNORECASE)


def times(line: str) -> tuple[int | None, int | None, str]:
    """Return begin and end in milliseconds, None for one that cannot be read, and what is said.

    Words behind the times belong below them; where the cue stands on the screen is no word.
    """
    found = TIMING.match(line)
    if found:
        *parts, behind = found.groups()
        return _milliseconds(*parts[:5]), _milliseconds(*parts[5:]), _said(behind)
    first, _arrow, rest = line.partition("-->")
    # What stands behind the arrow is a time, however it is written, and then words.
    second, _space, behind = rest.strip().partition(" ")
    return _one(first), _one(second), _said(behind)


def _one(text: str) -> int | None:
    found = _ONE_TIME.match(text)
    return _milliseconds(*found.groups()) if found else None


def _said(behind: str) -> str:
    return " ".join(one for one in behind.split() if not _SETTING.match(one))


def _milliseconds(hours, minutes, seconds, sign, rest) -> int | None:
    # A second that is rounded up to 60 is the next minute.
    if (hours and int(minutes) > 59) or int(seconds) > 60:
        return None
    whole = ((int(hours or 0) * 60 + int(minutes)) * 60 + int(seconds)) * 1000
    part = 0
    if sign in (":", ";"):
        part = min(int(rest) * PER_FRAME, 999)
    elif rest:
        part = int(rest[:3].ljust(3, "0"))
    return whole + part if whole + part <= LAST_TIMESTAMP else None
