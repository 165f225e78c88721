"""Two editors change the tree at once, and nothing is lost; PostgreSQL alone runs them so."""

import threading

import pytest
from django.test import Client
from django.urls import reverse
from treebeard.mp_tree import MP_MoveHandler
from wagtail.models import Page

from knowledge.models import TextPage
from knowledge.pages import tree
from tests.knowledge.factories import make_editor, make_page, switch_four_eyes
from tests.knowledge.pages import desk
from tests.threads import in_thread

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

WAIT = 10  # seconds; a hang guard


def move(client: Client, page: Page, target: Page):
    url = reverse("wagtailadmin_pages:move_confirm", args=[page.pk, target.pk])
    return client.post(url)


def move_in_bulk(client: Client, page: Page, target: Page):
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "move"])
    return client.post(f"{url}?id={page.pk}", {"chooser": target.pk})


def move_by_api(client: Client, page: Page, target: Page):
    url = reverse("wagtailadmin_api:pages:action", args=[page.pk, "move"])
    return client.post(url, {"destination_page_id": target.pk, "position": "last-child"})


def delete(client: Client, page: Page, target: Page):
    return client.post(reverse("wagtailadmin_pages:delete", args=[page.pk]))


def put_first(client: Client, page: Page, target: Page):
    url = reverse("wagtailadmin_pages:set_page_position", args=[page.pk])
    return client.post(f"{url}?position=0")


def create(client: Client, page: Page, target: Page):
    url = reverse("wagtailadmin_pages:add", args=["knowledge", "textpage", target.pk])
    return client.post(url, desk.form_data(TextPage(title="Nieuw", slug="nieuw")))


def copy(client: Client, page: Page, target: Page):
    url = reverse("wagtailadmin_pages:copy", args=[page.pk])
    return client.post(
        url, {"new_title": "Kopie", "new_slug": "kopie", "new_parent_page": target.pk}
    )


def alias(client: Client, page: Page, target: Page):
    url = reverse("wagtailadmin_pages:copy", args=[page.pk])
    return client.post(
        url,
        {"new_title": "A", "new_slug": "elders", "new_parent_page": target.pk, "alias": "on"},
    )


@pytest.fixture
def pause(monkeypatch):
    """Let the first move wait after it wrote the paths, until `go_on` is set."""
    has_written, go_on = threading.Event(), threading.Event()
    counts = MP_MoveHandler.update_parent_counts_after_move

    def slowly(self, oldpath, newpath):
        if not has_written.is_set():
            has_written.set()
            go_on.wait(WAIT)
        return counts(self, oldpath, newpath)

    monkeypatch.setattr(MP_MoveHandler, "update_parent_counts_after_move", slowly)
    return has_written, go_on


def both(pause, first, second):
    """Do the second while the first is being written; return both answers."""
    has_written, go_on = pause
    answers, failures = {}, []
    threads = [in_thread(lambda: answers.update(first=first()), failures)]
    assert has_written.wait(WAIT)
    threads.append(in_thread(lambda: answers.update(second=second()), failures))
    threads[1].join(1)
    go_on.set()
    for thread in threads:
        thread.join(3 * WAIT)
    assert failures == []
    return answers["first"], answers["second"]


@pytest.fixture
def clients():
    switch_four_eyes(on=False)
    return [desk.client_of(make_editor(name)) for name in ("An", "Bo")]


@pytest.mark.parametrize("other", [move, move_in_bulk, move_by_api, create, copy, alias, put_first])
def test_nothing_is_lost_when_two_change_the_tree_at_one_place(other, pause, clients):
    target = make_page()
    make_page(parent=target)
    pages = [make_page(), make_page(parent=target) if other is put_first else make_page()]

    answers = both(
        pause,
        lambda: move(clients[0], pages[0], target),
        lambda: other(clients[1], pages[1], target),
    )

    # Wagtail's scripts ask for the order and for the API, and read no page.
    by_script = other in (put_first, move_by_api)
    assert [answer.status_code for answer in answers] == [302, 200 if by_script else 302]
    children = Page.objects.get(pk=target.pk).get_children()
    assert children.count() == 3
    assert pages[0].pk in children.values_list("pk", flat=True)
    assert not any(Page.find_problems())
    for page in children:
        assert page.url_path == f"{target.url_path}{page.slug}/"


def test_second_reads_that_she_can_try_again_when_nobody_waits(pause, clients, monkeypatch):
    # The negative control of the test above, and the answer to what no lock foresaw.
    monkeypatch.setattr(tree, "hold", lambda *_pages, **_places: None)
    target = make_page()
    make_page(parent=target)
    first, second = make_page(), make_page()

    answers = both(
        pause,
        lambda: move(clients[0], first, target),
        lambda: move(clients[1], second, target),
    )

    assert [answer.status_code for answer in answers] == [302, 302]
    assert "Probeer het opnieuw" in desk.told(answers[1])
    children = Page.objects.get(pk=target.pk).get_children()
    assert second.pk not in children.values_list("pk", flat=True)
    assert not any(Page.find_problems())


def test_parent_counts_its_children_when_one_is_deleted_while_it_is_moved(pause, clients):
    parent, elsewhere = make_page(), make_page()
    child = make_page(parent=parent)
    make_page(parent=parent)

    answers = both(
        pause,
        lambda: move(clients[0], parent, elsewhere),
        lambda: delete(clients[1], child, parent),
    )

    assert [answer.status_code for answer in answers] == [302, 302]
    assert Page.objects.get(pk=parent.pk).numchild == 1
    assert not any(Page.find_problems())


@pytest.mark.parametrize("first", [move, move_by_api])
def test_one_page_is_moved_once_after_the_other(first, pause, clients):
    page, here, there = make_page(), make_page(), make_page()

    both(
        pause,
        lambda: first(clients[0], page, here),
        lambda: move(clients[1], page, there),
    )

    assert Page.objects.get(pk=page.pk).get_parent().pk == there.pk
    assert not any(Page.find_problems())


@pytest.mark.parametrize("other", [move, create])
def test_page_has_the_address_of_its_parent_when_that_is_moved_meanwhile(other, pause, clients):
    parent, elsewhere, page = make_page(), make_page(), make_page()
    make_page(parent=elsewhere)

    answers = both(
        pause,
        lambda: move(clients[0], parent, elsewhere),
        lambda: other(clients[1], page, parent),
    )

    assert [answer.status_code for answer in answers] == [302, 302]
    (child,) = Page.objects.get(pk=parent.pk).get_children()
    assert child.url_path == f"{elsewhere.url_path}{parent.slug}/{child.slug}/"
    assert not any(Page.find_problems())
