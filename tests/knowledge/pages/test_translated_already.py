"""Who wants to translate a page that is in every language already is led to its translations."""

import pytest
from django.urls import reverse
from wagtail.models import Locale

from knowledge.addresses import desk_url
from tests.knowledge.factories import make_home, make_page

pytestmark = pytest.mark.django_db


def address(page):
    return reverse("wagtail_localize:submit_page_translation", args=[page.pk])


def translated(page, *, alias=False):
    english = Locale.objects.get_or_create(language_code="en")[0]
    make_home().copy_for_translation(english)
    return page.copy_for_translation(english, alias=alias)


@pytest.mark.parametrize("method", ["get", "post"])
def test_editor_reads_that_it_is_there_with_a_way_to_it(admin_client, method):
    page = make_page(title="Plan")
    english = translated(page)

    response = getattr(admin_client, method)(address(page), follow=True)

    assert response.redirect_chain == [(desk_url(page.pk), 302)]
    said = " ".join(str(one) for one in response.context["messages"])
    assert "“Plan” bestaat al in elke taal." in said
    assert f'href="{desk_url(english.pk)}"' in said


@pytest.mark.parametrize("alias", [None, True], ids=["not there yet", "a mere alias"])
def test_page_that_is_not_translated_gets_the_form(admin_client, alias):
    """The negative control."""
    page = make_page(title="Plan")
    Locale.objects.get_or_create(language_code="en")
    if alias:
        translated(page, alias=True)

    html = admin_client.get(address(page)).content.decode()

    assert 'name="locales"' in html


def test_who_may_not_translate_reads_no_title(client, django_user_model):
    page = make_page(title="Geheim plan")
    translated(page)
    client.force_login(django_user_model.objects.create_user("Cas"))

    assert "Geheim" not in client.get(address(page), follow=True).content.decode()
