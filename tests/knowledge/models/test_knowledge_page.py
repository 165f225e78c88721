"""One table for all kinds: its rows are for reading, and only a kind can be made or written."""

import pytest
from django.urls import reverse
from wagtail.models import Page

from knowledge.models import CasePage, KnowledgePage, Passage, ReportPage
from knowledge.reading import cards
from tests.knowledge.factories import make_home, make_list, make_report, text
from tests.knowledge.pages.factories import make_case

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "write",
    [
        lambda row: row.save(),
        lambda row: row.save(update_fields=["title"]),
        lambda row: row.delete(),
        lambda row: row.publish(row.latest_revision),
    ],
    ids=["save", "save of some columns", "delete", "publish"],
)
def test_row_of_the_base_refuses_to_be_written(write):
    report = make_report(text(("aaaaa", "Een alinea.")))
    report.save_revision()
    row = KnowledgePage.objects.get(pk=report.pk)

    with pytest.raises(TypeError, match="is a row to read"):
        write(row)

    assert Passage.objects.live().filter(page_id=report.pk).count() == 1


def test_row_of_the_base_cannot_be_made():
    row = KnowledgePage(title="Van geen soort", slug="van-geen-soort")

    with pytest.raises(TypeError, match="is a row to read"):
        make_list().add_child(instance=row)

    assert not KnowledgePage.objects.exists()


def test_page_of_a_kind_is_written_as_ever():
    report = make_report(text(("aaaaa", "Een alinea.")))

    report.specific.save()
    report.delete()

    assert not Page.objects.filter(pk=report.pk).exists()
    assert not KnowledgePage.objects.exists()


@pytest.mark.parametrize("name", ["kind", "kind_label", "date_says_when_it_was_said"])
def test_row_of_the_base_tells_nothing_that_only_its_kind_knows(name):
    row = KnowledgePage.objects.get(pk=make_case().pk)

    with pytest.raises(TypeError, match=rf"ask specific_class\.{name}"):
        getattr(row, name)

    assert getattr(row.specific_class, name) == getattr(CasePage, name)


def test_list_of_mixed_kinds_is_one_query(django_assert_num_queries, shared_readings):
    make_case(title="Voorbeeld")
    make_report(title="Verslag")
    assert len(cards.pages("nl")) == 2
    with django_assert_num_queries(1):
        found = {page.title: page.specific_class for page in cards.pages("nl")}

    assert found == {"Voorbeeld": CasePage, "Verslag": ReportPage}


def test_base_is_offered_nowhere_in_the_admin(admin_client):
    parent, home = make_list(), make_home()
    make_report(parent=parent)

    offered = admin_client.get(reverse("wagtailadmin_pages:add_subpage", args=[home.pk]))
    listing = admin_client.get(reverse("wagtailadmin_explore", args=[parent.pk]))
    made = admin_client.get(
        reverse("wagtailadmin_pages:add", args=["knowledge", "knowledgepage", parent.pk])
    )

    assert "Lijstpagina" in offered.content.decode()
    assert "ennispagina" not in offered.content.decode()
    assert "ennispagina" not in listing.content.decode()
    assert made.status_code in {302, 403, 404}


def test_deletion_writes_one_change_and_keeps_the_addresses():
    report = make_report(text(("aaaaa", "Een alinea.")))
    (passage,) = Passage.objects.filter(page_id=report.pk)

    report.delete()

    passage.refresh_from_db()
    assert passage.state == Passage.State.REMOVED
    assert passage.owner_title == report.title
