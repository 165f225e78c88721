"""Where the words of a line stand, before they are taken away, and what is done about that."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import ModelLogEntry, Site

from knowledge.models import Chapter, PageSpeaker, Person, Recording, SiteImage
from knowledge.recordings import deeds as recordings, elsewhere
from office.models import SiteSettings, User
from tests.knowledge.factories import change, make_page, make_report, text
from tests.knowledge.questions.factories import ask, make_question
from tests.knowledge.recordings.desk import allow_recordings
from tests.knowledge.recordings.factories import add_words, make_recording
from tests.knowledge.recordings.reading import cues, texts, vtt

pytestmark = pytest.mark.django_db

PERSONAL = "Mijn buurvrouw Truus Verzonnen heeft tien mille schuld."
SAID = ("Welkom bij de kenniskring.", PERSONAL, "Dat is heel herkenbaar.")


@pytest.fixture
def an(db) -> User:
    return User.objects.create_superuser("an")


@pytest.fixture
def recording(db) -> Recording:
    return make_recording(words=vtt(*SAID), title="Kenniskring over schulden")


def found(recording: Recording, user: User, index: int = 1) -> list[tuple[str, str]]:
    """Return what and with which words, of all but lines."""
    return [
        (place.what, place.words)
        for place in elsewhere.find(cues(recording)[index], user=user).places
    ]


def redact_url(recording: Recording, index: int = 1) -> str:
    return reverse("recording_line_redact", args=[cues(recording)[index].pk])


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (text(("aaaaa", f"An zei: ‘{PERSONAL}’ Stil werd het.")), PERSONAL[:-1]),
        (text(("aaaaa", "MIJN buurvrouw <b>Truus</b> Verzonnen heeft")),
         "MIJN buurvrouw Truus Verzonnen heeft"),
        (text(("aaaaa", "heeft <i>tien</i> mille schuld")), ""),
        (text(("aaaaa", "buurvrouw Truus"), ("bbbbb", "Verzonnen heeft tien mille")),
         "buurvrouw Truus Verzonnen heeft tien mille"),
        ([{"type": "quote", "id": "q1", "value": {"text": PERSONAL, "source": "", "role": ""}}],
         PERSONAL[:-1]),
        ([{"type": "table", "id": "t1", "value": {"data": [["Wie", PERSONAL]],
           "first_row_is_table_header": False, "first_col_is_header": False,
           "table_caption": "", "table_header_choice": "neither"}}], PERSONAL[:-1]),
    ],
)  # fmt: skip
def test_pages_that_quote_the_words_are_found_by_them(recording, an, body, words):
    page = make_report(body)

    expected = [(f"Op de site: {page.title}", words)] if words else []
    assert [(what, said) for what, said in found(recording, an)] == expected


@pytest.mark.parametrize("column", ["title", "subtitle", "summary", "search_description"])
def test_other_words_of_a_page_are_looked_at(recording, an, column):
    page = make_page(**{column: PERSONAL})

    assert found(recording, an) == [(f"Op de site: {page.title}", PERSONAL[:-1])]


def test_what_is_said_of_a_speaker_is_looked_at(recording, an):
    page = make_report()
    PageSpeaker.objects.create(page=page, person=Person.objects.create(name="Bo"), role=PERSONAL)

    assert found(recording, an) == [(f"Op de site: {page.title}", PERSONAL[:-1])]


def test_the_newest_draft_is_looked_at_and_named_once(recording, an):
    page = make_page(text(("aaaaa", "Oude woorden.")))
    change(page, text(("aaaaa", PERSONAL)))
    both = make_page(text(("aaaaa", PERSONAL)))
    change(both, text(("aaaaa", f"Toch: {PERSONAL}")))
    make_page(text(("aaaaa", PERSONAL)), live=False, title="Nog nooit bewaard")

    assert sorted(what for what, _said in found(recording, an)) == sorted(
        [f"In een concept: {page.title}", "In een concept: Nog nooit bewaard",
         f"Op de site: {both.title}"]
    )  # fmt: skip


def test_what_left_the_page_again_is_not_named(recording, an):
    page = make_page(text(("aaaaa", "Oude woorden.")))
    change(page, text(("aaaaa", PERSONAL)))
    change(page, text(("aaaaa", "Weer andere woorden.")))

    assert found(recording, an) == []


def test_questions_answers_chapters_people_and_pictures_are_looked_at(recording, an):
    ask(PERSONAL)
    make_question("Wat nu?").answers.create(order=1, text=f"Zo: {PERSONAL}")
    Chapter.objects.create(transcript=recording.transcripts.get(), starts=1, title=PERSONAL)
    make_recording(title=PERSONAL)
    SiteImage.objects.bulk_create([SiteImage(title=PERSONAL, width=1, height=1)])

    kinds = sorted(what.partition(":")[0] for what, _said in found(recording, an))
    assert kinds == ["Afbeelding", "Antwoord", "Hoofdstuk", "Opname", "Vraag"]


def test_every_place_leads_to_where_it_is_edited(recording, an, client):
    make_report(text(("aaaaa", PERSONAL)))
    ask(PERSONAL)
    make_question("Wat nu?").answers.create(order=1, text=PERSONAL)
    Chapter.objects.create(transcript=recording.transcripts.get(), starts=1, title=PERSONAL)
    client.force_login(an)

    places = elsewhere.find(cues(recording)[1], user=an).places

    assert [client.get(place.url).status_code for place in places] == [200] * 4


def test_who_may_not_edit_it_reads_the_kind_alone(recording):
    page = make_page(text(("aaaaa", "Oude woorden.")))
    change(page, text(("aaaaa", PERSONAL)))
    ask(PERSONAL)
    bo = allow_recordings(User.objects.create_user("bo"))

    places = elsewhere.find(cues(recording)[1], user=bo).places

    assert [(place.what, place.url) for place in places] == [
        ("In een concept van een collega", ""),
        ("Vraag", ""),
    ]


@pytest.mark.parametrize(
    "line",
    ["Ja, dat klopt.", "Dat is in het kader van de", "Nee.", "Dank je wel."],
)
def test_a_line_that_anybody_says_lists_nothing(an, line):
    recording = make_recording(words=vtt("Welkom bij de kenniskring.", line, "Tot ziens."))
    make_page(text(("aaaaa", f"Wij zeiden: {line} Zo ging het.")))

    assert found(recording, an) == []


def test_a_short_line_that_names_somebody_is_found_whole(an):
    recording = make_recording(words=vtt("Wie was dat?", "Truus Verzonnen.", "Tot ziens."))
    page = make_page(text(("aaaaa", "Wij dachten aan Truus Verzonnen en haar zoon.")))
    make_page(text(("aaaaa", "Truus is niet verzonnen.")))

    assert found(recording, an) == [(f"Op de site: {page.title}", "Truus Verzonnen")]


def test_words_with_accents_alone_are_found_too(an):
    recording = make_recording(words=vtt("Wie?", "Zoë Ünal één été.", "Tot ziens."))
    page = make_page(text(("aaaaa", "Dat was Zoe Unal, een ete.")))

    assert found(recording, an) == [(f"Op de site: {page.title}", "Zoe Unal, een ete")]


def test_lines_of_other_recordings_are_found_however_divided(recording, an):
    other = make_recording(
        words=vtt("Even over mijn buurvrouw Truus", "Verzonnen heeft tien mille schuld.", "Ja."),
        title="De andere camera",
    )
    lines = elsewhere.find(cues(recording)[1], user=an).lines

    assert [(line.what, line.words, line.is_all) for line in lines] == [
        ("00:01 in “De andere camera”", "Even over mijn buurvrouw Truus", True),
        ("00:04 in “De andere camera”", "Verzonnen heeft tien mille schuld.", True),
    ]
    assert [line.cue for line in lines] == cues(other)[:2]


def test_a_line_of_the_same_recording_that_says_it_again_is_found(an):
    recording = make_recording(words=vtt(*SAID, PERSONAL))

    lines = elsewhere.find(cues(recording)[1], user=an).lines

    assert [line.cue for line in lines] == [cues(recording)[3]]


# -- the screen --


def test_screen_lists_them_before_anything_is_gone(recording, an, client):
    page = make_report(text(("aaaaa", PERSONAL)))
    make_recording(words=vtt(*SAID), title="De andere camera")
    client.force_login(an)

    html = client.get(redact_url(recording)).content.decode()

    assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in html
    assert "De andere camera" in html
    assert texts(recording) == list(SAID)


def test_ticked_lines_go_with_it_and_each_has_its_log(recording, an, client):
    other = make_recording(words=vtt(*SAID), title="De andere camera")
    third = make_recording(words=vtt(*SAID), title="De derde camera")
    also = cues(other)[1].pk
    client.force_login(an)

    response = client.post(redact_url(recording), {"also": [also, cues(recording)[0].pk]})

    assert response.status_code == 302
    gone = ["Welkom bij de kenniskring.", "", "Dat is heel herkenbaar."]
    assert texts(recording) == texts(other) == gone
    assert texts(third) == list(SAID)
    logged = ModelLogEntry.objects.filter(action="knowledge.redact_cue", user=an)
    assert sorted(logged.values_list("object_id", flat=True)) == sorted(
        [str(recording.pk), str(other.pk)]
    )
    # Known in both, so that a file brings it back in neither.
    add_words(other, vtt(*SAID), replace=True)
    assert texts(other) == gone


def test_what_stays_is_named_with_links_after_the_words_are_gone(recording, an, client):
    page = make_report(text(("aaaaa", PERSONAL)))
    third = make_recording(words=vtt(*SAID), title="De derde camera")
    client.force_login(an)

    html = client.post(redact_url(recording), follow=True).content.decode()

    assert "De woorden staan nog op 2 andere plekken." in html
    assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in html
    assert reverse("recording_line", args=[cues(third)[1].pk]) in html
    assert "Truus" not in html


def test_all_or_none_when_one_is_not_there_any_more(recording, an):
    other = make_recording(words=vtt(*SAID))
    gone = cues(other)[1]
    add_words(other, vtt("Een heel andere tekst."), replace=True)

    with pytest.raises(recordings.RecordingRefused):
        recordings.redact_all([cues(recording)[1], gone], by=an)

    assert texts(recording) == list(SAID)


def test_queries_do_not_grow_with_the_pages_that_quote(recording, an):
    counts = []
    for _round in range(2):
        for _each in range(5):
            make_report(text(("aaaaa", "Niets bijzonders over schulden.")))
        with CaptureQueriesContext(connection) as queries:
            elsewhere.find(cues(recording)[1], user=an)
        counts.append(len(queries))

    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    ("said", "body"),
    [
        ("mijn buurman Lukasz Slowik heeft schulden", "mijn buurman Łukasz Słowik heeft schulden"),
        ("bel mijn buurvrouw op 0612345678", "bel mijn buurvrouw op 06-12345678"),
    ],
)
def test_another_spelling_on_a_page_is_found(an, said, body):
    recording = make_recording(words=vtt("Welkom.", said))
    page = make_report(text(("aaaaa", body)))

    assert found(recording, an) == [(f"Op de site: {page.title}", body)]


def test_the_settings_of_the_site_are_looked_at(recording, an):
    settings = SiteSettings.for_site(Site.objects.get(is_default_site=True))
    settings.postal_address = PERSONAL
    settings.save()

    places = elsewhere.find(cues(recording)[1], user=an).places

    assert [place.words for place in places] == [PERSONAL[:-1]]
    assert "/beheer/" in places[0].url
