"""The words of captions, without marks of layout: who says what, and nothing twice. Pure."""

import html
import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise

from knowledge.recordings.line_words import on_one_line
from knowledge.recordings.transcripts import SENTENCE_END

LONGEST_NAME = 120

# Marks of WebVTT, and those that programs write into SRT. Anything else between < and > is words.
_MARK = re.compile(
    r"</?(?:c|i|b|u|s|ruby|rt|lang|font|span|em|strong|wbr)(?:[.\s/][^<>]*)?>"
    r"|<\d{1,3}:\d{2}(?::\d{2})?\.\d{3}>",
    re.IGNORECASE,
)
# Some programs write an address behind the name, in the same signs.
_VOICE = re.compile(r"<v(?:\.[^\s<>]*)?\s([^<>]*(?:<[^<>]*>[^<>]*)?)>|<v>|</v>", re.IGNORECASE)
_ADDRESS = re.compile(r"<[^<>]*>")
# What Whisper hears where nobody speaks or another begins, and how it numbers who does.
_NOT_SAID = re.compile(r"\[(?:BLANK_AUDIO|SPEAKER_TURN)\]")
_NUMBERED = re.compile(r"\s*\((speaker \d{1,3})\)\s", re.IGNORECASE)
# Where on the screen a line stands, and a line break, as SubStation writes them.
_SUBSTATION = re.compile(r"\{\\[^{}]*\}")
_BREAK = re.compile(r"\\[Nn]")
# The one of them that programs leave in WebVTT too, and what ends a line in HTML.
_PLACE = re.compile(r"\{\\an?\d{1,2}\}")
_END_OF_LINE = re.compile(r"</?(?:br|p|div)(?:[\s/][^<>]*)?>", re.IGNORECASE)

# "Naam: woorden"; no space follows the colon of a time or an address.
_NAMED = re.compile(r"^(?:>>+\s*|[-–]\s+)?(?P<name>[^:\n]{2,80}?)\s*:(?:\s+(?P<words>.*)|)$")
_CHANGE = re.compile(r"^>>+\s*")
_ANYBODY = re.compile(
    r"^(?:spreker|speaker|deelnemer|participant|unknown speaker)[\s_]*(?:\d{1,3}|[A-Z])?$",
    re.IGNORECASE,
)
_CAPITAL = re.compile(r"^[^\W\d_a-z][^\W\d_]*(?:[.'’-][^\W\d_]*)*$")
_PARTICLES = frozenset(
    "van de den der het 't ten ter te el al la le da di do dos du von zu bin ibn ben op in".split()
)
# What stands before a colon in Dutch speech, and is nobody.
_NOBODY = frozenset(
    """
    vraag vragen antwoord antwoorden conclusie kortom dus tip punt stap deel doel onderwerp agenda
    programma voorbeeld bijvoorbeeld bron zie resultaat probleem oplossing opgave hoofdstuk thema
    let gemeente samenvatting aanleiding opmerking afspraak actie nb ps noot namelijk
    """.split()
)
# From how large a part of the cues on a file is one that names who speaks.
_NAMES_SPEAKERS = 0.5
# How often a name must stand there in a file that does not.
_OFTEN = 3

# (speaker or "", words) of a part of a line.
Turn = tuple[str, str]


def plain(lines: Sequence[str], *, is_webvtt: bool, speaker: str = "") -> list[Turn]:
    """Return what a cue says: a turn per line, and per voice within a line; empty ones left out.

    `speaker` speaks until the words name another.
    """
    turns: list[Turn] = []
    speaker = _name(speaker)
    text = "\n".join(lines)
    text = _PLACE.sub("", text) if is_webvtt else _BREAK.sub("\n", _SUBSTATION.sub("", text))
    lines = _END_OF_LINE.sub("\n", _NOT_SAID.sub("", text)).split("\n")
    for line in lines:
        numbered = _NUMBERED.match(line)
        if numbered:
            speaker = numbered[1]
        voices = _VOICE.split(_MARK.sub("", line[numbered.end() :] if numbered else line))
        for index, part in enumerate(voices):
            if index % 2:
                speaker = _name(part or "")
            elif words := _clean(part):
                turns.append((speaker, words))
    return turns


def speakers_above(lines: Sequence[str], names: Collection[str]) -> set[str]:
    """Return which of the lines that stand above times say who speaks.

    Who is known, a speaker with a number, or a whole name that comes back.
    """
    known = _known(names)
    times = Counter(map(_folded, lines))
    return {
        line
        for line in lines
        if _folded(line) in known
        or _ANYBODY.match(_without_brackets(line))
        or (_is_name(line) and " " in line and times[_folded(line)] >= _OFTEN)
    }


def leave_out_rolled(cues: Sequence[list[Turn]]) -> None:
    """Take away what captions that roll up repeat: each line a second time, above the next one.

    Only where the file does so throughout, above other words: people do say the same twice.
    """
    told = [tuple(turns) for turns in cues]
    spoken = [index for index, turns in enumerate(told) if turns]
    pairs = list(pairwise(spoken))
    rolls = sum(
        len(told[after]) > 1 and told[after][0] == told[before][-1] for before, after in pairs
    )
    # In between YouTube shows each line alone for a moment.
    if rolls < 2 or rolls * 3 < len(pairs):
        return
    for before, after in pairs:
        above, here = told[before], told[after]
        size = next(
            (
                size
                for size in range(min(len(above), len(here)), 0, -1)
                if above[-size:] == here[:size]
            ),
            0,
        )
        del cues[after][:size]


def cut(text: str, words: int) -> list[str]:
    """Return text in pieces of at most so many words, cut at the end of a sentence where one is."""
    told = text.split()
    if len(told) <= words:
        return [text]
    pieces, begin = [], 0
    while len(told) - begin > words:
        ends = [at + 1 for at in range(words // 2, words) if SENTENCE_END.search(told[begin + at])]
        end = begin + (ends[-1] if ends else words)
        pieces.append(" ".join(told[begin:end]))
        begin = end
    return [*pieces, " ".join(told[begin:])]


class Heard:
    """Who speaks in a file that writes names before the words, as Zoom does.

    A name is believed when it is known, when most cues of the file begin with one, or when it
    comes back; "Vraag: hoe doen jullie dat?" is said by nobody of that name.
    """

    def __init__(self, known: Collection[str], cues: Collection[Sequence[Turn]]) -> None:
        self._known = _known(known)
        named = [found["name"] for turns in cues if turns and (found := _named(turns[0]))]
        self._times = Counter(map(_folded, named))
        alike = sum(_is_name(name) for name in named)
        self._everywhere = bool(cues) and alike >= _NAMES_SPEAKERS * len(cues)
        # Who writes voices as WebVTT has them writes no names as words.
        self._has_voices = any(voice for turns in cues for voice, _line in turns)

    def turns(self, told: Iterable[Turn]) -> list[Turn]:
        """Return (speaker, text) per turn; lines of one speaker are one text of more lines."""
        turns: list[Turn] = []
        speaker = ""
        for voice, line in told:
            found = _named((voice, line))
            words = line
            if voice:
                speaker = voice
            elif found and not self._has_voices and self._believed(found["name"]):
                speaker = _without_brackets(found["name"])[:LONGEST_NAME]
                words = found["words"] or ""
            elif changed := _CHANGE.match(line):
                words = line[changed.end() :]
            if turns and turns[-1][0] == speaker:
                turns[-1] = (speaker, f"{turns[-1][1]}\n{words}".strip("\n"))
            else:
                turns.append((speaker, words))
        # A name that says nothing is what was said.
        return [
            (who, words) if words else ("", f"{who}:")
            for who, words in turns
            if words or (who and not self._has_voices)
        ]

    def _believed(self, name: str) -> bool:
        folded = _folded(name)
        if folded in self._known or _ANYBODY.match(_without_brackets(name)):
            return True
        if not _is_name(name):
            return False
        whole = " " in _without_brackets(name)
        return self._everywhere or (whole and self._times[folded] >= _OFTEN)


def _known(names: Collection[str]) -> set[str]:
    """Return names as they are compared, and the first names that only one of them has."""
    known = {_folded(name) for name in names}
    first_names = Counter(name.split()[0] for name in known if name)
    return known | {name for name, times in first_names.items() if times == 1}


def _named(turn: Turn) -> re.Match | None:
    voice, line = turn
    return None if voice else _NAMED.match(line)


def _is_name(text: str) -> bool:
    """Return whether this is written as a name is: "Jan van der Berg (Almere)"."""
    name, _sign, _rest = re.sub(r"\s*\([^()]*\)$", "", _without_brackets(text)).partition("|")
    words = name.split(" - ")[0].split()
    if not 1 <= len(words) <= 6 or words[0].lower() in _NOBODY:
        return False
    capitals = [word for word in words if _CAPITAL.match(word) and word[0] == word[0].upper()]
    return bool(capitals) and all(
        word.lower().replace("’", "'") in _PARTICLES or word in capitals for word in words
    )


def _without_brackets(name: str) -> str:
    name = name.strip()
    if (name[:1], name[-1:]) in (("[", "]"), ("(", ")")):
        name = name[1:-1].strip()
    return name


def _folded(name: str) -> str:
    return " ".join(_without_brackets(name).casefold().split())


def _name(voice: str) -> str:
    """Return who speaks as it is stored; a dash is nobody."""
    name = _clean(_ADDRESS.sub("", voice))[:LONGEST_NAME]
    return name if name.strip("-–— ") else ""


def _clean(part: str) -> str:
    return on_one_line(html.unescape(part))
