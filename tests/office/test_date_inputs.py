"""A date is read as people here type it, whatever the language of the screen, or refused."""

import datetime

import pytest
from django import forms
from django.utils import timezone
from django.utils.translation import override
from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput, AdminTimeInput

from events.series.forms import DayListField, SeriesForm

DAY, MIDDAY = datetime.date(2026, 12, 5), datetime.time(13, 30)
LANGUAGES = ["nl", "en"]


def instant(day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, MIDDAY, tzinfo=timezone.get_default_timezone())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        (forms.DateField, "5-12-2026", DAY),
        (forms.DateField, "05-12-2026", DAY),
        (forms.DateField, "5/12/2026", DAY),
        (forms.DateField, "2026-12-05", DAY),
        (forms.TimeField, "13:30", MIDDAY),
        (forms.TimeField, "13.30", MIDDAY),
        (forms.DateTimeField, "5-12-2026 13:30", instant(DAY)),
        (forms.DateTimeField, "5-12-2026 13.30", instant(DAY)),
        (forms.DateTimeField, "2026-12-05 13:30", instant(DAY)),
        (DayListField, "5-12-2026\r\n2026-12-05", [DAY, DAY]),
    ],
)
def test_date_is_read_as_it_is_typed(language, field, text, value):
    with override(language):
        assert field().clean(text) == value


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("field", "texts", "example"),
    [
        (forms.DateField, ["31-2-2026", "morgen", "10-13-2026", "5-12"], "10-12-2026"),
        (forms.TimeField, ["25:00", "half twee"], "13:30"),
        (
            forms.DateTimeField,
            ["31-2-2026 13:30", "morgen", "10-13-2026 13:30", "5-12-2026", "5-12-2026 25:00"],
            "10-12-2026 13:30",
        ),
        (DayListField, ["31-2-2026", "morgen"], "31-3-2026"),
    ],
)
def test_date_is_refused_with_an_example_when_it_is_none(language, field, texts, example):
    with override(language):
        for text in texts:
            with pytest.raises(forms.ValidationError) as refusal:
                field().clean(text)
            (sentence,) = refusal.value.messages
            assert example in sentence


@pytest.mark.parametrize("language", LANGUAGES)
def test_date_is_shown_as_it_is_typed(language):
    with override(language):
        assert AdminDateInput().format_value(DAY) == "05-12-2026"
        assert AdminTimeInput().format_value(MIDDAY) == "13:30"
        assert AdminDateTimeInput().format_value(instant(DAY)) == "05-12-2026 13:30"
        assert DayListField().prepare_value([DAY]) == "05-12-2026"


def test_form_that_was_imported_early_refuses_with_an_example():
    # A field takes its words when it is made: with the import of the form.
    assert "10-12-2026" in str(SeriesForm.base_fields["until"].error_messages["invalid"])
    assert "10-12-2026" in str(PrivateDates().fields["day"].error_messages["invalid"])


class PrivateDates(forms.Form):
    day = forms.DateField()
