import pytest

from office.mail import links
from office.models import Mail, User

pytestmark = pytest.mark.django_db


class Row(User):
    """A row with a link_version, without a table of its own."""

    link_version = 1

    class Meta:
        proxy = True
        app_label = "office"


@pytest.fixture
def row():
    return Row.objects.create(username="an")


def test_link_gives_its_row_when_untouched(row):
    assert links.read(links.make("manage", row), "manage", Row) == row


def test_link_is_the_same_when_made_again(row):
    assert links.make("manage", row) == links.make("manage", row)


def test_link_is_refused_when_meant_for_something_else(row):
    with pytest.raises(links.LinkRefused):
        links.read(links.make("manage", row), "confirm", Row)


def test_link_is_refused_when_its_version_was_raised(row, monkeypatch):
    token = links.make("manage", row)
    monkeypatch.setattr(Row, "link_version", 2)
    with pytest.raises(links.LinkRefused):
        links.read(token, "manage", Row)


def test_link_is_refused_when_moved_to_another_row(row):
    other = Row.objects.create(username="bo")
    signature = links.make("manage", row).partition("-")[2]
    with pytest.raises(links.LinkRefused):
        links.read(f"{other.pk}-{signature}", "manage", Row)


def test_link_still_works_when_the_key_became_a_fallback(row, settings):
    token = links.make("manage", row)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another key of at least fifty characters, for this test"
    assert links.read(token, "manage", Row) == row


def test_link_is_refused_when_the_key_is_gone(row, settings):
    token = links.make("manage", row)
    settings.SECRET_KEY = "another key of at least fifty characters, for this test"
    with pytest.raises(links.LinkRefused):
        links.read(token, "manage", Row)


@pytest.mark.parametrize(
    "change",
    [
        lambda token: token[:-1],
        lambda token: token + "A",
        lambda token: "0" + token,
        lambda token: token.partition("-")[0],
        lambda token: token.upper(),
        lambda token: token.replace("-", "–", 1),
        lambda token: "١" + token,
        lambda token: "9" * 40 + token,
        lambda token: "999999-" + token.partition("-")[2],
        lambda token: token + "é\0😀",
        lambda token: "",
        lambda token: "A" * 10_000,
    ],
)
def test_link_is_refused_when_altered(row, change):
    with pytest.raises(links.LinkRefused, match="De link werkt niet meer"):
        links.read(change(links.make("manage", row)), "manage", Row)


def test_link_is_refused_when_it_names_a_row_of_another_kind(row):
    class Other(Mail):
        link_version = 1

        class Meta:
            proxy = True
            app_label = "office"

    other = Other(pk=row.pk, message_id="<a@b>")
    other.save()
    with pytest.raises(links.LinkRefused):
        links.read(links.make("manage", row), "manage", Other)
