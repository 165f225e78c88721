import re

import pytest
from django.urls import reverse

from knowledge.models import Cue, Organisation, Person, RecordingSpeaker, Transcript
from knowledge.recordings import corrections, deeds as recordings
from tests.knowledge.factories import make_editor
from tests.knowledge.recordings.desk import allow_recordings, opened
from tests.knowledge.recordings.factories import (
    FILM,
    WORDS,
    make_recording,
    make_recording_page,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    """Return a logged-in editor who may work on recordings."""
    user = allow_recordings(make_editor("an"))
    client.force_login(user)
    return user


def many(count: int) -> str:
    """Return a transcript of so many lines of one speaker."""
    blocks = [
        f"{number // 60:02}:{number % 60:02}.000 --> {number // 60:02}:{number % 60:02}.900\n"
        f"<v An>Regel {number} over {'Winterswijck' if number % 50 == 7 else 'borging'}."
        for number in range(count)
    ]
    return "WEBVTT\n\n" + "\n\n".join(blocks) + "\n"


def lines_url() -> str:
    return reverse("recording_lines", args=[Transcript.objects.get().pk])


def text_of(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_every_tool_is_reached_from_the_top(client, editor):
    make_recording(words=WORDS)

    html = client.get(lines_url()).content.decode()

    tops = re.search(r'<ul class="desk-jump">(.*?)</ul>', html, re.DOTALL)[1]
    places = re.findall(r'href="#([^"]+)"', tops)
    assert places == ["vervang-kop", "sprekers", "hoofdstukken"]
    assert all(f'id="{place}"' in html for place in places)


# -- search --


def test_search_finds_words_on_every_page_and_leads_to_their_place(client, editor):
    make_recording(words=many(260))

    html = client.get(lines_url(), {"q": "WINTERSWIJCK"}).content.decode()

    assert "‘WINTERSWIJCK’ staat 6 keer in 6 regels." in text_of(html)
    assert html.count("<mark>Winterswijck</mark>") == 6
    place = re.findall(r'href="([^"]+)"[^>]*>Tussen de andere', html)[-1]
    cue = Cue.objects.get(position=257)
    assert place == f"{lines_url()}?p=3#r-{cue.pk}"
    assert f'id="r-{cue.pk}"' in client.get(place).content.decode()


def test_pages_of_hits_keep_what_was_asked(client, editor):
    make_recording(words=many(260))

    first = client.get(lines_url(), {"q": "borging"}).content.decode()
    last = client.get(lines_url(), {"q": "borging", "p": "3"}).content.decode()

    assert "?p=2&amp;q=borging" in first
    assert "Bladzijde 3 van 3" in last
    assert last.count("<mark>borging</mark>") == 54


def test_search_says_when_nothing_is_found_and_harms_nobody(client, editor):
    make_recording(words=WORDS)

    html = client.get(lines_url(), {"q": "<i>\x00niets"}).content.decode()

    assert "‘&lt;i&gt; niets’ staat in geen enkele regel." in html


@pytest.mark.parametrize("number", [10, 200])
def test_screen_asks_as_much_for_many_lines(client, editor, number, django_assert_max_num_queries):
    make_recording(film=FILM, words=many(number))
    client.get(lines_url())

    with django_assert_max_num_queries(30):
        client.get(lines_url())


@pytest.mark.parametrize("number", [2, 10])
def test_screen_asks_as_much_for_many_chapters(
    client, editor, number, django_assert_max_num_queries
):
    recording = make_recording(words=many(10))
    transcript = recording.transcripts.get()
    for cue in transcript.cues.order_by("position")[:number]:
        transcript.chapters.create(starts=cue.starts, title=f"Deel {cue.position}")
    # Behind the last line: of no line.
    transcript.chapters.create(starts=90_000_000, title="Slot")
    client.get(lines_url())

    with django_assert_max_num_queries(30):
        html = client.get(lines_url()).content.decode()

    first = transcript.cues.get(position=1)
    assert f'{lines_url()}?p=1#r-{first.pk}">' in html
    assert "Slot" in html


# -- film --


def test_each_time_plays_the_film_of_the_recording(client, editor):
    recording = make_recording(film=FILM, words=WORDS)

    html = client.get(lines_url()).content.decode()

    film = reverse("recording_file", args=[recording.uid])
    assert f'<a href="{film}#t=2.000" data-play="2.000" data-label="Speel af vanaf 00:02">' in html
    assert 'data-starts="2000" data-ends="5000"' in html


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({}, "Er is nog geen film bij deze opname."),
        (
            {"external_url": "https://video.example/1", "external_party": "Video"},
            "De film staat op Video en speelt niet naast de regels.",
        ),
    ],
)
def test_screen_says_why_there_is_no_film(client, editor, fields, sentence):
    make_recording(words=WORDS, **fields)

    html = client.get(lines_url()).content.decode()

    assert sentence in html
    assert "<video" not in html
    assert "data-play" not in html


def test_screen_says_that_a_film_is_withdrawn(client, editor):
    recording = make_recording(film=FILM, words=WORDS)
    recordings.withdraw(recording, by=editor)

    html = client.get(lines_url()).content.decode()

    assert "De film is ingetrokken. Je kunt de regels alleen lezen." in html
    assert "<video" not in html


# -- names --


def test_near_spelling_of_a_speaker_and_an_organisation_is_offered(client, editor):
    words = WORDS.replace("over borging", "over Leergelt, en Leergelt").replace(
        "<v Bo>", "<v Bo Jensen>"
    )
    page = make_recording_page(make_recording(words=words))
    person = Person.objects.create(name="Bo Jansen", slug="bo")
    page.speakers.create(
        person=person, organisation=Organisation.objects.create(name="Leergeld", slug="leergeld")
    )
    page.save()

    html = client.get(lines_url()).content.decode()

    assert "‘Leergelt’ 2× → Leergeld?" in html
    assert "?find=Leergelt&amp;put=Leergeld&amp;whole=on" in html
    speaker = RecordingSpeaker.objects.get(name="Bo Jensen")
    assert f"{reverse('recording_speaker', args=[speaker.pk])}?called=Bo%20Jansen" in html


def test_speaker_is_renamed_from_the_screen(client, editor):
    make_recording(words=WORDS)
    url = reverse("recording_speaker", args=[RecordingSpeaker.objects.get(name="An").pk])
    page = client.get(url)

    answer = client.post(url, {**opened(client, url), "called": "Anja de Wit"}, follow=True)

    assert "alle 2 regels" in page.content.decode()
    assert answer.redirect_chain == [(f"{lines_url()}#sprekers", 302)]
    html = answer.content.decode()
    assert "‘Anja de Wit’ staat nu bij 2 regels." in html
    assert html.count("<strong>Anja de Wit</strong>") == 3
    assert "in het bestand: An" in html


def test_offered_name_stands_in_the_form_and_is_saved(client, editor):
    make_recording(words=WORDS)
    url = reverse("recording_speaker", args=[RecordingSpeaker.objects.get(name="An").pk])

    sent = opened(client, f"{url}?called=Anja")
    client.post(url, sent)

    assert sent["called"] == "Anja"
    assert RecordingSpeaker.objects.get(name="An").called == "Anja"


def test_name_that_another_speaker_has_is_asked_about_once(client, editor):
    make_recording(words=WORDS)
    person = Person.objects.create(name="Bo Jansen", slug="bo")
    corrections.name_speaker(RecordingSpeaker.objects.get(name="Bo"), person=person, by=None)
    an = RecordingSpeaker.objects.get(name="An")
    url = reverse("recording_speaker", args=[an.pk])

    asked = client.post(url, {**opened(client, url), "called": "Bo"})

    an.refresh_from_db()
    assert (asked.status_code, an.called) == (422, "")
    assert "In deze opname heet al iemand ‘Bo’ (in het bestand: Bo)." in asked.content.decode()
    assert "Ja, dit is dezelfde spreker" in asked.content.decode()
    # Below the name that it is about.
    names = re.findall(r'name="(called|is_same|person)"', asked.content.decode())
    assert names == ["called", "is_same", "person"]
    client.post(url, {**opened(client, url), "called": "Bo", "is_same": "on"})
    an.refresh_from_db()
    assert (an.called, an.person) == ("Bo", person)


def test_name_that_a_colleague_gave_meanwhile_is_shown_once(client, editor):
    make_recording(words=WORDS)
    an = RecordingSpeaker.objects.get(name="An")
    url = reverse("recording_speaker", args=[an.pk])
    stale = opened(client, url)
    corrections.name_speaker(an, called="Anja", by=None)

    refused = client.post(url, {**stale, "called": "Ans"})

    assert (refused.status_code, RecordingSpeaker.objects.get(pk=an.pk).called) == (422, "Anja")
    assert "Er staat nu: ‘Anja’" in refused.content.decode()
