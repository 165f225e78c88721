"""The film that is kept in the repository, and the script it was made from."""

from pathlib import Path

from PIL import Image

from knowledge.demo import film, film_script
from knowledge.recordings import caption_files, films

FOLDER = Path(film.__file__).parent
FILM = (FOLDER / "kenniskring-14.webm").read_bytes()
CAPTIONS = caption_files.read((FOLDER / "kenniskring-14.vtt").read_bytes())


def test_film_is_a_small_webm_that_can_be_searched_through():
    # Matroska elements: Cues (the index of times), Cluster (the pictures themselves).
    index, pictures = FILM.find(b"\x1c\x53\xbb\x6b"), FILM.find(b"\x1f\x43\xb6\x75")

    assert films.judge(FILM[: films.HEADER_BYTES]) == films.WEBM
    assert len(FILM) <= 3_000_000
    assert 0 < index < pictures


def test_captions_say_what_the_script_says_when_the_film_was_made_from_it():
    written = [
        (film_script.SPEAKERS[turn.speaker].name, caption)
        for chapter in film_script.CHAPTERS
        for turn in chapter.turns
        for caption in turn.captions
    ]

    assert [(cue.speaker, cue.text) for cue in CAPTIONS.cues] == written
    assert [chapter.title for chapter in CAPTIONS.chapters] == [
        chapter.title for chapter in film_script.CHAPTERS
    ]


def test_captions_can_be_read_along():
    for cue in CAPTIONS.cues:
        assert len(cue.text) <= 84, cue.text
        assert len(cue.text) / (cue.ends - cue.starts) * 1000 <= 21, cue.text


def test_film_says_that_it_is_a_reenactment():
    assert "nagemaakt" in CAPTIONS.cues[1].text.lower()
    assert "nagemaakt" in film_script.TITLE.lower()
    assert all("gespeeld" in speaker.role for speaker in film_script.SPEAKERS.values())


def test_poster_has_the_shape_of_the_film():
    with Image.open(FOLDER / "kenniskring-14.jpg") as poster:
        assert poster.size == (1280, 720)
