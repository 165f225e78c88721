import html
import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Site

from office.mail import outbox
from office.models import Mail, Remark, SiteSettings, User
from office.remarks import deeds as remarks
from tests.knowledge.factories import make_home, make_report
from tests.knowledge.questions.factories import make_passage

pytestmark = pytest.mark.django_db

FORM = "/fout-doorgeven/"


def fill_in(client, url, **fields):
    """Return the answer to the form at url, filled in as a browser sends it."""
    page = client.get(url).content.decode()
    token = re.search(r'name="form_token" value="([^"]+)"', page)[1]
    return client.post(url, {"form_token": html.unescape(token), **fields})


def let_editors_be_mailed() -> None:
    site = Site.objects.get(is_default_site=True)
    SiteSettings.objects.update_or_create(
        site=site, defaults={"contact_email": "redactie@example.org"}
    )


def link_on(page: str) -> str:
    links = re.findall(r'<a href="([^"]+)"[^>]*>Geef een fout door</a>', page)
    return html.unescape(links[-1])


@pytest.fixture
def page():
    make_home("nl")
    make_home("en")
    return make_report(title="Kinderen <denken> mee")


def test_page_leads_to_a_form_that_knows_where_she_came_from(client, page):
    form = client.get(link_on(client.get(page.url).content.decode())).content.decode()
    assert f'href="{page.url}">Kinderen &lt;denken&gt; mee</a>' in form


def test_second_of_a_film_comes_along(client, page):
    shown = client.get(f"{page.url}?t=83&q=x").content.decode()
    assert link_on(shown) == f"{FORM}?van={page.url.replace('/', '%2F')}%3Ft%3D83"


def test_passage_has_a_link_of_its_own(client, page):
    passage = make_passage(page=page)
    form = client.get(f"{FORM}?van=/p/{passage.pk}/").content.decode()
    assert f'href="/p/{passage.pk}/">Kinderen &lt;denken&gt; mee</a>' in form


def test_wrong_address_can_be_told_too(client, page):
    link = link_on(client.get("/bestaat/niet/").content.decode())
    assert "/bestaat/niet/" in client.get(link).content.decode()


def test_remark_arrives_at_the_desk_with_its_page_and_in_the_mailbox(
    client, page, django_capture_on_commit_callbacks
):
    let_editors_be_mailed()
    with django_capture_on_commit_callbacks(execute=True):
        answer = fill_in(
            client, f"{FORM}?van={page.url}", text="De datum klopt niet.\nHet was 14 april.",
            email="an@example.org",
        )  # fmt: skip
    assert (answer.status_code, answer["Location"]) == (
        303,
        f"{FORM}verstuurd/?van={page.url.replace('/', '%2F')}",
    )
    remark = Remark.objects.get()
    assert (remark.path, remark.title, remark.email, remark.language) == (
        page.url, page.title, "an@example.org", "nl",
    )  # fmt: skip
    outbox.send_due(timezone.now())
    (sent,) = mail.outbox
    assert sent.to == ["redactie@example.org"]
    for words in (
        "De datum klopt niet.\nHet was 14 april.",
        page.title,
        f"http://127.0.0.1:8000{page.url}",
        "Antwoord kan naar an@example.org.",
        f"/beheer/meldingen/inspect/{remark.pk}/",
    ):
        assert words in sent.body
    thanks = client.get(answer["Location"]).content.decode()
    assert "Terug naar ‘<span>Kinderen &lt;denken&gt; mee</span>’" in thanks


def test_remark_is_written_down_without_an_address_for_contact(client, page):
    fill_in(client, FORM, text="Het logo is scheef.")
    assert (Remark.objects.count(), Mail.objects.count()) == (1, 0)


def test_flood_of_remarks_fills_no_mailbox_and_loses_none(page):
    let_editors_be_mailed()
    for number in range(8):
        remarks.tell(
            f"Fout {number}", email="", path="", language="nl", form_key="x", now=timezone.now()
        )
    kinds = list(Mail.objects.order_by("pk").values_list("kind", flat=True))
    assert (Remark.objects.count(), kinds) == (8, ["remark"] * 5 + ["remarks_together"])


def test_form_that_is_sent_twice_is_one_remark(client, page):
    shown = client.get(FORM).content.decode()
    token = html.unescape(re.search(r'name="form_token" value="([^"]+)"', shown)[1])
    for text in ("Fout.", "Fout.", "Iets anders."):
        client.post(FORM, {"form_token": token, "text": text, "email": ""})
    assert sorted(Remark.objects.values_list("text", flat=True)) == ["Fout.", "Iets anders."]


def test_what_was_typed_and_the_page_stay_when_something_is_wrong(client, page):
    answer = fill_in(client, f"{FORM}?van={page.url}", text="", email="an@")
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "Schrijf wat er niet klopt." in shown
    assert page.url in shown
    assert 'value="an@"' in shown


@pytest.mark.parametrize(
    "van", ["https://elders.example/", "//elders.example/x", "/\\elders.example"]
)
def test_form_leads_to_no_other_site(client, page, van):
    shown = client.get(FORM, {"van": van}).content.decode()
    assert "elders.example" not in shown.split("<main")[1].split("</main>")[0]
    sent = client.get(f"{FORM}verstuurd/", {"van": van}).content.decode()
    assert "elders.example" not in sent.split("<main")[1].split("</main>")[0]
    # The address of the form itself is kept as it was typed: only what is sent counts.
    fill_in(client, f"{FORM}?van={van}", text="Fout.")
    assert Remark.objects.get().path == ""


def test_english_form_speaks_english(client, page):
    shown = client.get(f"/en{FORM}").content.decode()
    assert "What is not right?" in shown
    fill_in(client, f"/en{FORM}", text="Wrong.")
    assert Remark.objects.get().language == "en"


def test_form_sets_no_cookie_and_is_not_found_by_search_engines(client, page):
    answer = client.get(FORM)
    assert answer.cookies == {}
    assert 'name="robots" content="noindex"' in answer.content.decode()


def test_robot_that_fills_in_everything_is_refused(client, page):
    assert fill_in(client, FORM, text="x", laat_leeg="x").status_code == 422
    assert not Remark.objects.exists()


# At the desk


@pytest.fixture
def remark():
    return remarks.tell(
        "De datum klopt niet.", email="", path="/vragen/3/", language="nl", form_key="x",
        now=timezone.now(),
    )  # fmt: skip


def test_desk_shows_what_waits_and_its_page(admin_client, remark):
    assert "Eén melding wacht" in admin_client.get("/beheer/").content.decode()
    listed = admin_client.get("/beheer/meldingen/").content.decode()
    address = reverse("remarks:inspect", args=[remark.pk])
    assert address in listed
    shown = admin_client.get(address).content.decode()
    assert 'href="/vragen/3/"' in shown
    assert "De datum klopt niet." in shown


def test_remark_that_is_handled_does_not_wait_any_more(admin_client, remark):
    address = reverse("remarks:inspect", args=[remark.pk])
    assert admin_client.post(address)["Location"] == address
    first = Remark.objects.get().done_at
    assert first is not None
    admin_client.post(address)
    assert Remark.objects.get().done_at == first
    assert "melding wacht" not in admin_client.get("/beheer/").content.decode()


def test_desk_shows_remarks_to_nobody_without_the_right(remark):
    client = Client()
    client.force_login(User.objects.create_user("bo"))
    assert client.get("/beheer/meldingen/").status_code == 302
    assert client.post(reverse("remarks:inspect", args=[remark.pk])).status_code == 302
    assert Remark.objects.get().done_at is None
