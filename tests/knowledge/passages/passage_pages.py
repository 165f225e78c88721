"""What the tests of passages ask of the rows, and the keys they use."""

from wagtail.models import Page

from knowledge.models import Passage, TextPage

BLOCK = "11111111-0000-4000-8000-000000000001"
OTHER = "11111111-0000-4000-8000-000000000002"
ONE, TWO, THREE = (f"{BLOCK}-{key}" for key in ("aaaaa", "bbbbb", "ccccc"))


def row(page: Page, key: str) -> Passage:
    return Passage.objects.get(page_id=page.pk, key=key)


def ids(page: Page) -> dict[str, str]:
    """Return the live passages of a page in their order."""
    return dict(Passage.objects.live().filter(page_id=page.pk).in_order().values_list("key", "id"))


def states(page: Page) -> dict[str, str]:
    return dict(Passage.objects.filter(page_id=page.pk).values_list("key", "state"))


def stored(page: Page) -> str:
    """Return what the live row of a page holds."""
    return str(TextPage.objects.get(pk=page.pk).body.get_prep_value())
