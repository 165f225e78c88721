"""A page, its passages and its index entry change together or not at all."""

import itertools
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from types import SimpleNamespace

import pytest
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from knowledge.models import Passage, ReportPage, TextPage, base
from search.models import IndexChange
from tests.knowledge.factories import (
    change,
    make_home,
    make_list,
    make_page,
    make_report,
    republish,
    text,
)
from tests.knowledge.pages.killing import run_and_kill

OLD = text(("aaaaa", "oud een"), ("bbbbb", "oud twee"))
NEW = text(("aaaaa", "nieuw een"), ("ccccc", "nieuw drie"))


def noted(page: Page) -> int:
    """Return how often the log names this page."""
    return IndexChange.objects.filter(document_id=f"page:{page.pk}").count()


def changes() -> list[str]:
    return list(IndexChange.objects.order_by("pk").values_list("document_id", flat=True))


# What is written to the log of the index


@pytest.mark.django_db
def test_publishing_writes_one_change():
    page = make_report(OLD)
    before = noted(page)

    republish(page, NEW)

    assert noted(page) == before + 1


@pytest.mark.django_db
def test_saving_a_draft_writes_none():
    page = make_report(OLD)
    before = changes()

    change(page, NEW)

    assert changes() == before


@pytest.mark.django_db
def test_draft_that_was_never_online_writes_none():
    make_report(OLD, live=False)

    assert changes() == []


@pytest.mark.django_db
@pytest.mark.parametrize("model", [ReportPage, Page])
def test_going_off_line_writes_a_change(model):
    page = make_report(OLD)
    before = noted(page)

    model.objects.get(pk=page.pk).unpublish()

    assert noted(page) == before + 1


@pytest.mark.django_db
def test_deleting_writes_a_change():
    page = make_report(OLD)
    before = noted(page)

    type(page).objects.get(pk=page.pk).delete()

    assert noted(page) == before + 1


@pytest.mark.django_db
def test_moving_writes_a_change_for_the_page_and_what_lies_under_it():
    section = make_page(slug="oud-deel")
    page = make_page(OLD, parent=section, slug="kind")
    target = make_page(slug="nieuw-deel")
    before = noted(section), noted(page)

    section.move(target, pos="last-child")

    assert (noted(section), noted(page)) == (before[0] + 1, before[1] + 1)
    assert Passage.objects.filter(page_id=page.pk).first().owner_url == "/nieuw-deel/oud-deel/kind/"


@pytest.mark.django_db
def test_new_slug_writes_a_change_for_the_page_and_what_lies_under_it(
    django_capture_on_commit_callbacks,
):
    section = make_page(slug="oud-deel")
    page = make_page(OLD, parent=section, slug="kind")
    before = noted(section), noted(page)

    with django_capture_on_commit_callbacks(execute=True):
        section.slug = "nieuw-deel"
        section.save()

    assert (noted(section), noted(page)) == (before[0] + 1, before[1] + 1)
    assert Passage.objects.filter(page_id=page.pk).first().owner_url == "/nieuw-deel/kind/"
    assert sorted(Redirect.objects.values_list("old_path", flat=True)) == [
        "/oud-deel",
        "/oud-deel/kind",
    ]


@pytest.mark.django_db
def test_moved_page_is_found_at_its_old_address(client):
    section = make_page(slug="deel")
    page = make_page(OLD, slug="kind")

    page.move(section, pos="last-child")

    response = client.get("/kind/")
    assert (response.status_code, response["Location"]) == (301, "/deel/kind/")


@pytest.mark.django_db
def test_alias_writes_no_change():
    page = make_page(OLD)
    alias = page.create_alias(update_slug="alias")

    republish(page, NEW)

    assert noted(alias) == 0


# Killed between any two statements


def read(page: TextPage) -> tuple[str, str, int]:
    """Return what the page says, what its live passages say, and how often the log names it."""
    found = Page.objects.filter(pk=page.pk).first()
    body = ""
    if found is not None and found.live:
        body = "nieuw" if "nieuw" in str(found.specific.body.get_prep_value()) else "oud"
    words = " ".join(
        Passage.objects.live().filter(page_id=page.pk).in_order().values_list("text", flat=True)
    )
    return f"{body} {found.url_path if found else ''}", words, noted(page)


class Deed:
    """Something that happens to a page: made ready, done, and what must be true either way."""

    def __init__(self, ready: Callable[[], TextPage], do: Callable[[TextPage], None]) -> None:
        self.ready = ready
        self.do = do


def with_draft() -> TextPage:
    page = make_page(OLD)
    change(page, NEW)
    return page


def never_online() -> TextPage:
    page = make_page(OLD, live=False)
    change(page, NEW)
    return page


def publish(page: TextPage) -> None:
    Page.objects.get(pk=page.pk).latest_revision.publish()


def unpublish(page: TextPage) -> None:
    TextPage.objects.get(pk=page.pk).unpublish()


def unpublish_plainly(page: TextPage) -> None:
    Page.objects.get(pk=page.pk).unpublish()


def delete(page: TextPage) -> None:
    TextPage.objects.get(pk=page.pk).delete()


def rename(page: TextPage) -> None:
    found = TextPage.objects.get(pk=page.pk)
    found.slug = f"anders-{found.slug}"
    found.save()


def move(page: TextPage) -> None:
    TextPage.objects.get(pk=page.pk).move(make_list(), pos="last-child")


DEEDS = {
    "publish": Deed(with_draft, publish),
    "publish for the first time": Deed(never_online, publish),
    "unpublish": Deed(lambda: make_page(OLD), unpublish),
    "unpublish plainly": Deed(lambda: make_page(OLD), unpublish_plainly),
    "delete": Deed(lambda: make_page(OLD), delete),
    "rename": Deed(lambda: make_page(OLD), rename),
    "move": Deed(lambda: make_page(OLD), move),
}


def kill_at_each(deed: Deed, statements: Iterator[int]) -> tuple[int, int]:
    """Kill deed at each of these statements until one is past its end; return how often it was
    undone and how often done.

    At each, page, passages and log must all be as before or all as after.
    """
    page = deed.ready()
    before = read(page)
    undone = done = 0
    for statement in statements:
        killed = run_and_kill(lambda page=page: deed.do(page), at=statement)
        after = read(page)
        if after == before:
            undone += 1
        else:
            assert (after[0] != before[0], after[2] > before[2]) == (True, True), (statement, after)
            assert after[1] == expected_words(after[0]), (statement, after)
            done += 1
            page = deed.ready()
            before = read(page)
        if not killed:
            return undone, done
    return undone, done


def expected_words(page: str) -> str:
    says = page.split(" ", maxsplit=1)[0]
    return {"oud": "oud een oud twee", "nieuw": "nieuw een nieuw drie", "": ""}[says]


@pytest.fixture
def site(transactional_db) -> None:
    make_home()
    make_list()


@pytest.mark.parametrize("name", DEEDS)
def test_page_passages_and_log_agree_when_the_process_is_killed(name, site):
    # A sample: `make prove` tries every statement.
    undone, _done = kill_at_each(DEEDS[name], iter(range(3, 400, 19)))

    assert undone >= 1


@pytest.mark.prove
@pytest.mark.parametrize("name", DEEDS)
def test_page_passages_and_log_agree_at_every_moment_of_being_killed(name, site):
    undone, done = kill_at_each(DEEDS[name], itertools.count(1))

    assert undone >= 10
    assert done >= 1


def test_page_is_caught_half_way_when_the_transaction_is_taken_away(site, monkeypatch):
    """Negative control: the kills above find what is wrong when something is."""
    one_by_one = SimpleNamespace(atomic=nullcontext)
    monkeypatch.setattr(base, "transaction", one_by_one)

    with pytest.raises(AssertionError):
        kill_at_each(DEEDS["publish"], iter(range(20, 80, 4)))
