"""Saving a page again without a change leaves every word, and whose they are, as they were."""

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st
from wagtail.models import Page, Revision

from knowledge.models import PageGemeente, ReportPage
from knowledge.pages import authorship, publishing
from knowledge.text import rich_text
from tests.knowledge.factories import make_page, make_report, text
from tests.knowledge.pages import desk, sending
from tests.knowledge.pages.desk import OLD, words
from tests.knowledge.pages.factories import EVERYTHING, make_gemeente

pytestmark = pytest.mark.django_db

# What Word, a mail and a web page leave around and between words.
PASTED = [
    "\u00a0Woorden",
    "\u00a0 \u00a0Woorden \u00a0",
    "Woorden\u00a0",
    "schuld\u00adhulp\u00ad",
    "\u200bWoorden\u200b",
    "Een\r\nTwee",
    "Een\nTwee \t ",
    " \u2003Woorden\u2009",
    'l\'\u00e9t\u00e9 "is" <b>mooi</b> &amp; 1 < 2',
    "\ufeffWoorden",
    "e\u0301\u00e9",
    "\u2028Regel\u2029",
]


def said(page):
    """Return the words of the newest version as they are stored, byte for byte."""
    return authorship._as_stored(Page.objects.get(pk=page.pk).latest_revision.content)


def makers(page):
    return authorship.version(Page.objects.get(pk=page.pk).latest_revision).makers


@pytest.fixture
def report(db) -> ReportPage:
    page = make_report(EVERYTHING, live=False)
    PageGemeente.objects.create(page=page, gemeente=make_gemeente(), sort_order=0)
    return page


@pytest.mark.parametrize("pasted", PASTED)
def test_every_kind_of_field_is_the_same_when_it_is_saved_again(pasted, report, an, bo):
    response = sending.save_as_shown(an, report, typed=lambda _words: pasted)
    assert response.status_code == 302
    first = said(report)

    sending.save_as_shown(bo, report)

    assert said(report) == first
    assert makers(report) == {an.pk}


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.text(
        st.sampled_from("ab \u00a0\u00ad\u200b\r\n\t<&'\"\u2003\u202f"), min_size=1, max_size=12
    ).map(lambda found: f"{found}a")
)
def test_whatever_is_pasted_is_the_same_when_it_is_saved_again(report, an, bo, pasted):
    sending.save_as_shown(an, report, typed=lambda _words: pasted)
    first = said(report)

    sending.save_as_shown(bo, report)

    assert said(report) == first


@pytest.mark.parametrize("pasted", PASTED)
def test_version_that_was_stored_before_it_was_settled_locks_nobody(pasted, an, bo):
    page = make_page(OLD, live=False)
    draft = desk.latest(page)
    draft.title, draft.summary = f" {page.title}", f"{pasted}\r\n"
    html = f"<p>{pasted.replace('<', '&lt;')}</p><p></p>"
    draft.body = draft.body.stream_block.to_python([{"type": "text", "value": html, "id": "b1"}])
    revision = Revision.objects.create(
        content_object=page,
        base_content_type=page.get_base_content_type(),
        user=an,
        content=draft.serializable_data(),
        object_str=page.title,
    )
    Page.objects.filter(pk=page.pk).update(latest_revision=revision, has_unpublished_changes=True)

    sending.save_as_shown(bo, page)

    assert makers(page) == {an.pk}
    assert desk.publish_with_button(bo, page).status_code == 302
    assert words(page) != ""


def test_import_without_keys_and_empty_parts_locks_nobody(an, bo):
    page = make_page(OLD, live=False)
    bare = [
        {"type": "text", "value": "<p>Een <strong>vet</strong></p><p>Twee</p>"},
        {"type": "links", "value": {"items": [{"title": "Gids"}]}},
        {"type": "table", "value": {"data": [["a", None]]}},
    ]
    draft = desk.latest(page)
    draft.body = draft.body.stream_block.to_python(bare)
    content = draft.serializable_data()
    revision = Revision.objects.create(
        content_object=page,
        base_content_type=page.get_base_content_type(),
        user=an,
        content=content,
        object_str=page.title,
    )
    Page.objects.filter(pk=page.pk).update(latest_revision=revision, has_unpublished_changes=True)

    sending.save_as_shown(bo, page)

    assert makers(page) == {an.pk}


@pytest.mark.parametrize(
    "html",
    [
        text(("aaaaa", "Nieuwe, woorden.")),
        text(("aaaaa", "Nieuwe <b>woorden</b>.")),
        text(("aaaaa", '<a href="https://a.example/">Nieuwe</a> woorden.')),
        text(("aaaaa", "Nieuwewoorden.")),
        text(("aaaaa", "Nieuwe"), ("bbbbb", "woorden.")),
    ],
)
def test_who_changes_a_letter_a_link_or_a_line_is_the_maker(html, edited, bo):
    """The control: normalising hides no change."""
    desk.edit(bo, edited, body=[{"value": html, "id": "b1"}])

    assert makers(edited) == {bo.pk}


def test_approver_who_touched_nothing_publishes(an, bo):
    page = make_page(OLD, live=False)
    sending.save_as_shown(an, page, typed=lambda _words: "\u00a0Woorden uit Word\u00a0")

    sending.save_as_shown(bo, page)
    desk.publish_with_button(bo, page)

    assert words(page).strip() == "Woorden uit Word"
    assert publishing.refusal(Page.objects.get(pk=page.pk).latest_revision, bo) is None


def test_canonical_spelling_is_its_own():
    html = '<p data-block-key="aaaaa">l&#x27;a &quot;b&quot;&nbsp;c<br></p>'

    once = rich_text.canonical(html)

    assert once == '<p data-block-key="aaaaa">l\'a "b"\u00a0c<br/></p>'
    assert rich_text.canonical(once) == once
