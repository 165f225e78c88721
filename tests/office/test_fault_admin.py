import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from office import faults
from office.loops import LOOPS
from office.models import Fault, LoopRun, Mail, User

pytestmark = pytest.mark.django_db


def client_with(client, *codenames):
    user = User.objects.create_user("an")
    user.user_permissions.set(Permission.objects.filter(codename__in=["access_admin", *codenames]))
    client.force_login(user)
    return client


def record_some(number):
    for row in range(number):
        faults.record("schedule", "ValueError: No.", row=f"page {row}: <b>", now=timezone.now())


def make_failed_mail():
    Mail.objects.create(kind="x", message_id=f"<{Mail.objects.count()}>", state=Mail.State.FAILED)


def test_first_page_of_the_admin_says_what_did_not_go_by_itself(client):
    record_some(6)
    make_failed_mail()
    html = client_with(client, "view_fault", "view_mail").get("/beheer/").content.decode()
    assert "Dit ging niet vanzelf" in html
    assert html.count("<strong>schedule: page") == 5
    assert "&lt;b&gt;" in html
    assert "Bekijk alle storingen" in html
    assert "Eén e-mail is mislukt" in html


def let_every_loop_run():
    for name in LOOPS:
        LoopRun.objects.create(name=name, at=timezone.now())


def test_first_page_of_the_admin_names_the_loop_that_stands_still(client):
    let_every_loop_run()
    LoopRun.objects.filter(name="outbox").delete()
    html = client_with(client, "view_fault").get("/beheer/").content.decode()
    assert "<strong>mail versturen</strong>: nog nooit gelopen" in html
    assert html.count("nog nooit gelopen") == 1


def test_first_page_of_the_admin_says_nothing_when_all_went_well(admin_client):
    let_every_loop_run()
    assert "Dit ging niet vanzelf" not in admin_client.get("/beheer/").content.decode()


def test_first_page_of_the_admin_tells_only_who_may_know(client):
    record_some(1)
    make_failed_mail()
    assert "Dit ging niet vanzelf" not in client_with(client).get("/beheer/").content.decode()


@pytest.mark.parametrize("path", ["/beheer/storingen/", "/beheer/mail/"])
def test_list_is_shown_to_nobody_without_the_right(admin_client, path):
    assert admin_client.get(path).status_code == 200
    assert client_with(Client()).get(path).status_code == 302


def test_list_shows_every_fault_and_changes_none(admin_client):
    record_some(1)
    assert "page 0: &lt;b&gt;" in admin_client.get("/beheer/storingen/").content.decode()
    fault = Fault.objects.get()
    for view, arguments in (("add", []), ("edit", [fault.pk]), ("delete", [fault.pk])):
        path = reverse(f"faults:{view}", args=arguments)
        assert admin_client.post(path, {"loop": "x"}).status_code == 302
    fault.refresh_from_db()
    assert (Fault.objects.count(), fault.loop) == (1, "schedule")


def test_list_needs_as_many_queries_for_ten_faults_as_for_one(
    admin_client, django_assert_max_num_queries
):
    counts = []
    for number in (1, 10):
        record_some(number)
        admin_client.get("/beheer/storingen/")
        with django_assert_max_num_queries(30) as captured:
            admin_client.get("/beheer/storingen/")
        counts.append(len(captured))
    assert counts[0] == counts[1]
