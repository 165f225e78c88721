"""The head of every public address: one canonical address, words, pictures, and JSON-LD.

The whole site of `visible_site` is asked, so that a page that is forgotten is found here.
"""

import io
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from PIL import Image
from wagtail.models import Page

from knowledge.models import Person
from tests.heads import ReadHead, head_of, read_head
from tests.site_config import visible_site
from tests.site_config.test_visible import addresses
from tests.site_config.visible_site import VisibleSite
from tests.site_config.visible_states import STATES

pytestmark = [pytest.mark.django_db, pytest.mark.shown]

# Forms, what is shown after one, and searching: meant for no search engine.
NOT_INDEXED = {
    "remark",
    "remark_sent",
    "question_ask",
    "question_sent",
    "contact_ask",
    "contact_sent",
    "register",
    "registered",
    "resend_link",
    "link_sent",
    "search",
}
SOCIAL = {
    "og:title",
    "og:description",
    "og:type",
    "og:url",
    "og:site_name",
    "og:locale",
    "og:image",
    "og:image:width",
    "og:image:height",
    "og:image:alt",
    "twitter:card",
}
# What the documentation of Google for each of these requires, and what we promise besides.
# https://developers.google.com/search/docs/appearance/structured-data/search-gallery
REQUIRED = {
    "Article": {"headline", "author", "datePublished", "image", "publisher"},
    "BreadcrumbList": {"itemListElement"},
    "Event": {
        "name",
        "startDate",
        "endDate",
        "location",
        "eventStatus",
        "eventAttendanceMode",
        "organizer",
    },
    "Organization": {"name", "url", "logo"},
    "QAPage": {"mainEntity"},
    "VideoObject": {"name", "description", "thumbnailUrl", "uploadDate", "contentUrl"},
    "WebSite": {"name", "url", "potentialAction"},
}
PICTURE = ("og:image", "og:image:width", "og:image:height")
MARK = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"


@pytest.fixture
def site() -> VisibleSite:
    built = visible_site.build()
    # Published as editors do; the factories only make pages live.
    now = timezone.now()
    Page.objects.update(first_published_at=now, last_published_at=now)
    return built


def heads(client: Client, site: VisibleSite) -> list[tuple[str, str, ReadHead]]:
    """Return (name, address, head) of every answer of the site that is a page."""
    found = []
    for name, urls in addresses(site).items():
        for url in dict.fromkeys(urls):
            answer = client.get(url)
            if answer.streaming:
                # Read to its end: the file behind it is open until then.
                b"".join(answer.streaming_content)
            elif answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
                found.append((name, url, read_head(answer)))
    return found


def path_of(url: str) -> str:
    assert url.startswith(f"{settings.BASE_URL}/"), url
    return url.removeprefix(settings.BASE_URL)


def test_head_of_every_public_page_and_the_map_that_names_them(client, site):
    """One walk for all of it: asking the whole site is what takes the time."""
    walked = heads(client, site)
    by_address = {url: head for _name, url, head in walked}

    def at(url: str) -> ReadHead:
        path = path_of(url)
        if path not in by_address:
            by_address[path] = head_of(client, path)
        return by_address[path]

    pictures: set[tuple[str, ...]] = set()
    assert {name for name, _url, head in walked if not head.is_indexed} == NOT_INDEXED
    for _name, url, head in walked:
        if head.is_indexed:
            check_address(url, head, at)
            check_words(url, head)
            pictures |= {tuple(head.metas[name][0] for name in PICTURE)}
        else:
            assert (head.canonical, head.languages, head.data) == ([], {}, []), url
            assert head.metas["description"], url
    assert sum(bool(head.languages) for _name, _url, head in walked) > 20
    assert {kind for _n, url, head in walked for kind in checked_data(url, head)} == set(REQUIRED)
    # A copy names its source, and says nothing of languages.
    for url, width, height in pictures:
        assert size_of_picture(client, path_of(url)) == (int(width), int(height)), url
    own = [head for _n, url, head in walked if head.is_indexed and own_address(url, head)]
    check_map(client, own, at)


def own_address(url: str, head: ReadHead) -> bool:
    return path_of(head.canonical[0]) == url


def size_of_picture(client: Client, path: str) -> tuple[int, int]:
    """Return the size of the picture that is answered at an address."""
    answer = client.get(path)
    assert answer.status_code == 200, path
    assert answer["Content-Type"].startswith("image/"), path
    with Image.open(io.BytesIO(b"".join(answer))) as picture:
        return picture.size


def check_address(url: str, head: ReadHead, at: Callable[[str], ReadHead]) -> None:
    """There is one canonical address, and languages name each other."""
    (canonical,) = head.canonical
    assert (at(canonical).canonical, at(canonical).is_indexed) == ([canonical], True), url
    if head.languages:
        assert canonical in head.languages.values(), url
        assert head.languages["x-default"] == head.languages["nl"], url
    for language, other in head.languages.items():
        assert at(other).languages == head.languages, (url, language)
        assert at(other).canonical == [other], (url, language)


def check_words(url: str, head: ReadHead) -> None:
    """It is described once, in one or two sentences, and has all that a shared link shows."""
    assert len(head.metas["description"]) == 1, url
    assert 0 < len(head.description) <= 160, url
    assert SOCIAL - set(head.metas) == set(), url
    assert head.metas["og:url"] == head.canonical, url
    assert head.metas["og:title"][0] in head.title, url
    assert path_of(head.metas["og:image"][0]), url


def checked_data(url: str, head: ReadHead) -> set[str]:
    """Return the types of its JSON-LD, each with what its readers require and nothing empty."""
    for value in head.data:
        assert value["@context"] == "https://schema.org", url
        assert REQUIRED[value["@type"]] - set(value) == set(), (url, value["@type"])
        assert not {"", None} & {one for one in value.values() if one is None or one == ""}, url
    return {value["@type"] for value in head.data}


def check_map(client: Client, indexed: list[ReadHead], at: Callable[[str], ReadHead]) -> None:
    """The map names each canonical address with its languages, and no other."""
    shown = {head.canonical[0]: head.languages for head in indexed}
    mapped = sitemap(client)
    # What the walk does not know: addresses that were made for no page of its own.
    for url in set(mapped) - set(shown):
        assert at(url).canonical == [url]
        shown[url] = at(url).languages
    assert mapped == shown


def sitemap(client: Client) -> dict[str, dict[str, str]]:
    """Return the languages of each address in the map; a double address fails."""
    tree = ElementTree.fromstring(client.get("/sitemap.xml").content)  # noqa: S314 -- our own
    found: dict[str, dict[str, str]] = {}
    for place in tree:
        url = place.find(f"{MARK}loc").text
        assert url not in found, url
        others = place.findall(f"{XHTML}link")
        found[url] = {other.get("hreflang"): other.get("href") for other in others}
    return found


@pytest.mark.parametrize("state", ["login", "list"])
def test_map_holds_no_address_that_not_everybody_can_read(client, site, state):
    before = set(sitemap(client))
    STATES[state](site)

    left = sitemap(client)

    # A report is read at its own address while those of meetings are closed.
    assert before - set(left)
    for url in left:
        head = head_of(client, path_of(url))
        assert (head.status, head.canonical) == (200, [url]), url


def test_closed_page_says_nothing_of_itself_to_who_may_read_it_either(admin_client, site):
    STATES["login"](site)

    head = head_of(admin_client, site.pages["case", "nl"].url)

    assert (head.is_indexed, head.metas.get("og:title"), head.data) == (False, None, [])


def test_name_of_who_is_shown_by_role_stands_in_no_head(client, site):
    person, page = Person.objects.get(slug="bo-baas"), site.pages["case", "nl"]
    page.summary = "Gesprek met Bo Baas over borging."
    page.save()
    assert "Bo Baas" in head_of(client, page.url).html
    person.show_as_role = True
    person.save()

    for url in (page.url, page.get_parent().url, "/", "/gemeenten/almere/", "/feeds/"):
        assert "Bo Baas" not in client.get(url).content.decode().partition("</head>")[0], url


def test_copy_of_a_page_names_its_source_and_has_no_languages(client, site):
    source, alias = site.pages["case", "nl"], site.made["alias case"]

    head = head_of(client, alias.url)

    assert head.canonical == [settings.BASE_URL + source.url]
    assert head.languages == {}


def test_title_of_an_editor_ends_no_script(client, site):
    page = site.pages["case", "nl"]
    page.title = "</script><b>Armoede</b>"
    page.save()

    html = client.get(page.url).content.decode()
    head = head_of(client, page.url)

    assert head.of_type("Article")["headline"] == page.title
    assert re.search(r"<b>Armoede", html) is None


def test_site_for_trying_out_is_left_alone_by_search_engines(client, site, settings):
    assert "X-Robots-Tag" not in client.get("/")

    settings.INDEXABLE = False

    assert client.get("/")["X-Robots-Tag"] == "noindex, nofollow"
    assert "\nDisallow: /\n" in client.get("/robots.txt").content.decode()
