"""The desk of hundreds of gemeenten: finding one, choosing one, merging one."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from knowledge.models import Gemeente, Province
from office.models import User
from search.models import IndexChange
from tests.knowledge.contact.factories import make_person
from tests.knowledge.pages.factories import make_case

pytestmark = pytest.mark.django_db
LIST = Gemeente.snippet_viewset.get_url_name("list")
CHOOSE = Gemeente.snippet_viewset.chooser_viewset.get_url_name("choose")
RESULTS = Gemeente.snippet_viewset.chooser_viewset.get_url_name("choose_results")


@pytest.fixture
def places() -> dict[str, Gemeente]:
    """Return gemeenten of two countries; Verdorp merged into Bergen."""
    limburg = Province.objects.create(name="Limburg", slug="limburg")
    belgian = Province.objects.create(name="Limburg", slug="limburg-be", country="be")
    bergen = Gemeente.objects.create(
        name="Bergen (L.)", slug="bergen-l", code="GM0893", province=limburg
    )
    return {
        "Bergen": bergen,
        "Genk": Gemeente.objects.create(name="Genk", slug="genk", code="71016", province=belgian),
        "Bosch": Gemeente.objects.create(
            name="'s-Hertogenbosch", slug="bosch", code="GM0796", also_known_as="Den Bosch"
        ),
        "Verdorp": Gemeente.objects.create(
            name="Verdorp", slug="verdorp", merged_into=bergen, merged_on="2026-01-01"
        ),
    }


def rows(answer) -> list[str]:
    assert answer.status_code == 200
    soup = BeautifulSoup(answer.content.decode(), "html.parser")
    return [row.select_one(".title a").get_text(strip=True) for row in soup.select("tbody tr")]


ASKED = [
    ({"q": "den bosch"}, ["'s-Hertogenbosch"]),
    ({"q": "’s-hertogen"}, ["'s-Hertogenbosch"]),
    ({"q": "gm0893"}, ["Bergen (L.)"]),
    ({"q": "71016"}, ["Genk"]),
    ({"q": "nergens"}, []),
    ({}, ["'s-Hertogenbosch", "Bergen (L.)", "Genk", "Verdorp"]),
]


@pytest.mark.parametrize(("asked", "names"), ASKED)
def test_list_is_searched_by_every_name_and_code(admin_client, places, asked, names):
    assert rows(admin_client.get(reverse(LIST), asked)) == names


@pytest.mark.parametrize(("asked", "names"), ASKED)
@pytest.mark.parametrize("address", [CHOOSE, RESULTS])
def test_dialog_is_searched_by_every_name_and_code(admin_client, places, asked, names, address):
    answer = admin_client.get(reverse(address), asked)
    html = answer.json()["html"] if address == CHOOSE else answer.content.decode()

    found = BeautifulSoup(html, "html.parser").select("a[data-chooser-modal-choice]")

    told = {
        "'s-Hertogenbosch": "'s-Hertogenbosch (Den Bosch)",
        "Verdorp": "Verdorp (nu Bergen (L.))",
    }
    assert [link.get_text(strip=True) for link in found] == [told.get(one, one) for one in names]


@pytest.mark.parametrize(
    ("field", "value", "names"),
    [
        ("country", "be", ["Genk"]),
        ("country", "nl", ["Bergen (L.)"]),
        ("province", "limburg-be", ["Genk"]),
    ],
)
def test_dialog_and_list_are_narrowed_by_country_and_province(
    admin_client, places, field, value, names
):
    column = {"country": "province__country"}.get(field, field)
    if field == "province":
        value = Province.objects.get(slug=value).pk

    dialog = admin_client.get(reverse(RESULTS), {field: value}).content.decode()
    listed = admin_client.get(reverse(LIST), {column: value})

    links = BeautifulSoup(dialog, "html.parser").select("a[data-chooser-modal-choice]")
    assert [link.get_text(strip=True) for link in links] == names
    assert rows(listed) == names


def test_dialog_tells_two_of_one_name_apart(admin_client, places):
    html = admin_client.get(reverse(CHOOSE)).json()["html"]

    for words in ("Limburg (België)", "GM0893"):
        assert words in html


@pytest.mark.parametrize("address", [LIST, RESULTS])
def test_list_and_dialog_need_as_many_queries_for_twenty_as_for_two(admin_client, places, address):
    counts = []
    for number in range(20):
        province = Province.objects.create(name=f"P{number}", slug=f"p{number}")
        Gemeente.objects.create(
            name=f"Dorp {number}",
            slug=f"dorp-{number}",
            province=province,
            merged_into=places["Genk"],
            merged_on="2026-01-01",
        )
        if number in (1, 19):
            admin_client.get(reverse(address))
            with CaptureQueriesContext(connection) as queries:
                admin_client.get(reverse(address))
            counts.append(len(queries))
    assert counts[0] == counts[1]


def merge_url(gemeente: Gemeente) -> str:
    return reverse("gemeente_merge", args=[gemeente.pk])


def test_editor_merges_and_undoes_it_from_the_form_of_the_gemeente(admin_client, places):
    genk, bergen = places["Genk"], places["Bergen"]
    edit = reverse(Gemeente.snippet_viewset.get_url_name("edit"), args=[genk.pk])
    assert merge_url(genk) in admin_client.get(edit).content.decode()

    answer = admin_client.post(
        merge_url(genk), {"into": bergen.pk, "on": "01-01-2026"}, follow=True
    )

    genk.refresh_from_db()
    assert (genk.merged_into, genk.merged_on.isoformat()) == (bergen, "2026-01-01")
    assert "Genk hoort nu bij Bergen (L.)." in answer.content.decode()
    assert "Hoort sinds 1 januari 2026 bij Bergen (L.)." in answer.content.decode()

    answer = admin_client.post(merge_url(genk), {"part_again": "1"}, follow=True)

    genk.refresh_from_db()
    assert genk.merged_into is None
    assert "Genk is weer een gemeente van zichzelf." in answer.content.decode()


@pytest.mark.parametrize(
    ("have_one", "said"),
    [
        (["Genk"], ["De contactpersoon van Genk krijgt voortaan de vragen over Bergen (L.)."]),
        (["Genk", "Bergen"], ["De contactpersoon van Genk krijgt geen nieuwe vragen meer."]),
        (["Bergen"], []),
        ([], []),
    ],
)
def test_editor_reads_beforehand_and_afterwards_who_gets_the_questions(
    admin_client, places, have_one, said
):
    for name in have_one:
        make_person(places[name])
    form = admin_client.get(merge_url(places["Genk"])).content.decode()
    assert "Een contactpersoon van Genk krijgt voortaan de vragen over de andere gemeente." in form

    answer = admin_client.post(
        merge_url(places["Genk"]), {"into": places["Bergen"].pk, "on": "01-01-2026"}, follow=True
    )

    told = " ".join(str(one) for one in answer.context["messages"])
    assert [one for one in said if one in told] == said
    assert ("contactpersoon" in told) == bool(said)
    form = admin_client.get(merge_url(places["Genk"])).content.decode()
    assert "krijgt daarna de vragen over Genk" in form


@pytest.mark.parametrize(
    ("into", "on", "said"),
    [
        ("Genk", "01-01-2026", "Een gemeente kan niet in zichzelf opgaan."),
        ("Verdorp", "01-01-2026", "Verdorp hoort al bij Bergen (L.)."),
        ("Bergen", "01-01-2999", "Die dag is nog niet geweest."),
        ("Bergen", "31-02-2026", "Dit is geen datum."),
        ("Bergen", "", "error-message"),
    ],
)
def test_refused_merger_comes_back_with_what_was_chosen(admin_client, places, into, on, said):
    answer = admin_client.post(merge_url(places["Genk"]), {"into": places[into].pk, "on": on})

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert places[into].name in answer.content.decode()
    assert Gemeente.objects.get(name="Genk").merged_into is None


@pytest.mark.parametrize(("right", "status"), [("change_gemeente", 200), ("view_gemeente", 302)])
def test_who_may_not_change_a_gemeente_may_not_merge_it(client, places, right, status):
    user = User.objects.create_user("Cas", "cas@example.org", "x")
    user.user_permissions.set(Permission.objects.filter(codename__in=["access_admin", right]))
    client.force_login(user)

    assert client.get(merge_url(places["Genk"])).status_code == status
    client.post(merge_url(places["Genk"]), {"into": places["Bergen"].pk, "on": "01-01-2026"})
    merged = Gemeente.objects.get(name="Genk").merged_into
    assert merged == (places["Bergen"] if status == 200 else None)


def edited(admin_client, gemeente: Gemeente, **fields):
    values = {
        "name": gemeente.name,
        "slug": gemeente.slug,
        "code": gemeente.code,
        "also_known_as": gemeente.also_known_as,
        "province": gemeente.province_id or "",
        "inhabitants": "",
        "inhabitants_year": "",
        **fields,
    }
    edit = reverse(Gemeente.snippet_viewset.get_url_name("edit"), args=[gemeente.pk])
    return admin_client.post(edit, values)


@pytest.mark.parametrize(
    ("fields", "is_heard"),
    [
        ({"name": "Genk aan Zee"}, True),
        ({"slug": "genk-zee"}, True),
        ({"also_known_as": "Genck"}, True),
        ({"inhabitants": "66000", "inhabitants_year": "2026"}, True),
        ({"code": "71017"}, False),
    ],
)
def test_search_hears_what_is_called_otherwise(admin_client, places, fields, is_heard):
    page = make_case(gemeente="Genk")
    IndexChange.objects.all().delete()

    assert edited(admin_client, places["Genk"], **fields).status_code == 302

    heard = list(IndexChange.objects.values_list("document_id", flat=True))
    assert heard == ([f"page:{page.pk}"] if is_heard else [])


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"code": "GM0001"}, "Een NIS-code is vijf cijfers"),
        ({"code": "12345", "province": ""}, ""),
        ({"code": "GM0796", "province": ""}, "Er is al een gemeente met deze code."),
        ({"slug": "bergen-l"}, "Er bestaat al een gemeente met"),
    ],
)
def test_form_refuses_a_code_of_another_country_or_gemeente(admin_client, places, fields, said):
    answer = edited(admin_client, places["Genk"], **fields)

    assert answer.status_code == (200 if said else 302)
    assert said.casefold() in answer.content.decode().casefold()
