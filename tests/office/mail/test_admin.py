import datetime

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone

from office.models import Mail, User

pytestmark = pytest.mark.django_db


def make_mail(**fields):
    number = Mail.objects.count()
    return Mail.objects.create(
        **{"kind": "question_confirm", "message_id": f"<{number}@test>", **fields}
    )


def make_failed():
    return make_mail(state=Mail.State.FAILED, attempts=1, last_error="550 Geen postbus")


@pytest.fixture
def viewer(client):
    user = User.objects.create_user("beheerder")
    user.user_permissions.set(Permission.objects.filter(codename__in=["access_admin", "view_mail"]))
    client.force_login(user)
    return client


def test_failed_mail_shows_the_servers_words(viewer):
    mail = make_failed()
    response = viewer.get(reverse("mail:index"))
    assert response.request["PATH_INFO"] == "/beheer/mail/"
    assert "550 Geen postbus" in response.content.decode()
    assert "mislukt" in response.content.decode()
    page = viewer.get(reverse("mail:inspect", args=[mail.pk])).content.decode()
    assert "550 Geen postbus" in page
    assert "Opnieuw versturen" not in page


def test_page_of_a_mail_tells_moments_by_the_clock_here_and_leaves_out_what_is_empty(viewer):
    mail = make_mail()
    summer = datetime.datetime(2026, 7, 1, 22, 30, tzinfo=datetime.UTC)
    Mail.objects.filter(pk=mail.pk).update(created_at=summer, next_try_at=summer)
    page = viewer.get(reverse("mail:inspect", args=[mail.pk])).content.decode()
    assert page.count("2 juli 2026 00.30") == 2
    assert "Verzonden op" not in page
    assert "Laatste fout" not in page
    assert ">0<" in "".join(page.split())

    Mail.objects.filter(pk=mail.pk).update(
        state=Mail.State.SENT, sent_at=summer, last_error="450 Wacht"
    )
    page = viewer.get(reverse("mail:inspect", args=[mail.pk])).content.decode()
    assert page.count("2 juli 2026 00.30") == 3
    assert "Verzonden op" in page
    assert "Laatste fout" in page


def test_failed_mail_waits_again_when_an_administrator_says_so(admin_client):
    mail = make_failed()
    path = reverse("mail:inspect", args=[mail.pk])
    assert "Opnieuw versturen" in admin_client.get(path).content.decode()
    assert admin_client.post(path).status_code == 302
    mail.refresh_from_db()
    assert (mail.state, mail.attempts) == (Mail.State.WAITING, 0)


BUTTON = "Alle mislukte mails opnieuw versturen"


def test_all_failed_mails_wait_again_when_an_administrator_says_so(admin_client):
    path = reverse("mail:index")
    assert BUTTON not in admin_client.get(path).content.decode()
    for _ in range(2):
        make_failed()
    sent = make_mail(state=Mail.State.SENT, sent_at=timezone.now())
    assert f"{BUTTON} (2)</button>" in admin_client.get(path).content.decode()
    response = admin_client.post(path, follow=True)
    assert "2 mails gaan opnieuw weg." in response.content.decode()
    assert set(Mail.objects.values_list("state", "attempts")) == {("waiting", 0), ("sent", 0)}
    sent.refresh_from_db()
    assert sent.state == Mail.State.SENT


def test_all_failed_mails_stay_failed_when_someone_may_only_look(viewer):
    mail = make_failed()
    path = reverse("mail:index")
    assert BUTTON not in viewer.get(path).content.decode()
    viewer.post(path)
    mail.refresh_from_db()
    assert mail.state == Mail.State.FAILED


def test_failed_mail_can_be_sent_again_by_who_may_change_mails(viewer):
    user = User.objects.get()
    user.user_permissions.add(Permission.objects.get(codename="change_mail"))
    path = reverse("mail:inspect", args=[make_failed().pk])
    assert "Opnieuw versturen" in viewer.get(path).content.decode()


def test_sent_mail_stays_sent_when_an_old_screen_sends_it_again(admin_client):
    mail = make_mail(state=Mail.State.SENT, sent_at=timezone.now())
    admin_client.post(reverse("mail:inspect", args=[mail.pk]))
    mail.refresh_from_db()
    assert mail.state == Mail.State.SENT


def test_failed_mail_stays_failed_when_someone_may_only_look(viewer):
    mail = make_failed()
    viewer.post(reverse("mail:inspect", args=[mail.pk]))
    mail.refresh_from_db()
    assert mail.state == Mail.State.FAILED


@pytest.mark.parametrize("view", ["add", "edit", "delete"])
def test_nobody_writes_changes_or_deletes_a_mail(admin_client, view):
    mail = make_failed()
    path = reverse(f"mail:{view}", args=[] if view == "add" else [mail.pk])
    assert admin_client.get(path).status_code == 302
    assert admin_client.post(path, {"kind": "x"}).status_code == 302
    mail.refresh_from_db()
    assert (Mail.objects.count(), mail.kind) == (1, "question_confirm")


def test_list_needs_as_many_queries_for_ten_mails_as_for_one(viewer, django_assert_max_num_queries):
    counts = []
    for upto in (1, 10):
        while Mail.objects.count() < upto:
            make_failed()
        viewer.get(reverse("mail:index"))
        with django_assert_max_num_queries(30) as captured:
            viewer.get(reverse("mail:index"))
        counts.append(len(captured))
    assert counts[0] == counts[1]
