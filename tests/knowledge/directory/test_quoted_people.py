"""A person who is renamed or removed while a page quotes her."""

import pytest
from bs4 import BeautifulSoup
from django.db.models import ProtectedError

from knowledge.models import Organisation, PageSpeaker, Passage, Person, ReportPage
from tests.knowledge.factories import make_report
from tests.knowledge.pages.factories import block

pytestmark = pytest.mark.django_db


@pytest.fixture
def person() -> Person:
    return Person.objects.create(name="An Jansen", slug="an-jansen")


@pytest.fixture
def report(person) -> ReportPage:
    """A report that quotes her, and lists her among its speakers."""
    organisation = Organisation.objects.create(name="Stad", slug="stad")
    value = {"text": "Dat werkt.", "speaker": person.pk, "role": "adviseur", "source": "verslag"}
    page = make_report([block("quote", value, "b1")])
    page.speakers = [PageSpeaker(person=person, role="adviseur", organisation=organisation)]
    page.save()
    return page


def shown(client, page: ReportPage) -> str:
    """Return the quote and the list of speakers, as words."""
    html = BeautifulSoup(client.get(page.url).content, "html.parser")
    parts = (html.find("blockquote"), html.find("aside"))
    return " ".join(" ".join(part.get_text(" ").split()) for part in parts if part)


def test_person_who_is_renamed_has_her_new_name_wherever_she_is_quoted(client, person, report):
    before = list(Passage.objects.filter(page_id=report.pk).values_list("pk", "text"))
    assert shown(client, report).count("An Jansen") == 2

    person.name = "An de Boer"
    person.save()

    assert shown(client, report).count("An de Boer") == 2
    assert "Jansen" not in client.get(report.url).content.decode()
    assert list(Passage.objects.filter(page_id=report.pk).values_list("pk", "text")) == before


def test_speaker_is_not_removed_while_a_page_lists_her(person, report):
    with pytest.raises(ProtectedError):
        person.delete()


def test_person_who_is_removed_leaves_her_quote_with_her_role(client, person, report):
    report.speakers = []
    report.save()

    person.delete()

    words = shown(client, report)
    assert "Dat werkt." in words
    assert "adviseur" in words
    assert "Jansen" not in client.get(report.url).content.decode()
