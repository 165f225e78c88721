"""The admin speaks Dutch, in the words of the site, to every role and before the log-in."""

from urllib.parse import urlsplit

import pytest
from django.urls import reverse

from office import password_reset
from office.models import User
from tests.admin_walk import ROLES, walks
from tests.admin_words import OUT_OF_REACH, not_dutch, texts

pytestmark = [
    pytest.mark.django_db,
    # As in the tests of the rights, which walk the same walk.
    pytest.mark.filterwarnings("ignore::django.core.paginator.UnorderedObjectListWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
    pytest.mark.xdist_group("admin walk"),
]

# English that the demo holds on purpose: the titles and summaries of English pages.
CONTENT = (
    "The Alliance's opgaven",
    "The Alliance’s opgaven",
    "Report a vulnerability",
    "Frameworks and labels",
    "Programmes and networks",
    "Publications and guides",
    "Local action against child poverty",
    "One subject a month, with colleagues.",
    "Colleagues from all over the country discuss the questions they bring.",
)
# The title of a page of the demo, and an English word as well.
ENGLISH_TITLES = {"Reports"}


@pytest.mark.parametrize("role", ROLES)
def test_every_page_of_a_role_is_dutch(role):
    found = {}
    for visit in walks()[role]:
        for text in not_dutch(texts(visit.html), CONTENT) if visit.status == 200 else ():
            if text not in OUT_OF_REACH | ENGLISH_TITLES:
                found.setdefault(text, visit.address)
    assert found == {}


@pytest.mark.parametrize("name", ["wagtailadmin_login", "wagtailadmin_password_reset"])
def test_pages_before_the_log_in_are_dutch(client, name):
    shown = texts(client.get(reverse(name), follow=True).content.decode())

    assert not_dutch(shown) == []
    assert "Inloggen in Wagtail" not in shown


def test_every_page_on_the_way_to_a_new_password_is_dutch(client):
    user = User.objects.create_superuser("an", "an@gemeente.nl", "een-lang-wachtwoord")
    # A page, and something on it that says which one it is.
    steps = [(reverse("wagtailadmin_password_reset_done"), "mail")]
    form = client.get(urlsplit(password_reset.link(user)).path)["Location"]
    steps.append((form, "wachtwoord"))
    steps.append((reverse("wagtailadmin_password_reset_complete"), "Inloggen"))
    dead = reverse("wagtailadmin_password_reset_confirm", args=["x", "y-z"])
    steps.append((dead, "klopt niet"))
    pages = [(client.get(path).content.decode(), word) for path, word in steps]
    # What the form says of a password that is too short, too common, or typed otherwise twice.
    wrong = {"new_password1": "12345", "new_password2": "1234"}
    short = {"new_password1": "12345", "new_password2": "12345"}
    pages += [(client.post(form, given).content.decode(), "wachtwoord") for given in (wrong, short)]

    for html, word in pages:
        shown = texts(html)
        assert any(word in text for text in shown), shown
        assert not_dutch(shown) == []


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<button>More actions</button>", "More actions"),
        ("<button title='Save Selected'>✓</button>", "Save Selected"),
        ("<p>Vult u uw naam in.</p>", "Vult u uw naam in."),
        ("<td>Aanmelden kan tot: None</td>", "Aanmelden kan tot: None"),
        ("<p>Zorg &amp;amp; welzijn</p>", "Zorg &amp; welzijn"),
        ("<input type=submit value='Delete'>", "Delete"),
        ("<h2>Site samenvatting</h2>", "Site samenvatting"),
        ("<b>Live</b>", "Live"),
        ("<p>Vertaald op 27 November 2026</p>", "Vertaald op 27 November 2026"),
        ("<p>Vertaald op 1 March 2027</p>", "Vertaald op 1 March 2027"),
        ("<p>Vertaald op 1 May 2027</p>", "Vertaald op 1 May 2027"),
        ("<select><option>Any subject</option></select>", "Any subject"),
        (
            "<th>Published</th>",
            "Published",
        ),  # which Wagtail has in Dutch, but a template may not ask
    ],
)
def test_what_is_not_dutch_is_found(html, text):
    """The negative control of the walk."""
    assert not_dutch(texts(html)) == ([text] if text else [])


def test_what_is_dutch_is_not_found():
    html = "<p>Kies een soort kennis, je naam en de status.</p><a hidden>None</a><kbd>u</kbd>"
    assert not_dutch(texts(html)) == []
