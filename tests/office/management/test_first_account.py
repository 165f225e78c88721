import io

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from office import accounts
from office.models import User

pytestmark = pytest.mark.django_db


def first_account(email="an@gemeente.example", name="An van Dijk"):
    """Return the lines that the command prints."""
    said = io.StringIO()
    call_command("first_account", email=email, name=name, stdout=said)
    return said.getvalue().splitlines()


def test_first_administrator_chooses_a_password_at_the_link_and_logs_in_with_it(settings):
    settings.BASE_URL = "https://kenniskring.example"
    account, _sentence, link = first_account()
    assert account == "Account: an@gemeente.example"
    an = User.objects.get()
    assert (an.get_full_name(), an.email) == ("An van Dijk", "an@gemeente.example")
    assert (an.is_superuser, an.has_usable_password()) == (True, False)
    assert link.startswith("https://kenniskring.example/beheer/password_reset/confirm/")

    path = link.removeprefix("https://kenniskring.example")
    visitor = Client()
    form = visitor.get(path, follow=True)
    word = "een-lang-woord-van-an"
    chosen = visitor.post(form.request["PATH_INFO"], {"new_password1": word, "new_password2": word})
    assert chosen.status_code == 302
    assert visitor.login(username="an@gemeente.example", password=word)
    assert visitor.get("/beheer/").status_code == 200
    # The link was for once.
    assert Client().get(path, follow=True).context["validlink"] is False


def test_link_is_made_again_for_the_same_account_until_somebody_logged_in():
    first_account()
    assert first_account("AN@gemeente.example")[0] == "Account: an@gemeente.example"
    an = User.objects.get()
    Client().force_login(an)
    with pytest.raises(CommandError, match="administers this site already"):
        first_account()


def test_another_first_account_is_refused():
    first_account()
    with pytest.raises(CommandError, match="administers this site already"):
        first_account("bo@gemeente.example")


@pytest.mark.parametrize(
    ("email", "sentence"),
    [
        ("an", "'an' is no e-mail address."),
        ("an@demo.invalid", "an address for trying the site out"),
        ("an@DEMO.invalid", "an address for trying the site out"),
    ],
)
def test_address_is_refused_when_it_is_none_or_for_trying_out(email, sentence):
    with pytest.raises(CommandError, match=sentence):
        first_account(email)
    assert not User.objects.exists()


def test_account_that_does_not_administer_is_not_made_an_administrator():
    User.objects.create(username="an@gemeente.example", email="an@gemeente.example")
    with pytest.raises(CommandError, match="does not administer"):
        first_account()


def test_accounts_for_trying_out_and_old_ones_do_not_count():
    User.objects.create_superuser("beheerder", "beheerder@demo.invalid")
    User.objects.create_superuser("oud", "oud@gemeente.example", is_active=False)
    first_account()
    assert accounts.User.objects.filter(is_superuser=True, is_active=True).count() == 2


def test_nobody_is_asked_where_nobody_is(monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO())
    with pytest.raises(CommandError, match="Give --email"):
        call_command("first_account")


def test_name_and_address_are_asked_when_they_are_not_given(monkeypatch):
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    monkeypatch.setattr("sys.stdin", Terminal("an@gemeente.example\nAn Bos\n"))
    call_command("first_account", stdout=io.StringIO())
    assert User.objects.get().get_full_name() == "An Bos"
