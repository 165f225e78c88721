"""A page never gets an address of the system, by whichever way it comes there."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.models import Locale, Page
from wagtail.test.utils.form_data import nested_form_data, streamfield
from wagtail_localize.models import StringSegment, StringTranslation, TranslationSource

from office.models import User
from office.refusals import Refused
from tests.knowledge.factories import make_home, make_page

pytestmark = pytest.mark.django_db

SENTENCE = "gebruikt de site zelf"


@pytest.fixture(params=["nl", "en"])
def home(request):
    """The home page of each language in turn."""
    make_home("nl")
    return make_home(request.param)


@pytest.fixture
def desk(client):
    """Return a client of somebody who may do everything."""
    client.force_login(User.objects.create_superuser("An", "an@example.org", "x"))
    return client


def tree_is_whole():
    return Page.find_problems() == ([], [], [], [], [])


@pytest.mark.parametrize("live", [True, False])
@pytest.mark.parametrize("slug", ["zoeken", "kenniskringen", "en"])
def test_new_page_is_refused_live_or_draft(home, slug, live):
    with pytest.raises(ValidationError, match=SENTENCE):
        make_page(slug=slug, parent=home, live=live)

    assert tree_is_whole()


@pytest.mark.parametrize("live", [True, False])
def test_renamed_page_is_refused_live_or_draft(home, live):
    page = make_page(parent=home, live=live)

    page.slug = "zoeken"
    with pytest.raises(ValidationError, match=SENTENCE):
        page.save()


def test_renamed_page_is_refused_when_it_goes_online(home):
    page = make_page(parent=home)

    page.slug = "zoeken"
    with pytest.raises(ValidationError, match=SENTENCE):
        page.save_revision().publish()

    assert Page.objects.get(pk=page.pk).slug != "zoeken"


def test_moved_page_is_refused(home):
    above = make_page(parent=home)
    page = make_page(parent=above, slug="zoeken")

    with pytest.raises(Refused, match=SENTENCE):
        page.move(home, "last-child")

    assert Page.objects.get(pk=page.pk).get_parent().pk == above.pk
    assert tree_is_whole()


def test_page_moves_freely_below_other_pages(home):
    above, page = make_page(parent=home), make_page(parent=home)

    page.move(above, "last-child")

    assert Page.objects.get(pk=page.pk).get_parent().pk == above.pk


def test_copy_and_alias_are_refused(home):
    page = make_page(parent=make_page(parent=home), slug="zoeken")

    with pytest.raises(ValidationError, match=SENTENCE):
        page.copy(to=home)
    with pytest.raises(ValidationError, match=SENTENCE):
        CreatePageAliasAction(page, parent=home).execute(skip_permission_checks=True)

    assert not home.get_children().filter(slug="zoeken").exists()
    assert tree_is_whole()


def test_slug_from_a_translator_is_refused_and_the_fault_stands_at_its_words():
    make_home("en")
    page, english = make_page(slug="gewoon"), Locale.objects.get(language_code="en")
    source, _made = TranslationSource.get_or_create_from_instance(page)
    segment = StringSegment.objects.get(source=source, context__path="slug")
    translated = StringTranslation.objects.create(
        translation_of=segment.string, locale=english, context=segment.context, data="zoeken"
    )

    with pytest.raises(ValidationError, match=SENTENCE):
        source.create_or_update_translation(english, fallback=True)

    translated.refresh_from_db()
    assert SENTENCE in translated.field_error
    assert tree_is_whole()


def form(**fields):
    return nested_form_data(
        {"title": "Zoek", "subtitle": "", "summary": "", "body": streamfield([]), **fields}
    )


def test_form_of_a_new_page_names_the_fault_at_its_field(desk, home):
    url = reverse("wagtailadmin_pages:add", args=["knowledge", "textpage", home.pk])

    response = desk.post(url, form(slug="zoeken"))

    assert response.status_code == 200
    assert SENTENCE in response.content.decode()
    assert not home.get_children().exists()


def test_desk_refuses_to_move_and_says_why(desk, home):
    above = make_page(parent=home)
    page = make_page(parent=above, slug="zoeken")

    url = reverse("wagtailadmin_pages:move_confirm", args=[page.pk, home.pk])
    response = desk.post(url, follow=True)

    assert response.status_code == 200
    assert SENTENCE in response.content.decode()
    assert Page.objects.get(pk=page.pk).get_parent().pk == above.pk


def test_desk_refuses_to_copy_and_says_why(desk, home):
    page = make_page(parent=home)

    response = desk.post(
        reverse("wagtailadmin_pages:copy", args=[page.pk]),
        {"new_title": "Zoek", "new_slug": "zoeken", "new_parent_page": home.pk},
    )

    assert response.status_code == 200
    assert SENTENCE in response.content.decode()
    assert [child.pk for child in home.get_children()] == [page.pk]
    assert tree_is_whole()
