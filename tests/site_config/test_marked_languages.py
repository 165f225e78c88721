"""Every English page, read for words of the other language that do not say so.

A screen reader says words in the language of the nearest `lang`. What stands in the database is
sealed by language (`visible_site`), and roles, films and pictures are stored in Dutch alone.
"""

import re

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from events.models import Meeting, MeetingSpeaker, ProgrammeItem, Registration
from events.registrations.mails import PURPOSE
from knowledge.models import Organisation, PageSpeaker, Passage, Person, Recording
from knowledge.passages import deeds as passages
from office.mail import links
from search import indexing
from tests.events.factories import days, make_meeting, make_registration
from tests.site_config import visible_site
from tests.site_config.test_visible import addresses

pytestmark = [pytest.mark.django_db, pytest.mark.shown]

SEALED = re.compile(r"(?:Zegel|Woord)[a-z]+?(nl|en)\b")
ROLE = "Woordfunctienl"
# Said to be found by eyes alone, and by machines: no one reads them aloud in a language.
NOT_READ = ["script", "style", "head", "option"]
ATTRIBUTES = ("aria-label", "alt", "title")


def wrongly_said(html: str) -> list[str]:
    """Return the sealed words that would be read in the wrong language, in order."""
    soup = BeautifulSoup(html, "html.parser")
    for part in soup(NOT_READ):
        part.decompose()
    found = []
    for text in soup.find_all(string=SEALED):
        found += _wrong_in(text, text.parent)
    for part in soup.find_all(True):
        for name in ATTRIBUTES:
            found += _wrong_in(part.get(name, ""), part)
    return found


def _wrong_in(text: str, element) -> list[str]:
    said_in = element["lang"] if element.get("lang") else element.find_parent(lang=True)["lang"]
    return [word.group() for word in SEALED.finditer(text) if word.group(1) != said_in]


def seal(site: visible_site.VisibleSite) -> Registration:
    """Seal also what is stored in Dutch alone, and return a registration for a Dutch meeting."""
    PageSpeaker.objects.update(role=ROLE, note="Woordzinnl")
    Recording.objects.update(title="Zegelfilmnl", part_note="Woorddeelnl")
    shy = Person.objects.get(slug="cas")
    bo = site.made["person"]
    body = Organisation.objects.create(name="Raad", slug="raad")
    for page in (site.pages["report", "en"], site.pages["recording", "en"]):
        PageSpeaker.objects.create(page=page, person=shy, role=ROLE)
        PageSpeaker.objects.create(page=page, person=bo, role=ROLE, mentioned=True)
    meeting = make_meeting(
        title="Zegelalleennl", starts_at=timezone.now() + days(5), is_recorded=True, place="Zaal"
    )
    meeting.texts.update(
        takeaway="Woordalleennl",
        body="Woordalleennl",
        for_whom="Woordalleennl",
        preparation="Woordalleennl",
        practical="Woordalleennl",
        recording_notice="Woordalleennl",
    )
    text = meeting.texts.get()
    for person in (bo, shy):
        MeetingSpeaker.objects.create(
            meeting=meeting, person=person, role=ROLE, organisation=body, note="Woordzinnl"
        )
    ProgrammeItem.objects.create(
        meeting=meeting, locale=text.locale, starts="13:30", title="Woordalleennl"
    )
    gone = Passage.objects.live().filter(page=site.pages["text", "nl"]).exclude(text="").first()
    passages.withdraw(gone, by=None)
    site.made["gone"] = gone
    return make_registration(meeting)


def english_pages(client, site, registration: Registration) -> dict[str, str]:
    urls = {url for found in addresses(site).values() for url in found if url.startswith("/en/")}
    meeting = registration.meeting
    urls |= {f"/en{reverse('meeting', args=[meeting.number, meeting.slug])}{each}" for each in (
        "", "aanmelden/", "aanmelden/verstuurd/", "link-opnieuw/"
    )}  # fmt: skip
    dutch = [site.pages[kind, "nl"] for kind in visible_site.KINDS]
    urls |= {f"/en/vragen/stellen/?pagina={page.pk}" for page in dutch}
    urls |= {f"/en/fout-doorgeven/?van={page.url}" for page in dutch}
    urls |= {f"/en/fout-doorgeven/verstuurd/?van={page.url}" for page in dutch}
    urls |= {"/en/zoeken/?q=borging&taal=nl", "/en/zoeken/?q=borging"}
    urls |= {f"/en{url}" for url in [
        reverse("registration", args=[links.make(PURPOSE, registration)]),
        reverse("passage", args=[site.made["gone"].pk]),
        f"/{visible_site.slug('case')}/",
    ]}  # fmt: skip
    pages = {}
    for url in sorted(urls):
        answer = client.get(url)
        if not answer.streaming and answer["Content-Type"].startswith("text/html"):
            pages[url] = answer.content.decode()
    return pages


def test_dutch_words_on_english_pages_say_that_they_are_dutch(client):
    site = visible_site.build()
    registration = seal(site)
    indexing.rebuild()

    pages = english_pages(client, site, registration)

    wrong = {url: words for url, html in pages.items() if (words := wrongly_said(html))}
    assert wrong == {}
    # It could be wrong: Dutch words of every sort are there.
    shown = "".join(pages.values())
    for word in (ROLE, "Woordzinnl", "Zegelfilmnl", "Woorddeelnl", "Zegelalleennl", "Zegelcasenl"):
        assert word in shown, word
    assert Meeting.objects.get(pk=registration.meeting.pk).path_in("en") in pages


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ('<html lang="en"><p>Zegelanl</p></html>', ["Zegelanl"]),
        ('<html lang="en"><p lang="nl">Zegelanl</p></html>', []),
        ('<html lang="en"><p lang="nl">Zegelaen</p></html>', ["Zegelaen"]),
        ('<html lang="en"><img alt="Woordanl"></html>', ["Woordanl"]),
        ('<html lang="en"><span lang="nl"><img alt="Woordanl"></span></html>', []),
    ],
)
def test_words_without_their_language_are_found(html, words):
    assert wrongly_said(html) == words
