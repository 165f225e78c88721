"""A prepared site, and who works at the desk and what lies on it in the tests of four eyes."""

import pytest

from knowledge.models import TextPage
from knowledge.pages import site_pages
from tests.database import snapshots
from tests.knowledge.factories import change, make_editor, make_page
from tests.knowledge.pages.desk import NEW, OLD


def quiet(_line: str) -> None:
    """Say nothing."""


@pytest.fixture
def prepared_site(db: None) -> None:
    """The pages that every site has from the start."""
    snapshots.make("site", lambda: site_pages.prepare(quiet))


@pytest.fixture
def an(db):
    return make_editor("an")


@pytest.fixture
def bo(db):
    return make_editor("bo")


@pytest.fixture
def draft(an) -> TextPage:
    """A page that is not online yet, last written by An."""
    page = make_page(OLD, live=False)
    change(page, NEW, by=an)
    return page


@pytest.fixture
def edited(an) -> TextPage:
    """A page that is online, with a newer draft by An."""
    page = make_page(OLD)
    change(page, NEW, by=an)
    return page
