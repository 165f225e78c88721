import pytest
from wagtail.models import PageViewRestriction

from knowledge import queries
from knowledge.models import CasePage, ReportGemeente
from tests.knowledge.factories import make_list, make_opgave, make_report
from tests.knowledge.page_factories import make_case, make_gemeente
from tests.knowledge.questions.factories import make_question

pytestmark = pytest.mark.django_db


def titles(pages) -> list[str]:
    return [page.title for page in pages]


def test_knowledge_leaves_out_what_is_not_live():
    make_report(title="Te lezen")
    make_report(title="Concept", live=False)

    assert titles(queries.knowledge("nl")) == ["Te lezen"]


def test_knowledge_leaves_out_what_is_restricted_on_the_page_or_above_it():
    make_report(title="Voor iedereen")
    closed = make_report(title="Besloten")
    PageViewRestriction.objects.create(page=closed, restriction_type="login")
    below = make_case(title="Onder een besloten lijst")
    PageViewRestriction.objects.create(page=below.get_parent(), restriction_type="login")

    assert titles(queries.knowledge("nl")) == ["Voor iedereen"]


def test_knowledge_keeps_to_one_language():
    make_report(title="Nederlands")
    make_report(title="English", parent=make_list("en"))

    assert titles(queries.knowledge("en")) == ["English"]


def test_knowledge_leaves_out_aliases():
    report = make_report(title="Bron")
    report.create_alias(parent=make_list(slug="elders"), update_slug="alias")

    assert titles(queries.knowledge("nl")) == ["Bron"]


def test_knowledge_keeps_to_the_kinds_asked_for():
    make_report(title="Verslag")
    make_case(title="Praktijkvoorbeeld")

    assert titles(queries.knowledge("nl", CasePage)) == ["Praktijkvoorbeeld"]


def test_cards_tell_kind_summary_date_and_gemeenten():
    report = make_report(summary="Wat zij zeiden.", date_text="14 april")
    ReportGemeente.objects.create(page=report, gemeente=make_gemeente("Almere"))

    (card,) = queries.cards(list(queries.knowledge("nl")))

    assert card == queries.Card(
        pk=report.pk,
        url=report.url,
        title=report.title,
        kind="verslag",
        kind_label="Verslag",
        text="Wat zij zeiden.",
        meta="14 april",
        foot="Almere",
    )


def test_card_of_a_case_does_not_show_when_the_work_began_as_its_date():
    make_case(date_text="zo’n vijf jaar geleden")

    (card,) = queries.cards(list(queries.knowledge("nl")))

    assert card.meta == ""


def test_kind_counts_names_every_kind_also_without_pages():
    make_report()
    make_case()
    make_case()

    assert queries.kind_counts("nl") == {"verslag": 1, "praktijkvoorbeeld": 2, "opname": 0}


def test_opgaven_shows_the_established_ones_with_what_there_is():
    first = make_opgave(1, title="Meedoen", confirmed=True)
    make_opgave(2, title="Titel volgt", confirmed=False)
    make_opgave(3, title="Niet online", confirmed=True, live=False)
    make_case(opgave=first)
    make_case(opgave=first, live=False)
    make_question(opgave=first)
    make_question("Nog niet geplaatst?", opgave=first, public=False)

    (row,) = queries.opgaven("nl")

    assert (row.title, row.cases, row.reports, row.questions, row.open_questions) == (
        "Meedoen",
        1,
        0,
        1,
        1,
    )
