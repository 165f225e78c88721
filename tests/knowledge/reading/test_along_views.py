"""A page as a Word document at its address: what it holds, and for whom."""

from io import BytesIO

import pytest
from docx import Document
from wagtail.blocks import StreamValue
from wagtail.models import PageViewRestriction, Site

from knowledge.models import (
    ActionSheetPage,
    CasePage,
    Organisation,
    ReadingGuidePage,
    RecordingPage,
)
from knowledge.text.choices import Approach
from office.models import SiteSettings
from tests.knowledge.factories import make_page, make_report, text
from tests.knowledge.pages.factories import EVERYTHING, block, make_case, make_kind
from tests.knowledge.recordings.factories import make_recording_page


def opened(content: bytes):
    return Document(BytesIO(content))


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
