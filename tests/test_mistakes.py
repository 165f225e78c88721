"""Every public page leads to the form about a mistake, which knows the page."""

from urllib.parse import parse_qs, urlsplit

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command

from scripts.pages import further
from scripts.pages.listed import PAGES

pytestmark = [pytest.mark.django_db, pytest.mark.shown, pytest.mark.xdist_group("public walk")]

# Whoever fills in a form is led nowhere else, and what she told of is told.
WITHOUT = {
    "remark",
    "remark sent",
    "en: remark",
    "register",
    "register, mistakes",
    "register, full",
    "en: register",
    "link again",
    "form that waits",
    "ask",
    "ask, mistakes",
    "en: ask",
    "ask gemeente",
    "ask gemeente, mistakes",
    "ask gemeente, nobody known",
    "en: ask gemeente",
    "page with password",
}
# The code of a mailed link is a secret: the form is not told.
SECRET = {
    "registration",
    "registration, off",
    "question, confirm",
    "question, no mail",
    "ask gemeente, confirm",
    "gemeente answers",
    "gemeente answered",
}
WORDS = {"Geef een fout door", "Report an error"}


def remark_links(html: str) -> list[str]:
    """Return where the links about a mistake in the page as a whole lead to."""
    soup = BeautifulSoup(html, "html.parser")
    links = soup.select("main a[href*='fout-doorgeven']")
    of_page = [link for link in links if not link.find_parent(class_="kk-passage")]
    assert {link.get_text(strip=True) for link in of_page} <= WORDS
    return [link["href"] for link in of_page]


@pytest.fixture
def made() -> dict[str, str]:
    """Return where the pages are that the demonstration lacks."""
    for command in ("prepare_site", "load_demo", "rebuild_index"):
        call_command(command)
    return {
        **further.meeting_lives(),
        **further.mailed(),
        **further.of_questions(),
        **further.of_contact(),
        **further.gone(),
        "password": further.closed(),
        "guide_whole": further.guide_whole(),
    }


def test_every_page_leads_to_the_form_about_a_mistake(client, made):
    found = {}
    for listed in PAGES:
        path = listed.at(made).path
        answer = client.post(path) if listed.sent else client.get(path)
        found[listed.name] = remark_links(answer.content.decode())

    told = {name: len(links) for name, links in found.items()}
    assert told == {page.name: int(page.name not in WITHOUT) for page in PAGES}
    for listed in PAGES:
        if listed.name in WITHOUT:
            continue
        asked = parse_qs(urlsplit(found[listed.name][0]).query)
        path = urlsplit(listed.at(made).path).path
        is_secret = listed.name in SECRET or "/x/" in path or listed.name == "link refused"
        assert asked.get("van", []) == ([] if is_secret else [path]), listed.name


def test_form_knows_the_page_and_leads_back_to_it(client, made):
    path = made["open"]
    here = remark_links(client.get(path).content.decode())

    form = client.get(here[0])

    back = BeautifulSoup(form.content.decode(), "html.parser").select_one(".kk-state a")
    assert back["href"] == path
    assert "Kenniskring 15" in back.get_text()
