"""A page as a Word document at its address: what it holds, and for whom."""

import re
import subprocess
from collections import Counter
from io import BytesIO
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from docx import Document
from docx.document import Document as Word
from wagtail.blocks import StreamValue
from wagtail.models import PageViewRestriction, Site

from knowledge.models import (
    ActionSheetPage,
    CasePage,
    KnowledgePage,
    Organisation,
    ReadingGuidePage,
    RecordingPage,
)
from knowledge.text.choices import Approach
from office.models import SiteSettings
from tests.knowledge.factories import make_opgave, make_page, make_report, text
from tests.knowledge.pages.factories import EVERYTHING, block, make_case, make_kind
from tests.knowledge.reading.test_word import OFFICE, with_libreoffice
from tests.knowledge.recordings.factories import make_recording_page

LINK = "https://voorbeeld.nl/gids"
IN_A_SECTION = [
    *(one for one in EVERYTHING if one["type"] not in ("heading", "approaches")),
    block("text", text(("zzzzz", f'Zie <a href="{LINK}">de gids</a> van Divosa.'))),
]


def opened(content: bytes) -> Word:
    return Document(BytesIO(content))


def make_rich_pages() -> dict[str, KnowledgePage]:
    """Return a case, a sheet and a guide, each with a bit of everything that its kind may hold."""
    opgave = make_opgave(1, title="Meedoen", confirmed=True)
    case = make_case(
        gemeente="Almere", opgave=opgave, report=make_report(), summary="Over geld en moed."
    )
    case.occasion = case.occasion.stream_block.to_python(IN_A_SECTION)
    case.save()
    owner = Organisation.objects.create(name="Burgerkracht", slug="burgerkracht")
    item = {"type": "item", "id": "w1", "value": {"organisation": owner.pk, "role": "trekt"}}
    sheet = make_kind(
        ActionSheetPage,
        title="Ouders doen mee",
        summary="Wie doet wat?",
        execution=IN_A_SECTION,
        owners=[block("partners", {"items": [item]})],
    )
    steps = [
        {"question": "Hoe begin je?", "page": case.pk, "answer": "Samen met ouders."},
        {"question": "Wat kost het?", "url": LINK, "kind": "Video", "publisher": "Divosa"},
        {"question": "Wie weet het?"},
    ]
    guide = make_kind(
        ReadingGuidePage,
        title="Zelf beginnen",
        introduction=IN_A_SECTION,
        steps=[block("step", step) for step in steps],
    )
    return {"blad": sheet, "leeswijzer": guide, "voorbeeld": case}


def said(parts: list[Tag]) -> Counter:
    """Return the words in these parts, each as often as it stands there."""
    return Counter(word for one in parts for word in re.findall(r"\w+", one.get_text(" ")))


def read_by_libreoffice(client, pages: dict[str, KnowledgePage], folder: Path) -> dict[str, Tag]:
    """Return the body of what LibreOffice makes of the document of each page."""
    for name, page in pages.items():
        answer = client.get(f"/meenemen/{page.pk}.docx")
        (folder / f"{name}.docx").write_bytes(answer.content)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    convert = [OFFICE, profile, "--headless", "--convert-to", "html", "--outdir", folder]
    files = [folder / f"{name}.docx" for name in pages]
    subprocess.run([*convert, *files], check=True, capture_output=True, timeout=120)
    made = {name: (folder / f"{name}.html").read_text() for name in pages}
    return {name: BeautifulSoup(html, "html.parser").body for name, html in made.items()}


HEADINGS_THERE = {
    "blad": {"1. Uitvoering", "7. Eigenaar en kartrekker"},
    "leeswijzer": {"1. Hoe begin je?", "2. Wat kost het?", "3. Wie weet het?"},
    "voorbeeld": {"Aanleiding"},
}


@with_libreoffice
@pytest.mark.django_db
def test_libreoffice_reads_of_a_page_what_stands_on_it_and_no_word_more(client, tmp_path: Path):
    pages = make_rich_pages()

    read = read_by_libreoffice(client, pages, tmp_path)

    for name, body in read.items():
        headings = {" ".join(one.get_text().split()) for one in body.find_all(["h1", "h2", "h3"])}
        assert HEADINGS_THERE[name] <= headings, name
        assert body.find("a", href=LINK).get_text().split() == ["de", "gids"]
        assert {"Boven", "Onder", "Naast", "Stap"} <= set(said(body.find_all("li"))), name
        assert len(body.find_all("ol")) >= 1, name
        assert len(body.find_all("ul")) >= 1, name
        assert "12" in said(body.find_all("td")), name
        # The last line says where and when it was read; that is on no page.
        *lines, source = body.find_all(["p", "h1", "h2", "h3", "h4"])
        assert "geraadpleegd op" in source.get_text()
        source.decompose()
        main = BeautifulSoup(client.get(pages[name].url).content.decode(), "html.parser").main
        for unseen in main.select("[hidden], script, .kk-visually-hidden"):
            unseen.decompose()
        assert len(lines) > 10, name
        assert said([body]) - said([main]) == Counter(), name


@pytest.mark.django_db
class TestOfAPage:
    """The document at its address."""

    def url(self, page) -> str:
        return f"/meenemen/{page.pk}.docx"

    def words(self, client, page) -> str:
        answer = client.get(self.url(page))
        assert answer.status_code == 200
        return "\n".join(one.text for one in opened(answer.content).paragraphs)

    def test_it_says_what_the_page_says_and_where_that_stands(self, client):
        steps = [block("text", text(("aaaaa", "Zo begin je.")))]
        owner = Organisation.objects.create(name="Burgerkracht", slug="burgerkracht")
        item = {"type": "item", "id": "w1", "value": {"organisation": owner.pk, "role": "trekt"}}
        page = make_kind(
            ActionSheetPage,
            title="Ouders doen mee",
            execution=steps,
            owners=[block("partners", {"items": [item]})],
        )

        words = self.words(client, page)

        assert "Uitvoering\nZo begin je." in words
        assert "Eigenaar en kartrekker: Burgerkracht" in words
        assert words.splitlines()[-1].startswith("Ouders doen mee. ")
        assert page.url in words.splitlines()[-1]

    def test_it_is_made_of_what_was_stored_before_forms_were_strict(self, client):
        link = '<a href="https://[naam].nl/">samen\ufffewerking</a>'
        stored = [
            block("text", f'<p data-block-key="a">Zie {link}</p>'),
            block("table", {"data": [["kinder\x02wijk"]]}),
        ]
        page = make_kind(ActionSheetPage, execution=stored)
        # Past the form, and past what mends a page when it is saved.
        raw = StreamValue(page.execution.stream_block, stored, is_lazy=True)
        ActionSheetPage.objects.filter(pk=page.pk).update(execution=raw, title="Sa\ufffemen\x1b")

        document = opened(client.get(self.url(page)).content)

        words = "\n".join(one.text for one in document.paragraphs)
        assert "Zie samenwerking" in words
        assert "\nSamen\n" in words
        assert document.tables[0].cell(0, 0).text == "kinderwijk"

    def test_every_block_of_a_text_is_in_it(self, client):
        blocks = [one for one in EVERYTHING if one["type"] not in ("heading", "approaches")]
        page = make_case()
        page.occasion = page.occasion.stream_block.to_python(blocks)
        page.save()

        document = opened(client.get(self.url(page)).content)
        words = "\n".join(one.text for one in document.paragraphs)

        for said in ("Een vet woord.", "Boven", "Onder", "Zo is het", "Stap", "Half", "Gids"):
            assert said in words, said
        assert document.tables[0].cell(1, 1).text == "12"

    def test_it_is_offered_on_pages_that_can_be_taken_along(self, client):
        case, guide, film = make_case(), make_kind(ReadingGuidePage), make_recording_page()

        assert self.url(case) in client.get(case.url).content.decode()
        assert self.url(guide) in client.get(guide.url).content.decode()
        assert ".docx" not in client.get(film.url).content.decode()

    @pytest.mark.parametrize("state", ["draft", "closed", "film", "text", "nothing"])
    def test_there_is_none_of_a_page_that_is_not_for_everybody_or_no_knowledge(self, client, state):
        if state == "draft":
            page = make_case(live=False)
        elif state == "closed":
            page = make_case()
            PageViewRestriction.objects.create(
                page=page, restriction_type=PageViewRestriction.LOGIN
            )
        elif state == "film":
            page = make_recording_page()
        elif state == "text":
            page = make_page("<p>Over ons</p>")
        else:
            page = CasePage(pk=999_999)

        assert client.get(self.url(page)).status_code == 404

    def test_it_has_one_address_whatever_is_asked_behind_it(self, client):
        page = make_case()

        answer = client.get(f"{self.url(page)}?x=1")

        assert (answer.status_code, answer["Location"]) == (301, self.url(page))

    def test_it_names_the_organisation_and_says_what_the_page_is_about(self, client):
        page = make_case(summary="Over geld.")
        site = Site.objects.get(is_default_site=True)
        SiteSettings.objects.create(site=site, organisation="Stichting Kring")

        about = opened(client.get(self.url(page)).content).core_properties

        assert (about.author, about.subject) == ("Stichting Kring", "Over geld.")

    def test_note_of_a_step_is_in_it_and_what_is_asked_of_a_visitor_is_not(self, client):
        step = block("step", {"question": "Hoe begin je?", "publisher": "Kies&Co"})
        guide = make_kind(ReadingGuidePage, steps=[step])

        words = self.words(client, guide)

        assert "1. Hoe begin je?" in words
        assert "Kies&Co, waar dit staat, is nog niet bekend" in words
        assert "vinkje" not in words

    def test_points_of_a_sheet_keep_their_number(self, client):
        steps = [block("text", text(("aaaaa", "Zo begin je.")))]
        page = make_kind(ActionSheetPage, execution=steps, finances=steps)

        words = self.words(client, page)

        assert "\n1. Uitvoering\n" in words
        assert "\n5. Financiën\n" in words

    def test_approaches_have_their_names(self, client):
        item = {
            "type": "item",
            "id": "a1",
            "value": {"approach": Approach.CHILD, "text": "<p>Zo.</p>"},
        }
        page = make_report(body=[block("approaches", {"items": [item]})])

        assert "Het kind centraal\nZo.\n" in self.words(client, page)

    def test_it_is_no_page_for_search_engines(self, client):
        answer = client.get(self.url(make_case()))

        assert answer["X-Robots-Tag"] == "noindex"
        assert answer["Content-Disposition"].startswith("attachment; filename=")

    def test_kinds_that_are_taken_along(self):
        assert CasePage.taken_along
        assert not RecordingPage.taken_along
