"""A walk through the admin: every address that a page of it offers is opened, as one account.

An address is offered by a link, a button or a form, and in what a page tells its scripts: the
choosers, for instance. Of what is alike only one is opened: two meetings have the same pages.
"""

import json
import re
from collections import deque
from dataclasses import dataclass
from functools import cache
from html import unescape
from urllib.parse import parse_qsl, urldefrag, urlsplit

from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.http import HttpResponseBase
from django.test import Client
from django.urls import Resolver404, resolve
from wagtail.models import Page

from knowledge.models import SiteDocument
from office.models import User

ROLES = {
    "redacteur": "redactie",
    "eindredacteur": "eindredactie",
    "organisator": "organisatoren",
    "beheerder": "beheer",
}
START = "/beheer/"
OFFERED = re.compile(r"(?<![\w.:/-])/beheer/[^\s\"'<>\\)(`;|{}]*")
# What every page tells the scripts of Wagtail, whoever asks; and the pencil beside what was chosen,
# which no widget can hide from who may not use it.
TOLD_ALWAYS = re.compile(
    r'<script id="wagtail-config".*?</script>|<a [^>]*data-chooser-edit-link[^>]*>'
    r'|data-edit-url=\\?"[^"]*"|"edit_?url": "[^"]*"',
    re.DOTALL | re.IGNORECASE,
)
# The dialog stands in every page, its button only for who may use it.
PRIVACY, ITS_BUTTON = "wagtailadmin_pages:set_privacy", 'data-a11y-dialog-show="set-privacy"'
# Boxes to tick in a list, and what may be done with the ticked rows.
BOX = re.compile(r'data-object-id="(\d+)"')
# Opened for every kind of page; of the others one page is enough.
OF_EACH_KIND = {"wagtailadmin_pages:edit", "wagtailadmin_pages:add", "wagtailadmin_explore"}
NOT_FOLLOWED = {
    "wagtailadmin_logout",
    "wagtailadmin_login",
    # A request of a script that says that the editor is still there.
    "wagtailadmin_editing_sessions:ping",
    "wagtailadmin_editing_sessions:release",
}
# What is sent only: read, it answers that it is not for reading.
NOT_FOR_READING = 405


@dataclass(frozen=True)
class Visit:
    """One page of the admin as it was answered, and the page that offers it."""

    address: str
    offered_at: str
    view: str
    status: int
    text: str
    leads_to: str

    @property
    def is_refused(self) -> bool:
        """Whether it is refused although it was offered, is not there, or broke."""
        # Wagtail sends who may not see a page to the first one, with a message.
        is_sent_home = self.leads_to == START
        return is_sent_home or (self.status >= 400 and self.status != NOT_FOR_READING)

    @property
    def html(self) -> str:
        """The page itself; a dialog comes as JSON that holds it."""
        return json.loads(self.text).get("html", "") if self.text.startswith("{") else self.text

    def __str__(self) -> str:
        return f"{self.address} ({self.status} {self.leads_to}) offered at {self.offered_at}"


@cache
def walks() -> dict[str, list[Visit]]:
    """Return what each role is led to on a site with a demo; the first who asks waits for it."""
    call_command("prepare_site")
    call_command("load_demo")
    call_command("rebuild_index")
    make_document()
    return {role: walk(account(role)) for role in ROLES}


def make_document() -> SiteDocument:
    """Return a document that can be chosen."""
    file = ContentFile(b"%PDF-1.4", "plan.pdf")
    return SiteDocument.objects.create(title="Plan van aanpak", file=file)


def account(role: str) -> User:
    """Return somebody who is in the one group of a role."""
    user, _made = User.objects.get_or_create(
        username=role, defaults={"email": f"{role}@gemeente.example", "first_name": "Cas"}
    )
    user.groups.set(Group.objects.filter(name=ROLES[role]))
    return user


def walk(user: User, start: str = START) -> list[Visit]:
    """Return every page of the admin, at start and below it, that user is led to."""
    client = Client(raise_request_exception=False)
    client.force_login(user)
    waiting, seen = deque([(start, "nowhere")]), {start}
    kinds, visits = set(), []
    while waiting:
        address, offered_at = waiting.popleft()
        view, kind = _kind(address)
        if view in NOT_FOLLOWED or (view, kind) in kinds:
            continue
        kinds.add((view, kind))
        answer = client.get(address)
        if answer.streaming:
            b"".join(answer)  # which closes the file
        leads_to = answer.headers.get("Location", "")
        visit = Visit(address, offered_at, view, answer.status_code, _text(answer), leads_to)
        visits.append(visit)
        for offered in offers(f"{visit.text} {leads_to} "):
            if offered not in seen and offered.startswith(start):
                seen.add(offered)
                waiting.append((offered, address))
    return visits


def offers(text: str) -> list[str]:
    """Return every address of the admin that a page offers, in its order."""
    shown = unescape(unescape(TOLD_ALWAYS.sub("", text))).replace("\\u0026", "&")
    found = dict.fromkeys(urldefrag(one).url for one in OFFERED.findall(TOLD_ALWAYS.sub("", shown)))
    box = BOX.search(shown)
    return [one for address in found for one in _as_pressed(address, box, shown)]


def _as_pressed(address: str, box: re.Match[str] | None, shown: str) -> list[str]:
    """Return the address as a browser asks it, and nothing for what cannot be pressed."""
    view, _type = _kind(address)
    if view == PRIVACY and ITS_BUTTON not in shown:
        return []
    if view == "wagtail_bulk_action":
        return [f"{address}?id={box[1]}"] if box else []
    return [address]


def _text(answer: HttpResponseBase) -> str:
    kind = answer.headers.get("Content-Type", "")
    is_read = kind.startswith(("text/html", "application/json")) and not answer.streaming
    return answer.content.decode() if is_read else ""


def _kind(address: str) -> tuple[str, tuple[str, ...]]:
    """Return the name of the view, and what tells its pages apart that are not alike."""
    parts = urlsplit(address)
    try:
        match = resolve(parts.path)
    except Resolver404:
        return "nothing", (parts.path,)
    given = [str(one) for one in (*match.args, *match.kwargs.values())]
    names = [one for one in given if not one.isdigit()]
    numbers = [one for one in given if one.isdigit()]
    if match.view_name in OF_EACH_KIND and numbers:
        names += Page.objects.filter(pk=numbers[0]).values_list("content_type__model", flat=True)
    if "choose" in match.view_name or "choose" in parts.path:
        names += [f"{key}={word}" for key, word in parse_qsl(parts.query) if not word.isdigit()]
    # The settings have one address without a number, which leads to that of a site.
    return match.view_name, (*names, str(len(numbers)))
