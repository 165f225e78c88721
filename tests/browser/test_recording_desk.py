"""An editor puts in a film with its captions, and corrects what the captions say."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from knowledge.demo import film
from tests.browser.test_editor import log_in
from tests.knowledge.recordings.film_samples import webm_of

# One worker for all of them: they share one site and one Chromium.
pytestmark = pytest.mark.xdist_group("browser")

MEGABYTE = 1024 * 1024
# A file is on its way, and the machine may be busy.
PATIENT = 60_000
WORDS = """\
WEBVTT

NOTE Hoofdstuk: Welkom

00:00.000 --> 00:04.000
<v Spreker 1>Welkom bij de proef met het zandkasteel.

00:04.000 --> 00:08.000
<v Spreker 1>Een zandkasteel vraagt veel zand.

00:08.000 --> 00:12.000
<v Spreker 2>En wie ruimt het zand weer op?
"""


def captions(text: str, name: str = "woorden.vtt") -> dict:
    return {"name": name, "mimeType": "text/vtt", "buffer": text.encode()}


@pytest.fixture
def film_of(tmp_path) -> Callable[[int], Path]:
    """Return a function that makes a film of so many bytes, with nothing to see in it."""

    def made_of(size: int) -> Path:
        path = tmp_path / "vergadering.webm"
        path.write_bytes(webm_of(b"x" * (size - len(webm_of(b"")))))
        return path

    return made_of


def open_form(page: Page, title: str) -> None:
    log_in(page, "eindredacteur")
    page.goto("/beheer/opnames/add/")
    page.locator("#id_title").fill(title)


def save(page: Page) -> None:
    page.locator("#w-editor-form footer [type=submit]").first.click()


def made(page: Page) -> Locator:
    return page.locator(".messages .success")


def lines_of(page: Page, title: str) -> None:
    """Make a recording with the film of the demonstration, and open its lines."""
    open_form(page, title)
    page.locator("#id_film").set_input_files(film.FOLDER / "kenniskring-14.webm")
    page.locator("#id_transcript").set_input_files(captions(WORDS))
    save(page)
    expect(made(page)).to_contain_text(title, timeout=PATIENT)
    page.goto("/beheer/opnames/")
    page.get_by_role("link", name=title, exact=True).first.click()
    page.get_by_role("link", name="Regels bekijken, wijzigen of weghalen").click()
    expect(page.get_by_role("heading", name="Regels", exact=True)).to_be_visible()


def test_film_stays_when_its_captions_are_refused_and_the_upload_is_seen(
    page: Page, film_of: Callable[[int], Path]
):
    open_form(page, "Proef met een grote film")
    slow = page.context.new_cdp_session(page)
    slow.send("Network.enable")
    limits = {"offline": False, "latency": 0, "downloadThroughput": -1}
    slow.send("Network.emulateNetworkConditions", {**limits, "uploadThroughput": 8 * MEGABYTE})
    page.locator("#id_film").set_input_files(film_of(24 * MEGABYTE))
    page.locator("#id_transcript").set_input_files(captions("geen ondertiteling"))
    page.evaluate(
        """() => {
            window.told = [];
            for (const said of document.querySelectorAll("[data-said]")) {
                new MutationObserver(() => window.told.push(said.textContent))
                    .observe(said, {childList: true});
            }
            window.addEventListener("beforeunload", () => {
                sessionStorage.setItem("told", JSON.stringify(window.told));
            });
        }"""
    )
    save(page)
    field = page.locator("[data-upload]", has=page.locator("#id_film"))
    expect(field.get_by_role("progressbar", name="Hoeveel er verstuurd is")).to_be_visible()
    expect(field.get_by_role("button", name="Stoppen met versturen")).to_be_visible()

    expect(page.locator("#w-editor-form")).to_contain_text(
        "Dit bestand is geen ondertiteling", timeout=PATIENT
    )
    slow.send("Network.emulateNetworkConditions", {**limits, "uploadThroughput": -1})
    told = page.evaluate("() => JSON.parse(sessionStorage.getItem('told'))")
    tenths = [int(one.split()[0]) for one in told if re.match(r"\d+ procent", one)]
    assert len(tenths) >= 3
    assert tenths == sorted(tenths)
    assert all(one % 10 == 0 for one in tenths)
    expect(field).to_contain_text("‘vergadering.webm’ (24,0 MB) staat klaar.")
    expect(page.locator("#id_title")).to_have_value("Proef met een grote film")

    page.locator("#id_transcript").set_input_files(captions(WORDS))
    save(page)

    expect(made(page)).to_contain_text("Proef met een grote film", timeout=PATIENT)
    page.goto("/beheer/opnames/")
    row = page.locator("tr", has_text="Proef met een grote film")
    expect(row).to_have_count(1)


def test_upload_is_stopped_and_nothing_that_was_typed_is_lost(
    page: Page, film_of: Callable[[int], Path]
):
    open_form(page, "Proef die stopt")
    slow = page.context.new_cdp_session(page)
    slow.send("Network.enable")
    slow.send(
        "Network.emulateNetworkConditions",
        {
            "offline": False,
            "latency": 0,
            "downloadThroughput": -1,
            "uploadThroughput": MEGABYTE // 2,
        },
    )
    page.locator("#id_film").set_input_files(film_of(20 * MEGABYTE))
    save(page)
    page.get_by_role("button", name="Stoppen met versturen").click()

    expect(page.get_by_text("Gestopt. Er is niets bewaard.")).to_be_visible()
    expect(page.locator("#id_title")).to_have_value("Proef die stopt")
    expect(page.locator("#w-editor-form footer [type=submit]").first).to_be_enabled()


def test_film_stays_without_a_script(page_without_js: Page, film_of: Callable[[int], Path]):
    page = page_without_js
    open_form(page, "Proef zonder script")
    page.locator("#id_film").set_input_files(film_of(MEGABYTE))
    page.locator("#id_transcript").set_input_files(captions("geen ondertiteling"))
    save(page)
    expect(page.locator("body")).to_contain_text("‘vergadering.webm’ (1,0 MB) staat klaar.")

    page.locator("#id_transcript").set_input_files(captions(WORDS))
    save(page)

    expect(page.locator("body")).to_contain_text("Proef zonder script")
    assert "/beheer/opnames/tekst/" in page.url


def test_lines_are_searched_corrected_and_divided_into_chapters(page: Page):
    lines_of(page, "Proef met zand")
    # A name everywhere.
    page.get_by_role("link", name="Noem Spreker 1 overal anders, of kies de persoon").click()
    page.locator("#id_called").fill("Zoë Zandman")
    page.get_by_role("button", name="Opslaan").click()
    expect(made(page)).to_contain_text("‘Zoë Zandman’ staat nu bij 2 regels.", timeout=PATIENT)
    expect(page.locator(".desk-row", has_text="Zoë Zandman")).to_have_count(2)

    # Words everywhere, but for one line.
    page.get_by_label("Zoek", exact=True).fill("zand")
    page.get_by_label("Vervang door").fill("grind")
    page.get_by_role("button", name="Bekijk wat er verandert").click()
    expect(page.get_by_role("heading", name="2 regels veranderen")).to_be_visible()
    expect(page.locator("del").first).to_have_text("zand")
    expect(page.locator("ins").first).to_have_text("grind")
    page.get_by_label("Laat staan: 00:08").check()
    page.get_by_role("button", name="Vervang in deze 2 regels").click()
    expect(made(page)).to_contain_text("In 1 regel vervangen.", timeout=PATIENT)
    expect(page.locator(".desk-rows")).to_contain_text("Een zandkasteel vraagt veel grind.")
    expect(page.locator(".desk-rows")).to_contain_text("En wie ruimt het zand weer op?")

    # A chapter.
    row = page.locator(".desk-row", has_text="En wie ruimt")
    row.get_by_role("link", name="Op 00:08 begint een hoofdstuk").click()
    page.locator("#id_title").fill("Opruimen")
    page.get_by_role("button", name="Begin hier een hoofdstuk").click()
    expect(row).to_contain_text("Hoofdstuk: Opruimen")
    expect(page.locator(".desk-chapters")).to_contain_text("Opruimen")

    # Found, and shown among the others.
    page.get_by_label("Zoek in alle regels").fill("OPRUIMT OF ruimt")
    page.locator("main").get_by_role("button", name="Zoeken").click()
    expect(page.locator(".desk-found")).to_contain_text("staat in geen enkele regel.")
    page.get_by_label("Zoek in alle regels").fill("RUIMT")
    page.locator("main").get_by_role("button", name="Zoeken").click()
    expect(page.locator("mark")).to_have_text(["ruimt"])
    page.get_by_role("link", name="Toon 00:08 tussen de andere regels").click()
    expect(page.locator(".desk-row")).to_have_count(3)
    expect(page.locator(".desk-row:target")).to_contain_text("En wie ruimt")


def test_film_plays_from_a_line_and_marks_what_is_heard(page: Page):
    lines_of(page, "Proef met geluid")
    second = page.locator(".desk-row", has_text="Een zandkasteel vraagt")

    button = second.get_by_role("button", name="Speel af vanaf 00:04")
    button.focus()
    page.keyboard.press("Enter")

    expect(second).to_have_attribute("aria-current", "true", timeout=PATIENT)
    film_now = page.locator("video").evaluate("film => film.currentTime")
    assert 4 <= film_now < 8
    expect(page.locator(".desk-row[aria-current]")).to_have_count(1)
    page.locator("video").evaluate("film => { film.pause(); film.currentTime = 9; }")
    expect(page.locator(".desk-row", has_text="En wie ruimt")).to_have_attribute(
        "aria-current", "true"
    )


def test_film_stays_in_sight_on_a_phone(page: Page):
    page.set_viewport_size({"width": 390, "height": 844})
    lines_of(page, "Proef op een telefoon")

    top = page.locator("video").bounding_box()["y"]
    assert top < page.locator(".desk-row").first.bounding_box()["y"]
    page.locator(".desk-row").last.scroll_into_view_if_needed()
    page.mouse.wheel(0, 300)
    expect(page.locator("video")).to_be_in_viewport()
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= 390
    # The way to a tool ends right below the film.
    page.get_by_role("link", name="Vervang in alle regels").click()
    page.wait_for_function("""() => {
      const gap = document.querySelector("#vervang-kop").getBoundingClientRect().top
        - document.querySelector(".desk-film").getBoundingClientRect().bottom;
      return gap >= 0 && gap < 60;
    }""")
