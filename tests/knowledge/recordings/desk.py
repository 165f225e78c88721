"""What an editor sends from the forms of a recording."""

from django.contrib.auth.models import Permission
from wagtail.test.utils.form_data import querydict_from_html

from office.models import User


def form(**fields) -> dict:
    """Return the post of a recording without a film, with these fields."""
    return {
        "title": "Opname",
        "external_url": "",
        "external_party": "",
        "duration": "0",
        "part_note": "",
        "poster": "",
        "transcript_language": "nl",
        **fields,
    }


def opened(client, url) -> dict:
    """Return what a browser sends from the form at url as it was opened."""
    html = client.get(url).content.decode()
    # The search box of the admin comes first.
    return querydict_from_html(html[html.rindex("<form") :]).dict()


def allow_recordings(user: User) -> User:
    """Return the user, who may work on recordings from now on."""
    user.user_permissions.add(
        *Permission.objects.filter(
            content_type__app_label="knowledge", content_type__model="recording"
        )
    )
    return user
