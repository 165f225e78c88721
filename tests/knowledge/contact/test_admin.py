import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from wagtail.models import ModelLogEntry

from knowledge.contact import deeds as contact
from knowledge.models import ContactPerson, ContactRequest
from office.models import User
from tests.knowledge.contact.factories import (
    NOW,
    ask,
    fresh,
    kinds,
    make_gemeente,
    make_person,
    make_request,
    stands,
)

pytestmark = pytest.mark.django_db

RIGHTS = (
    "view_contactrequest",
    "change_contactrequest",
    "view_contactperson",
    "add_contactperson",
    "change_contactperson",
    "delete_contactperson",
)


def log_in(client, *codenames):
    user = User.objects.create_user("redacteur")
    group = Group.objects.create(name="testers")
    group.permissions.set(Permission.objects.filter(codename__in=["access_admin", *codenames]))
    user.groups.add(group)
    client.force_login(user)
    return client


@pytest.fixture
def editor(client):
    return log_in(client, *RIGHTS)


def address(model, name, row=None):
    return reverse(f"wagtailsnippets_knowledge_{model}:{name}", args=[row.pk] if row else [])


def do(client, request, deed, **data):
    return client.post(address("contactrequest", "inspect", request), {"deed": deed, **data})


def text(response):
    return response.content.decode()


# Requests


def test_list_needs_as_many_queries_for_ten_requests_as_for_one(
    editor, django_assert_max_num_queries
):
    counts = []
    for upto in (1, 10):
        while ContactRequest.objects.count() < upto:
            make_request(f"Gemeente{ContactRequest.objects.count()}")
        editor.get(address("contactrequest", "list"))
        with django_assert_max_num_queries(30) as captured:
            page = text(editor.get(address("contactrequest", "list")))
        counts.append(len(captured))
    assert counts[0] == counts[1]
    assert "deze gemeente heeft geen contactpersoon" in page


def test_request_shows_who_asked_and_what_can_be_done(editor):
    request = make_request()
    page = text(editor.get(address("contactrequest", "inspect", request)))
    for words in (
        "An Smit",
        request.email,
        "Wat kost het?",
        "deze gemeente heeft geen contactpersoon",
        "Doorsturen",
        "Antwoord mailen",
        "Afsluiten zonder mail",
    ):
        assert words in page


@pytest.mark.parametrize("make", [ask, lambda: closed(make_request())])
def test_nothing_is_offered_for_what_is_over_or_not_confirmed(editor, make):
    page = text(editor.get(address("contactrequest", "inspect", make())))
    assert 'name="deed"' not in page


def closed(request):
    contact.close(request, now=NOW)
    return request


def test_buttons_pass_on_answer_and_close(editor):
    person = make_person("Elders")
    passed, replied, ended = make_request(), make_request(), make_request()

    assert do(editor, passed, "pass_on", person=person.pk).status_code == 302
    assert do(editor, replied, "reply", text="Kijk bij Elders.").status_code == 302
    assert do(editor, ended, "close").status_code == 302

    assert [stands(one) for one in (passed, replied, ended)] == [
        ("with_person", ""),
        ("answered", ""),
        ("closed", ""),
    ]
    assert fresh(passed).person == person
    assert kinds()[-2:] == ["contact_question", "contact_answer"]
    logged = ModelLogEntry.objects.filter(user__username="redacteur", action="wagtail.edit")
    assert [one.label for one in logged.order_by("pk")] == [
        f"Contactvraag {one.pk}" for one in (passed, replied, ended)
    ]


@pytest.mark.parametrize(
    ("deed", "words"), [("pass_on", "Kies een contactpersoon."), ("reply", "Schrijf een antwoord.")]
)
def test_deed_without_what_it_needs_is_asked_for(editor, deed, words):
    request = make_request()
    response = do(editor, request, deed)
    assert response.status_code == 422
    assert words in text(response)
    assert stands(request) == ("at_desk", "nobody")


def test_answer_that_came_too_late_stands_on_the_screen(editor):
    request = closed(make_request())

    response = do(editor, request, "reply", text="Lang uitgelegd.")

    assert response.status_code == 422
    assert "Lang uitgelegd." in text(response)
    assert "De stand is: Afgesloten." in text(response)
    assert "contact_answer" not in kinds()


def test_who_may_only_look_does_nothing(client):
    log_in(client, "view_contactrequest")
    request = make_request()
    assert 'name="deed"' not in text(client.get(address("contactrequest", "inspect", request)))

    response = do(client, request, "close")

    assert response.status_code in (302, 403)
    assert stands(request) == ("at_desk", "nobody")


def test_nobody_makes_edits_or_deletes_a_request_by_hand(editor):
    request = make_request()
    for name in ("edit", "delete"):
        editor.post(address("contactrequest", name, request), {"text": "Anders"})
    editor.post(address("contactrequest", "add"), {"text": "Nieuw"})
    assert ContactRequest.objects.get() == request
    assert fresh(request).text == "Wat kost het?"


def test_first_page_of_the_desk_tells_how_many_wait(editor):
    home = reverse("wagtailadmin_home")
    assert "Vragen aan gemeenten" not in text(editor.get(home))
    make_request()
    ask()
    assert "Eén vraag wacht op de redactie" in text(editor.get(home))


def test_first_page_tells_nothing_to_who_may_not_see_them(client):
    make_request()
    log_in(client)
    assert "Vragen aan gemeenten" not in text(client.get(reverse("wagtailadmin_home")))


# Contact persons


def posted(person, **fields):
    values = {
        "gemeente": person.gemeente_id,
        "name": person.name,
        "role": person.role,
        "email": person.email,
        "agreed_on": "04-01-2027",
    }
    return {**values, **fields}


def test_editor_adds_a_contact_person_who_said_yes(editor):
    gemeente = make_gemeente()
    unsaved = ContactPerson(gemeente=gemeente, name="Cas", email="Cas@Almere.NL")

    refused = editor.post(address("contactperson", "add"), posted(unsaved, agreed_on=""))
    assert not ContactPerson.objects.exists()
    assert "agreed_on" in refused.context["form"].errors

    editor.post(address("contactperson", "add"), posted(unsaved))
    assert ContactPerson.objects.get().email == "Cas@almere.nl"


def test_gemeente_with_a_contact_person_gets_no_second_one(editor):
    person = make_person()
    response = editor.post(address("contactperson", "add"), posted(person, name="Bo"))
    assert ContactPerson.objects.get() == person
    assert "gemeente" in response.context["form"].errors


@pytest.mark.parametrize(
    ("email", "mails"), [("bo@almere.nl", 2), ("CAS@Almere.nl", 1), ("cas@almere.nl", 1)]
)
def test_other_address_gets_what_waits_and_another_spelling_does_not(editor, email, mails):
    person = make_person()
    request = make_request()

    editor.post(address("contactperson", "edit", person), posted(person, email=email, name="Bo"))

    assert ContactPerson.objects.get().name == "Bo"
    assert kinds().count("contact_question") == mails
    assert fresh(request).link_version == mails


def test_deleting_a_contact_person_brings_what_waits_to_the_desk(editor):
    person = make_person()
    request = make_request()

    editor.post(address("contactperson", "delete", person))

    assert not ContactPerson.objects.exists()
    assert stands(request) == ("at_desk", "left")
    assert kinds()[-1] == "contact_at_desk"
    (entry,) = ModelLogEntry.objects.filter(action="wagtail.delete")
    assert entry.label == "Contactpersoon van Almere"


def test_contact_persons_have_no_boxes_to_tick(editor):
    make_person()
    page = text(editor.get(address("contactperson", "list")))
    assert "Cas Bos" in page
    assert "data-bulk-action-checkbox" not in page
