"""Two reports never share a number without somebody being told."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from knowledge.models import ReportPage
from office.refusals import Refused
from tests.knowledge.factories import make_list, make_report, make_workflow
from tests.knowledge.pages import desk

pytestmark = pytest.mark.django_db
TAKEN = "Nummer 16 hoort al bij ‘Het eerste’."


def test_copy_of_a_report_has_no_number_in_row_or_revision(admin_client):
    report = make_report(number=16)
    report.save_revision().publish()
    data = {
        "new_title": "Kopie",
        "new_slug": "kopie",
        "new_parent_page": report.get_parent().pk,
        "copy_subpages": "",
        "publish_copies": "",
        "alias": "",
    }

    admin_client.post(reverse("wagtailadmin_pages:copy", args=[report.pk]), data)

    copy = ReportPage.objects.get(slug="kopie")
    assert copy.number is None
    assert copy.get_latest_revision_as_object().number is None


def test_translation_has_the_number_of_its_source():
    locale = make_list("en").locale
    report = make_report(number=16)

    translated = report.copy_for_translation(locale, copy_parents=True)

    translated.refresh_from_db()
    assert translated.number == 16
    assert translated.get_latest_revision_as_object().number == 16
    translated.full_clean()


def test_taken_number_is_refused_by_name_and_says_so_in_the_form():
    make_report(title="Het eerste", number=16, live=False)
    other = make_report(number=17)
    other.number = 16

    with pytest.raises(ValidationError, match=TAKEN):
        other.full_clean()
    with pytest.raises(ValidationError, match=TAKEN):
        other.save_revision()


def test_revision_with_a_number_that_was_taken_meanwhile_does_not_go_online():
    report = make_report(number=16)
    revision = report.save_revision()
    ReportPage.objects.filter(pk=report.pk).update(number=None)
    make_report(title="Het eerste", number=16)

    with pytest.raises((ValidationError, Refused), match=TAKEN):
        revision.publish()

    report.refresh_from_db()
    assert report.number is None


def test_last_check_stands_behind_the_lock_also_without_validation():
    make_report(title="Het eerste", number=16)
    other = make_report()
    other.number = 16

    with pytest.raises(Refused, match=TAKEN):
        other.save(clean=False)


def test_approval_under_a_number_that_was_taken_meanwhile_is_refused_by_name(an, bo):
    make_workflow(*bo.groups.all())
    report = make_report(title="Het tweede", live=False)
    draft = ReportPage.objects.get(pk=report.pk)
    draft.number = 16
    draft.save_revision(user=an)
    draft.get_workflow().start(draft, an)
    make_report(title="Het eerste", number=16)

    response = desk.approve(bo, report)

    assert response.status_code < 500
    assert f"“Het tweede” is niet gepubliceerd. {TAKEN}" in desk.told(response)
    assert not ReportPage.objects.get(pk=report.pk).live
