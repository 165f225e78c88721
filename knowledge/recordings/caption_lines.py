"""A file of captions as lines of text, whatever its encoding, and the places in it that are odd."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from knowledge.recordings import caption_times
from knowledge.recordings.transcripts import MAX_BYTES, TranscriptRefused

# Nobody reads through more questions.
MOST_ODD = 1_000
# Signs that nobody sees, before a header or in a time.
UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
# As programs that translate into Chinese or Japanese write the signs of a time.
_FULL_WIDTH = str.maketrans("：，．", ":,.")


@dataclass(frozen=True, slots=True)
class OddPlace:
    """A place in the file where something had to be guessed; `sentence` names line and value."""

    line: int
    sentence: str


def check_size(size: int) -> None:
    """Raise TranscriptRefused when a file of `size` bytes is too large to be a transcript."""
    if size > MAX_BYTES:
        raise TranscriptRefused(
            _("Dit bestand is %(size)s MB. Een uitgeschreven tekst is hooguit %(max)d MB.")
            % {
                "size": f"{size / 1024 / 1024:.1f}".replace(".", ","),
                "max": MAX_BYTES // 1024 // 1024,
            }
        )


def short(value: str) -> str:
    """Return at most 60 characters of what a file says, to name it in a sentence."""
    value = " ".join(value.split())
    return value if len(value) <= 60 else f"{value[:59]}…"


def note(odd: list[OddPlace], place: OddPlace) -> None:
    """Add an odd place; raises TranscriptRefused when there are too many."""
    if len(odd) == MOST_ODD:
        raise TranscriptRefused(
            _(
                "Dit bestand heeft meer dan %(max)d plekken die vreemd zijn. Maak het opnieuw, of "
                "kies een ander bestand."
            )
            % {"max": MOST_ODD}
        )
    odd.append(place)


def decode(upload: bytes, odd: list[OddPlace]) -> str:
    """Return the text of a file with plain ends of lines. Raises TranscriptRefused."""
    check_size(len(upload))
    if not upload.strip(b"\x00\xef\xbb\xbf\xff\xfe \t\r\n"):
        raise TranscriptRefused(_("Dit bestand is leeg. Kies een ander bestand."))
    text = _text(upload)
    text = re.sub(r"(?<!\r)\r+\n", "\n", text).replace("\r", "\n")
    for number, line in enumerate(text.split("\n"), start=1):
        if "\ufffd" in line:
            note(
                odd,
                OddPlace(
                    number,
                    _("Regel %(line)d: een teken is niet te lezen: ‘%(value)s’.")
                    % {"line": number, "value": short(line)},
                ),
            )
    return "\n".join(_legible(line) for line in text.replace("\x00", "").split("\n"))


def _legible(line: str) -> str:
    """Return a line with a time in plain signs, without those that nobody sees.

    Any other line keeps its own.
    """
    seen = UNSEEN.sub("", line).translate(_FULL_WIDTH)
    return seen if seen != line and caption_times.TIMING.match(seen) else line


def _text(upload: bytes) -> str:
    """Return the words of the file in the encoding it was stored in, which no file says itself."""
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if upload.startswith(mark):
            return upload.decode(encoding, errors="replace")
    # Western text in UTF-16 without a mark has a NUL beside nearly every letter.
    sample = upload[:400]
    for offset, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        if sample[offset::2].count(0) > len(sample) // 4:
            return upload.decode(encoding, errors="replace")
    try:
        return upload.decode("utf-8-sig")
    except UnicodeDecodeError:
        mended = upload.decode("utf-8-sig", errors="replace")
    # One broken character does not make another encoding of a file that has good ones.
    good = sum(character > "\x7f" and character != "\ufffd" for character in mended)
    if good >= mended.count("\ufffd"):
        return mended
    return upload.decode("cp1252", errors="replace")
