"""Say in the form of a page what changed, and read what became of it."""

from django.http import HttpResponse
from django.test import Client
from wagtail.models import Page

from knowledge.models import PageChange
from office.models import User
from tests.knowledge.factories import blocks, text
from tests.knowledge.pages import desk

COSTS = "kosten toegevoegd"
SAYS = {"what_changed": "changed", "what_changed_sentence": COSTS}
TYPO = {"what_changed": "typo", "what_changed_sentence": ""}
NOTHING = {"what_changed": "", "what_changed_sentence": ""}
NEWER = text(("aaaaa", "Nog nieuwere woorden."))


def live(page: Page) -> Page:
    """Return a page as it is stored now."""
    return Page.objects.get(pk=page.pk).specific


def said(page: Page) -> list[str]:
    """Return what visitors read of the changes of a page."""
    return [one.sentence for one in PageChange.objects.filter(page=page.pk)]


def shown(page: Page) -> str:
    """Return the HTML that a visitor gets of a page."""
    return Client().get(live(page).url).content.decode()


def publish(user: User, page: Page, html: str = desk.NEW, **also: object) -> HttpResponse:
    """Publish a page from its form with this text."""
    return desk.edit(user, page, "action-publish", body=blocks(html), **also)


def errors(response: HttpResponse) -> dict:
    """Return what the form of a page refuses, by field."""
    # Above the form stands that nothing is lost.
    found = response.context["form"].errors
    return {name: found[name] for name in found if name != "__all__"}
