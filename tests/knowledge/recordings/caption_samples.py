"""What the tools in use write, as they write it; people and words are made up."""

from knowledge.recordings.caption_files import CaptionFile, read

# In a name, or an editor would take it from the end of a line.
SPACE = " "

ZOOM = """\
WEBVTT

1
00:00:03.210 --> 00:00:07.480
Marit Brandsma: Welkom allemaal bij deze bijeenkomst over de jeugdregelingen.

2
00:00:07.900 --> 00:00:12.050
Marit Brandsma: We beginnen met een rondje langs de gemeenten.

3
00:00:12.300 --> 00:00:16.700
Youssef el Idrissi: Dank je. Bij ons gaat het vooral om de aanvraag.
"""

TEAMS = """\
WEBVTT

7f1c2a9e-0b44-4a7d-9c11-5f2f6d0e8a01/12-0
00:00:03.109 --> 00:00:08.509
<v Marit Brandsma>Goedemiddag, fijn dat jullie er zijn,
we wachten nog een minuut.</v>

7f1c2a9e-0b44-4a7d-9c11-5f2f6d0e8a01/13-0
00:00:07.909 --> 00:00:09.229
<v Youssef el Idrissi>Dag Marit.</v>

7f1c2a9e-0b44-4a7d-9c11-5f2f6d0e8a01/14-0
00:00:09.500 --> 00:00:13.000
<v Marit Brandsma>Dan beginnen we met de regelingen.</v>
"""

# One line holds a space, the other a no-break space.
LINES_OF_A_SPACE = f"""\
WEBVTT
Kind: captions
Language: nl

00:00:00.120 --> 00:00:02.870 align:start position:0%
{SPACE}
welkom bij de kenniskring

00:00:02.880 --> 00:00:05.510 align:start position:0%
\u00a0
vandaag gaat het over schulden
"""

# Each line comes a second time, above the next one, and in between for ten milliseconds alone.
YOUTUBE_ROLLING = f"""\
WEBVTT
Kind: captions
Language: nl

00:00:00.120 --> 00:00:02.870 align:start position:0%
{SPACE}
welkom<00:00:00.520><c> bij</c><00:00:00.900><c> de</c><00:00:01.100><c> kenniskring</c>

00:00:02.870 --> 00:00:02.880 align:start position:0%
welkom bij de kenniskring
{SPACE}

00:00:02.880 --> 00:00:05.510 align:start position:0%
welkom bij de kenniskring
vandaag<00:00:03.520><c> gaat</c><00:00:03.900><c> het</c>

00:00:05.510 --> 00:00:05.520 align:start position:0%
vandaag gaat het
{SPACE}

00:00:05.520 --> 00:00:08.010 align:start position:0%
vandaag gaat het
over schulden
"""

WHISPER = """\
WEBVTT

00:00.000 --> 00:04.480
We hebben in de wijk gekeken wie er niet komt.

00:04.240 --> 00:09.000
En dat bleken vooral jonge gezinnen te zijn.
"""

NO_EMPTY_LINE_AFTER_THE_HEADER = """\
WEBVTT
00:00:01.000 --> 00:00:03.000
De eerste zin gaat over de bijzondere bijstand.

00:00:03.500 --> 00:00:06.000
De tweede zin gaat over de voedselbank.
"""

A_NOTE_WITH_A_TIME = """\
WEBVTT

NOTE 3
00:00:01.000 --> 00:00:03.000
Dit hoort gelezen te worden.

00:00:03.500 --> 00:00:06.000
De tweede zin.
"""

SRT = """\
1
00:00:01,000 --> 00:00:03,000
De eerste zin.

2
00:00:03,500 --> 00:00:06,000 X1:100 X2:540 Y1:400 Y2:450
De tweede zin.
"""


def of(text: str, **options) -> CaptionFile:
    return read(text.encode(), **options)


def vtt(*cues: str) -> str:
    return "WEBVTT\n\n" + "\n\n".join(cues) + "\n"


def said(file: CaptionFile) -> list[tuple[int, int, str, str]]:
    return [(cue.starts, cue.ends, cue.speaker, cue.text) for cue in file.cues]
