"""What is visible: every public address × every state of a page, a meeting or its list.

In each state the same site is asked at all its addresses, and nothing that is closed is told by
body, header or Location. Left open it tells everything, at the addresses that NAMED_AT lists: there
no cell passes for nothing.
"""

from collections.abc import Iterable, Iterator
from http import HTTPStatus
from io import BytesIO
from urllib.parse import quote
from zipfile import ZipFile

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from wagtail.models import Page, PageViewRestriction

from knowledge.reading.word import MEDIA_TYPE
from knowledge.reading.wrong_address import wrong_address
from search import indexing
from tests.knowledge.factories import make_editor
from tests.site_config import visible_site
from tests.site_config.closed_site import mails
from tests.site_config.visible_site import KINDS, LANGUAGES, VisibleSite
from tests.site_config.visible_states import STATES

pytestmark = [pytest.mark.django_db, pytest.mark.shown]

# What the site can name at each address while all of it is open.
NAMED_AT = {
    "page": {*KINDS, "meeting", "series"},
    "redirect": set(KINDS),
    "wagtail_serve": {"recording", "case", "opgave", "meeting", "series"},
    "document": {"text"},
    "wagtaildocs_serve": {"text"},
    "recording_captions": {"recording"},
    "recording_text": {"recording"},
    # A report is read at its meeting, whose address says nothing of it.
    "passage": {*KINDS} - {"report"},
    "question": {*KINDS, "meeting"},
    "question_ask": set(KINDS),
    "contact_ask": {"report", "recording", "case"},
    # The title of whatever stands at the address that is told.
    "remark": {*KINDS, "meeting", "series"},
    "remark_sent": {*KINDS, "meeting", "series"},
    "page_word": {"report", "case", "opgave"},
    "guide_whole": set(KINDS),
    "gemeente": {"report", "recording", "case"},
    "person": {"report", "recording", "case"},
    "meeting": {*KINDS, "meeting"},
    "series": {"meeting", "series"},
    "register": {"meeting"},
    "registered": {"meeting"},
    "resend_link": {"meeting"},
    "link_sent": {"meeting"},
    "meeting_ics": {"meeting"},
    "agenda": {"meeting"},
    "agenda_ics": {"meeting"},
    "series_ics": {"meeting", "series"},
    "opgave_ics": {"opgave"},
    "search": {*KINDS, "meeting"},
    "feed": {"report", "recording", "case"},
    "feed_of_kind": {"report"},
    "feed_of_opgave": {"report", "recording", "case", "opgave"},
    # A report is read at its meeting, whose address says nothing of it.
    "sitemap": {*KINDS, "meeting", "series"} - {"report"},
}
# They name no page, whatever is open: forms, the words of the site itself, bytes without words.
NAMELESS = {
    "media",
    "healthy",
    "ready",
    "gemeente_list",
    "person_list",
    "question_list",
    "question_sent",
    "contact_sent",
    "recording_file",
    "robots",
    "security_txt",
    "sitemap_part",
    "wagtailcore_login",
    "wagtailcore_authenticate_with_password",
    "wagtaildocs_authenticate_with_password",
}
# Only who has the signed link gets there; what it shows is her own.
BY_SIGNED_LINK = {
    "contact_confirm",
    "contact_answer",
    "question_confirm",
    "question_stop",
    "registration",
    "registration_cancel",
    "registration_ics",
    "repeat",
}
# These states are tried in every run of the suite; `make prove` tries all of them.
OFTEN = {"unpublished", "scheduled", "login", "above", "not announced"}
# Not for visitors: who is no editor is asked to log in.
DESK = ("beheer/",)


def public_names() -> set[str]:
    """Return the name of every address of the site that is not the desk's, or else its route."""
    return set(_names(get_resolver(settings.ROOT_URLCONF).url_patterns))


def _names(patterns: Iterable[URLPattern | URLResolver]) -> Iterator[str]:
    for pattern in patterns:
        route = str(pattern.pattern)
        if route.startswith(DESK):
            continue
        if isinstance(pattern, URLResolver):
            yield from _names(pattern.url_patterns)
        else:
            yield pattern.name or route


def addresses(site: VisibleSite) -> dict[str, list[str]]:
    """Return every public address by its name; "page" are those of the tree."""
    made = site.made
    uid = made["recording"].uid
    documents = [
        [made[f"document {one}"].pk, made[f"document {one}"].filename] for one in LANGUAGES
    ]
    arguments = {
        "recording_file": [[uid]],
        "recording_captions": [[uid, language] for language in LANGUAGES],
        "recording_text": [[uid, language] for language in LANGUAGES],
        "passage": [[passage.pk] for passage in made["passages"]],
        "page_word": [[page.pk] for one in LANGUAGES for page in site.marked(one)],
        "guide_whole": [[made[f"guide {one}"].pk] for one in LANGUAGES],
        "question": [[made["question"].number], [made["open question"].number]],
        "gemeente": [["almere"]],
        "contact_ask": [["almere"]],
        "person": [["bo-baas"]],
        "series": [[made["series"].slug]],
        "series_ics": [[made["series"].slug]],
        "opgave_ics": [[site.pages["opgave", language].slug] for language in LANGUAGES],
        "feed_of_kind": [["verslag"]],
        "feed_of_opgave": [[site.pages["opgave", language].slug] for language in LANGUAGES],
        "sitemap_part": [[1]],
        "wagtail_serve": [["kenniskringen/"], [""], ["nergens/"]],
        "document": documents,
        "wagtaildocs_serve": documents,
        "media": [["images/nergens.png"]],
        "wagtailcore_authenticate_with_password": [
            [restriction.pk, restriction.page_id]
            for restriction in PageViewRestriction.objects.all()
        ],
        "wagtaildocs_authenticate_with_password": [[1]],
    }
    of_meetings = [[made[one].number, "oud"] for one in ("meeting", "naming meeting")]
    of_meetings += [[made[one].number, made[one].slug] for one in ("meeting", "naming meeting",
                                                                   "reported meeting")]  # fmt: skip
    for name in ("meeting", "register", "registered", "resend_link", "link_sent", "meeting_ics"):
        arguments[name] = of_meetings
    found = {
        name: [reverse(name, args=args) for args in arguments.get(name, [[]])]
        for name in public_names() - BY_SIGNED_LINK
    }
    dutch_only = (
        "/doc",
        "/meenemen",
        "/opn",
        "/_",
        "/media",
        "/sitemap",
        "/robots",
        "/.well-known",
    )
    found = {
        name: [*urls, *(f"/en{url}" for url in urls if not url.startswith(dutch_only))]
        for name, urls in found.items()
    }
    marked = [page.pk for page in (*site.marked("nl"), *site.marked("en"))]
    pages = Page.objects.filter(depth__gt=1).specific()
    found["page"] = [url for page in pages if (url := page.get_url())]
    found["redirect"] = [
        f"/{old}-{kind}/" for kind in KINDS for old in ("oud", "oude-alias", "los")
    ]
    found["question_ask"] += [f"/vragen/stellen/?pagina={pk}" for pk in marked]
    found["question_ask"] += [
        f"/vragen/stellen/?pagina={site.made[f'alias {kind}'].pk}" for kind in KINDS
    ]
    found["contact_ask"] += [f"/gemeenten/almere/in-contact/?pagina={pk}" for pk in marked]
    told_of = [*found["page"], *found["passage"], *found["meeting"], *found["series"]]
    for name in ("remark", "remark_sent"):
        found[name] += [f"{reverse(name)}?van={url}" for url in told_of]
    found["search"] += [f"/zoeken/?q=borging&pagina={number}" for number in (1, 2, 3)]
    found["search"] += [f"/en/zoeken/?q=borging&pagina={number}" for number in (1, 2)]
    return found


def told(client: Client, site: VisibleSite) -> dict[str, set[str]]:
    """Return by name what its addresses tell of: "report nl"."""
    found: dict[str, set[str]] = {}
    for name, urls in addresses(site).items():
        for url in dict.fromkeys(urls):
            # An address that was asked for may be repeated, as where to go after a log-in.
            # So may the page of which an error is told.
            asked = url.partition("?van=")[2] or url
            answers = _answers(client, name, url)
            said = "".join(_everything(answer) for answer in answers)
            for one in (url, asked, quote(url, safe="")):
                said = said.replace(one, "")
            # And its words, to search with where nothing stands.
            if answers[0].status_code == HTTPStatus.NOT_FOUND:
                words = wrong_address(url.partition("?")[0], "nl").words
                said = said.replace(words, "") if words else said
            if whats := _tells_of(said):
                found.setdefault(name, set()).update(whats)
    return found


def _tells_of(said: str) -> set[str]:
    tokens = visible_site.all_tokens()
    return {what for what, words in tokens.items() if any(word in said for word in words)}


def _answers(client: Client, name: str, url: str) -> list[HttpResponse]:
    asked_as = [None, {"accept": "application/json"}] if name == "search" else [None]
    return [client.get(url, headers=headers) for headers in asked_as]


def _everything(answer: HttpResponse) -> str:
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if body and answer.get("Content-Type") == MEDIA_TYPE:
        with ZipFile(BytesIO(body)) as parts:
            body = b"\n".join(parts.read(name) for name in parts.namelist())
    # Calendars fold long lines.
    return f"{answer.headers}\n{body.decode(errors='replace')}".replace("\r\n ", "")


def everything(found: dict[str, set[str]]) -> set[str]:
    return set().union(*found.values())


@pytest.fixture
def site() -> VisibleSite:
    return visible_site.build()


def test_every_public_address_stands_in_the_grid():
    known = {*NAMED_AT, *NAMELESS, *BY_SIGNED_LINK}

    assert public_names() - known == set()


def test_site_tells_of_everything_at_each_address_while_it_is_open(client, site):
    found = told(client, site)

    kinds = {name: {what.split()[0] for what in whats} for name, whats in found.items()}
    assert kinds == NAMED_AT
    assert everything(found) == set(visible_site.all_tokens())


@pytest.mark.parametrize(
    "state", [pytest.param(one, marks=[] if one in OFTEN else pytest.mark.prove) for one in STATES]
)
def test_nothing_is_told_of_what_is_not_visible_and_of_all_the_rest_it_is(client, site, state):
    hidden = STATES[state](site)
    indexing.catch_up()

    found = told(client, site)

    assert {name: whats & hidden for name, whats in found.items() if whats & hidden} == {}
    assert everything(found) == set(visible_site.all_tokens()) - hidden
    for mail in mails(site).values():
        # Who registered for a meeting knows it.
        pages = {what for what in hidden if what.split()[0] in KINDS}
        assert _tells_of(f"{mail.subject}\n{mail.text}" if mail else "") & pages == set()


@pytest.mark.prove
def test_head_tells_no_more_than_get(client, site):
    for urls in addresses(site).values():
        for url in urls:
            answer = client.head(url)
            # What is read to its end is closed; the server sends no byte of it.
            assert answer.streaming or answer.content == b"", url
            _everything(answer)
            if answer.status_code < 400:
                got = client.get(url)
                _everything(got)
                assert answer.get("Location") == got.get("Location"), url


def test_editor_reads_no_page_of_a_group_that_she_is_not_in(client, site):
    hidden = STATES["groups"](site)
    indexing.catch_up()
    client.force_login(make_editor("an", publish=False))

    found = told(client, site)

    # What editors choose from in the admin is theirs: films with their words, and documents.
    material = {"recording_captions", "recording_text", "document", "wagtaildocs_serve"}
    assert {name for name, whats in found.items() if whats & hidden} == material


def test_password_of_one_page_opens_that_page_and_no_other(client, site):
    hidden = STATES["password"](site)
    indexing.catch_up()
    restriction = PageViewRestriction.objects.get(page=site.pages["case", "nl"])
    action = reverse(
        "wagtailcore_authenticate_with_password", args=[restriction.pk, restriction.page_id]
    )
    client.post(action, {"password": restriction.password, "return_url": "/"})

    found = told(client, site)

    told_of = {name: whats & hidden for name, whats in found.items() if whats & hidden}
    # The page, its alias, its translation, and the way to its passages and from its old address.
    assert everything(told_of) == {"case nl", "case en"}
    assert set(told_of) == {"page", "passage", "redirect"}
