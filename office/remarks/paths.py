"""The page that a remark is about: an address of ours that everybody may know, and its title."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from posixpath import normpath
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.urls import Resolver404, resolve, reverse
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

from office.registry import Registry

LONGEST = 500
# In an address: where the visitor came from.
FIELD = "van"

# A higher room says what stands at an address: a title that everybody may read, or "".
TITLES: Registry[Callable[[str], str]] = Registry("title of an address")


def own_path(asked: str) -> str:
    """Return asked when it is an address of this site that may be written down, else "".

    Of what follows the question mark only the second of a film is kept. The code of a mailed link
    is as good as a password, and what editors see is theirs.
    """
    is_ours = url_has_allowed_host_and_scheme(asked, allowed_hosts=None)
    if not is_ours or not asked.startswith("/") or len(asked) > LONGEST or not asked.isprintable():
        return ""
    try:
        parts = urlsplit(asked)
        read = _as_read(parts.path)
        with _language_of(read):
            is_secret = "token" in resolve(read).kwargs
    except Resolver404:
        # A wrong address is worth telling.
        is_secret = False
    except ValueError:
        return ""
    if is_secret or f"{read}/".startswith(reverse("wagtailadmin_home")):
        return ""
    return parts.path + _second(parts.query)


def _as_read(path: str) -> str:
    """Return the path that a browser and the server make of path, without signs in code."""
    plain = normpath(unquote(path))
    # Two slashes at the start mean something to normpath, and nothing here.
    return "/" + plain.lstrip("/") + ("/" if path.endswith("/") and plain.strip("/") else "")


def _second(query: str) -> str:
    second = next((one[2:] for one in query.split("&") if one.startswith("t=")), "")
    return f"?t={int(second)}" if second.isascii() and second.isdigit() else ""


def title_at(path: str) -> str:
    """Return the title of what stands at a path of ours, "" when nobody knows it."""
    at = path.partition("?")[0]
    with _language_of(at):
        return next((title for find in TITLES.values() if at and (title := find(at))), "")


def language_of(path: str) -> str:
    """Return the language in which a path of ours is read: without a prefix that is Dutch."""
    return translation.get_language_from_path(path) or settings.LANGUAGE_CODE


def _language_of(path: str) -> AbstractContextManager:
    """Read what follows in the language of a path of ours."""
    return translation.override(language_of(path))


def form_url(request: HttpRequest) -> str:
    """Return the address of the form that knows from which page it was opened."""
    path = own_path(request.get_full_path())
    return f"{reverse('remark')}?{urlencode({FIELD: path})}" if path else reverse("remark")
