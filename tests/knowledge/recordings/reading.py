"""Reading captions into a recording again, as the tests of it do."""

from knowledge.models import Cue, Recording
from knowledge.recordings import import_plan, importing
from knowledge.recordings.import_plan import Answers, Plan


def vtt(*lines: str, begin: int = 1, length: int = 3) -> str:
    """Return captions of these lines, each `length` seconds, from second `begin`."""
    cues = [
        f"00:{begin + at * length:02}.000 --> 00:{begin + (at + 1) * length:02}.000\n{line}"
        for at, line in enumerate(lines)
    ]
    return "WEBVTT\n\n" + "\n\n".join(cues) + "\n"


def cues(recording: Recording) -> list[Cue]:
    return list(Cue.objects.filter(transcript__recording=recording).order_by("position"))


def texts(recording: Recording) -> list[str]:
    return [cue.text for cue in cues(recording)]


def plan(recording: Recording, words: str) -> Plan:
    file = import_plan.read(recording, words.encode())
    return import_plan.plan(recording, language="nl", upload=file)


def answer(recording: Recording, words: str, **choices):
    """Read words again with these answers to what the plan asks, and none to the rest."""
    answers = Answers(plan(recording, words).seen, **choices)
    return importing.import_transcript(
        recording, language="nl", text=words.encode(), by=None, replace=True, answers=answers
    )
