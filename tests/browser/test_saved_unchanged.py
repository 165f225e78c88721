"""A page that an editor opens and saves as it stands has every word and every target afterwards.

What a form does not show is not sent, and would be emptied: only a browser tells.
"""

import json
import re

import pytest
from playwright.sync_api import expect

from knowledge.directory import known_places
from knowledge.models import OpgavePage
from knowledge.models.kinds import kinds
from knowledge.pages import authorship, editors, site_pages
from office.models import User
from tests.browser.answering import Answering
from tests.knowledge.conftest import quiet
from tests.knowledge.demo.test_sources import STEPS

pytestmark = pytest.mark.xdist_group("browser")


def stored(page, content: dict) -> object:
    return json.loads(authorship.words_of(type(page), content))


def test_demonstration_of_every_kind_is_the_same_when_it_is_saved_again(
    near: Answering, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    for prepare in (site_pages.prepare, editors.prepare, known_places.prepare):
        prepare(quiet)
    for step in STEPS:
        step.load(quiet)
    an = User.objects.create_superuser("an", "an@example.nl", "geheim")
    near.client.force_login(an)
    pages = [page for kind in (*kinds(), OpgavePage) for page in kind.objects.live()]
    assert {type(page) for page in pages} == {*kinds(), OpgavePage}

    for page in pages:
        near.here = str(page)
        near.page.goto(f"/beheer/pages/{page.pk}/edit/")
        near.page.wait_for_load_state("networkidle")
        with near.page.expect_navigation(url=re.compile("/edit/$")):
            near.page.get_by_role("button", name="Bewaar concept").click()
        expect(near.page.locator(".messages")).to_contain_text("is gewijzigd")

        page.refresh_from_db()
        assert page.latest_revision.user == an
        saved = stored(page, page.latest_revision.content)
        assert saved == stored(page, page.serializable_data())
