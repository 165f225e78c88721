#!/usr/bin/env python
"""Make the demonstration film, its captions and its poster from knowledge/demo/film_script.py.

Needs ffmpeg and espeak-ng. The result is in the repository, so only a changed script needs a run:

    python scripts/make_demo_film.py --fonts <folder with SourceSans3[wght].ttf>
"""

import argparse
import subprocess
import sys
import tempfile
import wave
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from knowledge.demo import film_script  # noqa: E402 -- after the path
from knowledge.recordings.transcripts import ChapterText, timestamp  # noqa: E402 -- after the path

OUT = ROOT / "knowledge" / "demo"
WIDTH, HEIGHT = 1280, 720
RATE = 22050
NOTICE = "Nagemaakt voor de demonstratie"
PETROL_900, PETROL_700, PETROL_600 = "#0a2f3a", "#155264", "#176d82"
AMBER, AMBER_LIGHT, WHITE, MIST = "#e9a23b", "#f7cd83", "#ffffff", "#c9dfe5"


@dataclass
class Scene:
    """One still picture with sound; `caption` is what is said in it."""

    picture: Path
    sound: Path
    seconds: float = 0.0
    speaker: str = ""
    caption: str = ""
    chapter: str = ""


class Painter:
    """Draws the film's pictures in the colours and type of the site."""

    def __init__(self, folder: Path, fonts: Path | None) -> None:
        self.folder = folder
        self.fonts = fonts
        self.made: dict[tuple, Path] = {}

    def font(self, size: int, *, bold: bool = False) -> ImageFont.FreeTypeFont:
        """Return Source Sans 3, or DejaVu Sans where no folder is given."""
        if self.fonts:
            path = next(self.fonts.rglob("SourceSans3[[]wght[]].ttf"))
            font = ImageFont.truetype(path, size)
            font.set_variation_by_axes([700 if bold else 400])
            return font
        return ImageFont.truetype("DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf", size)

    def canvas(self) -> tuple[Image.Image, ImageDraw.ImageDraw]:
        """Return a petrol picture with the ring and the notice, drawn double for smooth edges."""
        image = Image.new("RGB", (WIDTH * 2, HEIGHT * 2), PETROL_900)
        draw = ImageDraw.Draw(image)
        for radius in (330, 520, 710):
            draw.circle((2120, 700), radius, outline=PETROL_700, width=6)
        for x, y in ((1790, 700), (2352, 465), (2120, 1220), (1652, 478), (2620, 930)):
            draw.circle((x, y), 26, fill=PETROL_600)
        draw.circle((1886, 934), 38, fill=AMBER)
        draw.circle((2120, 180), 26, fill=AMBER_LIGHT)
        draw.rounded_rectangle((120, 96, 1000, 196), 50, fill=AMBER)
        draw.text((560, 146), NOTICE, PETROL_900, self.font(52, bold=True), anchor="mm")
        return image, draw

    def save(self, image: Image.Image, key: tuple) -> Path:
        """Store the picture at its real size and return where."""
        path = self.folder / f"picture-{len(self.made):02}.png"
        image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS).save(path)
        self.made[key] = path
        return path

    def title(self, small: str, large: list[str]) -> Path:
        """Return a title card."""
        key = ("title", small, *large)
        if key in self.made:
            return self.made[key]
        image, draw = self.canvas()
        draw.text((120, 480), small, AMBER_LIGHT, self.font(60, bold=True), anchor="lm")
        for number, line in enumerate(large):
            draw.text(
                (120, 610 + number * 130), line, WHITE, self.font(116, bold=True), anchor="lm"
            )
        return self.save(image, key)

    def speaker(self, key: str, chapter: str) -> Path:
        """Return the card of one speaker; the others stand beside it, dimmed."""
        made = ("speaker", key, chapter)
        if made in self.made:
            return self.made[made]
        image, draw = self.canvas()
        draw.text((120, 300), chapter, AMBER_LIGHT, self.font(60, bold=True), anchor="lm")
        for number, (other, person) in enumerate(film_script.SPEAKERS.items()):
            centre = (250 + number * 330, 560)
            speaks = other == key
            draw.circle(
                centre,
                130,
                fill=AMBER if speaks else PETROL_700,
                outline=WHITE if speaks else PETROL_600,
                width=10,
            )
            initials = "".join(part[0] for part in person.name.split())
            colour = PETROL_900 if speaks else MIST
            draw.text(centre, initials, colour, self.font(104, bold=True), anchor="mm")
        person = film_script.SPEAKERS[key]
        draw.text((120, 810), person.name, WHITE, self.font(96, bold=True), anchor="lm")
        draw.text((120, 910), person.role, MIST, self.font(60), anchor="lm")
        draw.text((120, 990), person.organisation, MIST, self.font(60), anchor="lm")
        return self.save(image, made)


def run(*command: str | Path) -> None:
    """Run one command quietly; stop with its own words when it fails."""
    done = subprocess.run(
        [str(part) for part in command], check=False, capture_output=True, text=True
    )
    if done.returncode:
        raise SystemExit(f"{command[0]} failed:\n{done.stderr[-2000:]}")


def say(text: str, speaker: film_script.Speaker, path: Path) -> None:
    """Write the sentence, spoken by a generated voice and followed by a short pause."""
    raw = path.with_suffix(".raw.wav")
    run("espeak-ng", "-v", speaker.voice, "-s", "168", "-p", str(speaker.pitch), "-w", raw, text)
    run(
        "ffmpeg", "-y", "-i", raw, "-af",
        "silenceremove=start_periods=1:start_threshold=-50dB,areverse,"
        "silenceremove=start_periods=1:start_threshold=-50dB,areverse,"
        "lowpass=f=7000,loudnorm=I=-18:TP=-2,apad=pad_dur=0.2",
        "-ar", str(RATE), "-ac", "1", "-c:a", "pcm_s16le", path,
    )  # fmt: skip


def chime(path: Path, seconds: float) -> None:
    """Write two soft tones: a new chapter begins."""
    run(
        "ffmpeg", "-y", "-f", "lavfi", "-i",
        "aevalsrc='0.10*sin(2*PI*523*t)*exp(-4*t)+"
        f"0.10*sin(2*PI*659*t)*exp(-4*max(t-0.25\\,0))*gt(t\\,0.25)':s={RATE}:d={seconds}",
        "-ac", "1", "-c:a", "pcm_s16le", path,
    )  # fmt: skip


def length(path: Path) -> float:
    """Return the seconds of a sound, exact to the sample."""
    with wave.open(str(path)) as sound:
        return sound.getnframes() / sound.getframerate()


def scenes(painter: Painter, folder: Path) -> list[Scene]:
    """Return every scene of the film in order."""
    film = [
        Scene(
            painter.title("Een gesprek over", ["Lokale aanpak van", "kinderarmoede"]),
            folder / "opening.wav",
        )
    ]
    chime(film[0].sound, 2.0)
    for chapter in film_script.CHAPTERS:
        if chapter is not film_script.CHAPTERS[0]:
            sound = folder / f"sound-{len(film):03}.wav"
            chime(sound, 0.9)
            film.append(Scene(painter.title("Hoofdstuk", [chapter.title]), sound))
        heading = chapter.title
        for turn in chapter.turns:
            for caption in turn.captions:
                sound = folder / f"sound-{len(film):03}.wav"
                say(caption, film_script.SPEAKERS[turn.speaker], sound)
                picture = painter.speaker(turn.speaker, chapter.title)
                film.append(Scene(picture, sound, 0, turn.speaker, caption, heading))
                heading = ""
    closing = Scene(
        painter.title(NOTICE, ["De mensen en de", "gemeenten zijn verzonnen"]),
        folder / "closing.wav",
    )
    chime(closing.sound, 2.0)
    film.append(closing)
    for scene in film:
        scene.seconds = length(scene.sound)
    return film


def captions(film: list[Scene]) -> str:
    """Return the WebVTT text; a caption lasts exactly as long as its sound."""
    blocks = ["WEBVTT"]
    at = 0.0
    for scene in film:
        begin, at = at, at + scene.seconds
        if not scene.caption:
            continue
        if scene.chapter:
            chapter = ChapterText(round(begin * 1000), scene.chapter)
            blocks.append(f"NOTE Hoofdstuk: {chapter.title}")
        times = f"{timestamp(round(begin * 1000))} --> {timestamp(round(at * 1000))}"
        name = film_script.SPEAKERS[scene.speaker].name
        blocks.append(f"{times}\n<v {name}>{scene.caption}")
    return "\n\n".join(blocks) + "\n"


def encode(film: list[Scene], folder: Path, out: Path) -> None:
    """Write the WebM: VP9 and Opus, a key picture each four seconds, the index at the front."""
    sound = folder / "all.wav"
    with wave.open(str(sound), "wb") as whole:
        whole.setparams((1, 2, RATE, 0, "NONE", ""))
        for scene in film:
            with wave.open(str(scene.sound)) as part:
                whole.writeframes(part.readframes(part.getnframes()))
    pictures = folder / "pictures.txt"
    lines = [f"file '{scene.picture}'\nduration {scene.seconds:.6f}" for scene in film]
    pictures.write_text("\n".join([*lines, f"file '{film[-1].picture}'"]) + "\n")
    run(
        "ffmpeg", "-y", "-f", "concat", "-safe", "0", "-i", pictures, "-i", sound,
        "-vf", "fps=10,format=yuv420p", "-c:v", "libvpx-vp9", "-b:v", "0", "-crf", "35",
        "-tune-content", "screen", "-deadline", "good", "-cpu-used", "3", "-row-mt", "1",
        "-g", "40", "-c:a", "libopus", "-b:a", "40k", "-ac", "1",
        "-metadata", f"title={film_script.TITLE}",
        "-t", f"{sum(scene.seconds for scene in film):.3f}",
        "-cues_to_front", "1", "-f", "webm", out,
    )  # fmt: skip


def main() -> None:
    """Write kenniskring-14.webm, .vtt and .jpg beside the script of the film."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--fonts", type=Path, help="folder with SourceSans3[wght].ttf")
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        painter = Painter(folder, arguments.parse_args().fonts)
        film = scenes(painter, folder)
        encode(film, folder, OUT / "kenniskring-14.webm")
        (OUT / "kenniskring-14.vtt").write_text(captions(film), encoding="utf-8")
        Image.open(film[0].picture).save(OUT / "kenniskring-14.jpg", quality=82, optimize=True)
    size = (OUT / "kenniskring-14.webm").stat().st_size
    print(f"{sum(scene.seconds for scene in film):.1f} s, {size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
