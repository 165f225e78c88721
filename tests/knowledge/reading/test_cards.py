import pytest
from wagtail.models import PageViewRestriction

from knowledge.models import CasePage, PageGemeente
from knowledge.reading import cards
from tests.knowledge.factories import make_list, make_report
from tests.knowledge.pages.factories import make_case, make_gemeente

pytestmark = pytest.mark.django_db


def titles(pages) -> list[str]:
    return [page.title for page in pages]


def test_knowledge_leaves_out_what_is_not_live():
    make_report(title="Te lezen")
    make_report(title="Concept", live=False)

    assert titles(cards.pages("nl")) == ["Te lezen"]


def test_knowledge_leaves_out_what_is_restricted_on_the_page_or_above_it():
    make_report(title="Voor iedereen")
    closed = make_report(title="Besloten")
    PageViewRestriction.objects.create(page=closed, restriction_type="login")
    below = make_case(title="Onder een besloten lijst")
    PageViewRestriction.objects.create(page=below.get_parent(), restriction_type="login")

    assert titles(cards.pages("nl")) == ["Voor iedereen"]


def test_knowledge_keeps_to_one_language():
    make_report(title="Nederlands")
    make_report(title="English", parent=make_list("en"))

    assert titles(cards.pages("en")) == ["English"]


def test_knowledge_leaves_out_aliases():
    report = make_report(title="Bron")
    report.create_alias(parent=make_list(slug="elders"), update_slug="alias")

    assert titles(cards.pages("nl")) == ["Bron"]


def test_knowledge_keeps_to_the_kinds_asked_for():
    make_report(title="Verslag")
    make_case(title="Praktijkvoorbeeld")

    assert titles(cards.pages("nl", CasePage)) == ["Praktijkvoorbeeld"]


def test_cards_tell_kind_summary_date_and_gemeenten():
    report = make_report(summary="Wat zij zeiden.", date_text="14 april")
    PageGemeente.objects.create(page=report, gemeente=make_gemeente("Almere"))

    (card,) = cards.cards(list(cards.pages("nl")))

    assert card == cards.PageCard(
        pk=report.pk,
        url=report.url,
        title=report.title,
        kind="verslag",
        kind_label="Verslag",
        text="Wat zij zeiden.",
        meta="14 april",
        foot="Almere",
        language="nl",
    )


def test_card_of_a_case_does_not_show_when_the_work_began_as_its_date():
    make_case(date_text="zo’n vijf jaar geleden")

    (card,) = cards.cards(list(cards.pages("nl")))

    assert card.meta == ""
