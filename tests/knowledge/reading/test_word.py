"""A page as a Word document: what it holds, for whom, and that LibreOffice opens it."""

import os
import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from wagtail.models import PageViewRestriction

from knowledge.models import (
    ActionSheetPage,
    CasePage,
    Organisation,
    ReadingGuidePage,
    RecordingPage,
)
from knowledge.reading import word
from knowledge.reading.along import Kind, Piece, Run
from tests.knowledge.factories import make_page, text
from tests.knowledge.pages.factories import EVERYTHING, block, make_case, make_kind
from tests.knowledge.recordings.factories import make_recording_page

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
PIECES = [
    Piece(Kind.HEADING, (Run("Titel"),), level=1),
    Piece(Kind.HEADING, (Run("Kop"),), level=2),
    Piece(Kind.PARAGRAPH, (Run("Zie "), Run("hier", href="https://kring.nl/x/"), Run("."))),
    Piece(Kind.ITEM, (Run("Eén"),), ordered=True, begins=True),
    Piece(Kind.ITEM, (Run("Twee"),), ordered=True),
    Piece(Kind.ITEM, (Run("Weer één"),), ordered=True, begins=True),
    Piece(Kind.ITEM, (Run("Los"),)),
    Piece(Kind.TABLE, rows=(("Jaar", "Aantal"), ("2024",))),
]


def opened(content: bytes):
    return Document(BytesIO(content))


def made(pieces: list[Piece] = PIECES) -> bytes:
    return word.document(
        pieces, title="Titel", source="Titel. De Kring.", language="nl", site="De Kring"
    )


def test_document_has_headings_lists_links_and_its_source_at_the_end():
    document = opened(made())
    said = [(one.style.name, one.text) for one in document.paragraphs]

    assert said == [
        ("Title", "Titel"),
        ("Heading 1", "Kop"),
        ("Normal", "Zie hier."),
        ("List Number", "Eén"),
        ("List Number", "Twee"),
        ("List Number", "Weer één"),
        ("List Bullet", "Los"),
        ("Normal", "Titel. De Kring."),
    ]
    assert [link.address for link in document.paragraphs[2].hyperlinks] == ["https://kring.nl/x/"]
    assert [[cell.text for cell in row.cells] for row in document.tables[0].rows] == [
        ["Jaar", "Aantal"],
        ["2024", ""],
    ]


def test_each_numbered_list_has_a_number_of_its_own():
    first, second, third = (
        one._p.pPr.numPr.numId.val
        for one in opened(made()).paragraphs
        if one.style.name == "List Number"
    )

    assert first == second != third


def test_document_is_made_by_the_site_and_says_its_language():
    about = opened(made()).core_properties

    assert (about.author, about.last_modified_by, about.title) == ("De Kring", "De Kring", "Titel")
    assert (about.language, about.comments) == ("nl", "")


@pytest.mark.skipif(
    OFFICE is None and not os.environ.get("REQUIRE_LIBREOFFICE"), reason="there is no LibreOffice"
)
def test_libreoffice_opens_it_with_headings_lists_and_links(tmp_path: Path):
    file = tmp_path / "blad.docx"
    file.write_bytes(made())
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    convert = [OFFICE, profile, "--headless", "--convert-to", "html", "--outdir", tmp_path, file]

    subprocess.run(convert, check=True, capture_output=True, timeout=120)
    html = (tmp_path / "blad.html").read_text().lower()

    assert "<h1" in html
    assert 'href="https://kring.nl/x/"' in html
    assert html.count("<ol") == 2
    assert html.count("<ul") == 1
    assert "<table" in html


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

    def test_it_is_no_page_for_search_engines(self, client):
        answer = client.get(self.url(make_case()))

        assert answer["X-Robots-Tag"] == "noindex"
        assert answer["Content-Disposition"].startswith("attachment; filename=")

    def test_kinds_that_are_taken_along(self):
        assert CasePage.taken_along
        assert not RecordingPage.taken_along
