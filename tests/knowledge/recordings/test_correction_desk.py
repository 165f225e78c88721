import re
from html import unescape

import pytest
from django.http import QueryDict
from django.urls import reverse
from wagtail.test.utils.form_data import querydict_from_html

from knowledge.models import Chapter, Cue, Transcript
from knowledge.recordings import corrections, deeds as recordings
from tests.knowledge.factories import make_editor
from tests.knowledge.recordings.desk import allow_recordings, opened
from tests.knowledge.recordings.factories import WORDS, make_recording

pytestmark = pytest.mark.django_db

FORM = "application/x-www-form-urlencoded"
TWICE = WORDS.replace("over borging", "over de raad")


@pytest.fixture
def editor(client):
    """Return a logged-in editor who may work on recordings."""
    user = allow_recordings(make_editor("an"))
    client.force_login(user)
    return user


def url(name: str = "recording_replace") -> str:
    return reverse(name, args=[Transcript.objects.get().pk])


def sent(html: str) -> dict:
    """Return what a browser sends from the last form of a page."""
    return querydict_from_html(html[html.rindex("<form") :]).dict()


def texts() -> list[str]:
    return list(Cue.objects.order_by("position").values_list("text", flat=True))


def test_who_is_led_here_by_a_search_first_says_what_comes_in_its_place(client, editor):
    make_recording(words=TWICE)

    found = client.get(url("recording_lines"), {"q": "raad"}).content.decode()
    (link,) = re.findall(r'href="([^"]*/vervangen/[^"]+)"', found)
    html = client.get(unescape(link)).content.decode()

    assert 'value="raad"' in html
    assert re.search(r'<input type="checkbox" name="whole"[^>]* checked', html)
    assert re.search(r'name="put"[^>]* autofocus', html)
    assert "confirm_seal" not in html


def test_words_that_nothing_replaces_are_said_to_go(client, editor):
    make_recording(words=TWICE)
    html = client.get(url(), {"find": "raad", "put": "", "whole": "on"}).content.decode()

    assert "‘raad’ verdwijnt uit deze regels: bij ‘Vervang door’ staat niets." in html
    assert "Haal weg uit deze 2 regels" in html
    client.post(url(), sent(html))
    assert texts()[1] == "Vandaag gaat het over de ."


def test_preview_shows_each_line_and_replaces_on_the_second_press(client, editor):
    make_recording(words=TWICE)
    before = texts()

    page = client.get(url(), {"find": "raad", "put": "gemeenteraad", "whole": "on"})
    html = page.content.decode()
    assert "2 regels veranderen" in html
    assert html.count("<del>raad</del>") == html.count("<ins>gemeenteraad</ins>") == 2
    assert "Vervangen kan niet ongedaan worden gemaakt" in html
    assert texts() == before

    done = client.post(url(), sent(html), follow=True)

    assert "In 2 regels vervangen." in done.content.decode()
    assert texts() == [
        "Welkom allemaal.",
        "Vandaag gaat het over de gemeenteraad.",
        "De gemeenteraad wil weten wat het oplevert.",
    ]


def test_line_that_is_ticked_stays_as_it_is(client, editor):
    make_recording(words=TWICE)
    html = client.get(url(), {"find": "raad", "put": "x", "whole": "on"}).content.decode()

    client.post(url(), {**sent(html), "confirm_skip": Cue.objects.get(position=1).pk})

    assert texts()[1:] == ["Vandaag gaat het over de raad.", "De x wil weten wat het oplevert."]


def test_nothing_is_replaced_when_every_line_is_ticked(client, editor):
    make_recording(words=TWICE)
    before = texts()
    html = client.get(url(), {"find": "raad", "put": "x", "whole": "on"}).content.decode()
    ticked = [cue.pk for cue in Cue.objects.filter(position__gt=0)]

    done = client.post(url(), {**sent(html), "confirm_skip": ticked}, follow=True)

    assert "Er is niets vervangen: je liet elke regel staan." in done.content.decode()
    assert texts() == before


def test_preview_that_is_outdated_is_shown_again_and_does_nothing(client, editor):
    make_recording(words=TWICE)
    stale = sent(client.get(url(), {"find": "raad", "put": "x", "whole": "on"}).content.decode())
    recordings.edit_cue(Cue.objects.get(position=2), text="De raad vraagt.", by=None)

    again = client.post(url(), {**stale, "confirm_skip": Cue.objects.get(position=1).pk})

    html = again.content.decode()
    assert again.status_code == 409
    assert "Er is nog niets gedaan. Kijk nog een keer." in html
    assert len(re.findall(r'name="confirm_skip"[^>]* checked', html)) == 1
    assert texts()[2] == "De raad vraagt."
    client.post(url(), sent(html))
    assert texts()[2] == "De x vraagt."


def test_post_without_a_preview_replaces_nothing(client, editor):
    make_recording(words=TWICE)
    before = texts()

    answer = client.post(url(), {"find": "raad", "put": "x", "whole": "on"})

    assert (answer.status_code, texts()) == (200, before)


def test_line_that_would_be_empty_is_named_and_left_out(client, editor):
    make_recording(words=WORDS.replace("Welkom allemaal.", "Eh."))
    before = texts()

    html = client.get(url(), {"find": "eh.", "put": "", "whole": ""}).content.decode()

    assert "Kan hier niet:" in html
    assert "Vul de tekst in, of haal de regel weg." in html
    assert "Er is geen regel die verandert" in html
    client.post(url(), sent(html))
    assert texts() == before


def test_refused_lines_are_named_when_the_others_are_done(client, editor):
    make_recording(words=WORDS.replace("Welkom allemaal.", "Eh").replace("Vandaag", "Eh vandaag"))
    html = client.get(url(), {"find": "eh", "put": "", "whole": "on"}).content.decode()
    assert "1 regel verandert" in html

    done = client.post(url(), sent(html), follow=True).content.decode()

    assert "In 1 regel vervangen." in done
    assert "Niet vervangen, omdat het daar niet kan: 00:00." in done
    assert texts()[:2] == ["Eh", "vandaag gaat het over borging."]


def test_words_that_stand_nowhere_change_nothing(client, editor):
    make_recording(words=WORDS)

    html = client.get(url(), {"find": "<b>", "put": "x"}).content.decode()

    assert "Er is geen regel die verandert" in html
    assert 'value="&lt;b&gt;"' in html


def test_nul_in_what_is_looked_for_is_refused_in_words(client, editor):
    make_recording(words=WORDS)

    answer = client.get(url(), {"find": "a\x00", "put": "x"})

    assert answer.status_code == 422


# -- chapters --


def test_chapter_is_begun_named_and_removed_on_the_screen(client, editor):
    make_recording(words=WORDS)
    cue = Cue.objects.get(position=1)
    begin = reverse("recording_chapter_begin", args=[cue.pk])

    page = client.get(begin).content.decode()
    assert "Deze regel staat midden in een alinea." in page
    assert "boven de volgende alinea, om 00:05." in page
    made = client.post(begin, {**opened(client, begin), "title": "Borging"})
    assert made["Location"] == f"{url('recording_lines')}?p=1#r-{cue.pk}"
    chapter = Chapter.objects.get(by_hand=True)
    assert (chapter.title, chapter.starts) == ("Borging", 2000)
    html = client.get(url("recording_lines")).content.decode()
    assert "Hoofdstuk: Borging" in html

    edit = reverse("recording_chapter", args=[chapter.pk])
    client.post(edit, {**opened(client, edit), "title": "Wat blijft"})
    chapter.refresh_from_db()
    assert chapter.title == "Wat blijft"

    remove = reverse("recording_chapter_remove", args=[chapter.pk])
    client.get(remove)
    assert Chapter.objects.filter(pk=chapter.pk).exists()
    client.post(remove)
    assert not Chapter.objects.filter(pk=chapter.pk).exists()
    assert Cue.objects.count() == 3


def test_no_chapter_is_offered_at_a_line_that_was_taken_away(client, editor):
    make_recording(words=WORDS)
    gone, other = Cue.objects.order_by("position")[1:3]
    recordings.redact_all([gone], by=editor)

    html = client.get(url("recording_lines")).content.decode()

    assert reverse("recording_chapter_begin", args=[gone.pk]) not in html
    # The last line begins a chapter already, in the file.
    Chapter.objects.filter(starts=other.starts).delete()
    html = client.get(url("recording_lines")).content.decode()
    assert reverse("recording_chapter_begin", args=[other.pk]) in html


def test_title_for_a_line_that_was_taken_away_is_refused_in_words(client, editor):
    make_recording(words=WORDS)
    gone = Cue.objects.get(position=1)
    recordings.redact_all([gone], by=editor)
    before = Chapter.objects.count()

    refused = client.post(reverse("recording_chapter_begin", args=[gone.pk]), {"title": "Borging"})

    assert (refused.status_code, Chapter.objects.count()) == (422, before)
    assert "Deze regel is weggehaald." in refused.content.decode()


def test_title_that_is_refused_stands_in_the_form(client, editor):
    make_recording(words=WORDS)
    begin = reverse("recording_chapter_begin", args=[Cue.objects.get(position=0).pk])

    same = client.post(begin, {"title": "Nog een"})
    empty = client.post(begin, {"title": " "})

    assert (same.status_code, empty.status_code) == (422, 422)
    assert "Op 00:00 begint al een hoofdstuk: ‘Welkom’" in same.content.decode()
    assert 'value="Nog een"' in same.content.decode()
    assert "Vul de titel van het hoofdstuk in." in empty.content.decode()


def test_title_that_is_refused_has_the_focus(client, editor):
    make_recording(words=WORDS)
    address = reverse("recording_chapter_begin", args=[Cue.objects.get(position=1).pk])

    assert " autofocus" not in client.get(address).content.decode()
    html = client.post(address, {"title": " "}).content.decode()

    (field,) = re.findall(r'<input type="text"[^>]*name="title"[^>]*>', html)
    assert "autofocus" in field
    assert "Vul de titel van het hoofdstuk in." in html


def test_title_that_a_colleague_changed_as_well_is_refused_once(client, editor):
    make_recording(words=WORDS)
    chapter = Chapter.objects.first()
    edit = reverse("recording_chapter", args=[chapter.pk])
    stale = opened(client, edit)
    corrections.name_chapter(chapter, title="Van een collega", by=None)

    refused = client.post(edit, {**stale, "title": "Van mij"})

    chapter.refresh_from_db()
    assert (refused.status_code, chapter.title) == (422, "Van een collega")
    assert "Er staat nu: ‘Van een collega’" in refused.content.decode()


def test_screens_are_closed_when_somebody_may_not_change_recordings(client):
    make_recording(words=WORDS)
    client.force_login(make_editor("bo"))
    chapter = Chapter.objects.first()
    addresses = [
        url(),
        reverse("recording_chapter_begin", args=[Cue.objects.first().pk]),
        reverse("recording_chapter", args=[chapter.pk]),
        reverse("recording_chapter_remove", args=[chapter.pk]),
    ]

    answers = [client.post(one, {"title": "x", "find": "a"}).status_code for one in addresses]

    assert answers == [302] * 4
    assert Chapter.objects.filter(title="x").count() == 0


# A thousand lines and more


def many(count: int) -> str:
    """Return captions of so many lines about the raad."""
    return "WEBVTT\n\n" + "\n\n".join(
        f"{at // 60:02}:{at % 60:02}:00.000 --> {at // 60:02}:{at % 60:02}:02.000\nDe raad, {at}."
        for at in range(count)
    )


def form_of_changes(html: str) -> QueryDict:
    return querydict_from_html(html[html.rindex("<form") :])


def boxes(html: str) -> list[str]:
    return re.findall(r'name="confirm_skip" value="(\d+)"', html)


def turned(client, html: str, ticked: list[str], page: int) -> str:
    """Return the page of changes that follows when these boxes of this one are ticked."""
    data = form_of_changes(html)
    data.setlist("confirm_skip", ticked)
    response = client.post(url(), data.urlencode() + f"&confirm_turn={page}", content_type=FORM)
    assert response.status_code == 200
    return response.content.decode()


def test_a_thousand_ticked_lines_on_many_pages_all_stay(client, editor):
    make_recording(words=many(1_050))
    before = texts()
    html = client.get(url(), {"find": "raad", "put": "x"}).content.decode()
    assert "1050 regels veranderen" in html.replace(".", "").replace("\xa0", "")

    ticked = []
    for page in range(2, 12):
        here = boxes(html)
        assert len(here) == 100
        ticked += here
        html = turned(client, html, here, page)
    assert "Je laat 1000 regels staan" in html.replace(".", "")

    done = client.post(
        url(), form_of_changes(html).urlencode(), content_type=FORM, follow=True
    ).content.decode()

    assert "In 50 regels vervangen. 1000 regels liet je staan." in done
    assert texts()[:1_000] == before[:1_000]
    assert texts()[1_000:] == [f"De x, {at}." for at in range(1_000, 1_050)]


def test_box_that_is_unticked_on_a_page_that_is_turned_back_to_counts_no_more(client, editor):
    make_recording(words=many(120))
    first = client.get(url(), {"find": "raad", "put": "x"}).content.decode()
    one, other, *_rest = boxes(first)

    second = turned(client, first, [one, other], 2)
    back = turned(client, second, boxes(second)[:1], 1)
    assert form_of_changes(back).getlist("confirm_skip") == [one, other]
    data = form_of_changes(back)
    data.setlist("confirm_skip", [other])
    client.post(url(), data.urlencode(), content_type=FORM)

    kept = [at for at, text in enumerate(texts()) if "raad" in text]
    assert kept == [1, 100]


def test_turning_a_page_says_when_a_line_was_changed_meanwhile(client, editor):
    make_recording(words=many(120))
    html = client.get(url(), {"find": "raad", "put": "x"}).content.decode()
    recordings.edit_cue(Cue.objects.get(position=2), text="De raad vraagt.", by=None)

    response = client.post(url(), {**sent(html), "confirm_turn": "2"})

    assert response.status_code == 409
    assert "Er is nog niets gedaan. Kijk nog een keer." in response.content.decode()
    assert "De x, 119." not in texts()
