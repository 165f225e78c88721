import pytest
from django.http import QueryDict

from search.forms import MOST_VALUES, SearchForm, read


def asked(query_string: str, language: str = "nl") -> SearchForm:
    return read(QueryDict(query_string), language=language, facets=["soort", "opgave"])


def test_read_takes_words_filters_order_and_page():
    form = asked("q=raad&soort=verslag&soort=vraag&opgave=meedoen&volgorde=datum&pagina=3")
    assert (form.query.text, form.filters, form.order, form.page) == (
        "raad",
        {"soort": ("verslag", "vraag"), "opgave": ("meedoen",)},
        "datum",
        3,
    )


@pytest.mark.parametrize("page", ["0", "-1", "1e3", "x", "", "１", "1_0", "9" * 20])
def test_read_gives_no_page_when_it_is_no_number_of_one(page):
    assert asked(f"q=raad&pagina={page}").page is None


def test_read_leaves_out_what_cannot_be_a_value():
    form = asked("soort=a%00b&soort=../x&soort=" + "x" * 101 + "&soort=verslag&onbekend=1")
    assert form.filters == {"soort": ("verslag",)}


def test_read_takes_a_bounded_number_of_values_each_once():
    many = "&".join(f"soort=s{number}" for number in range(100))
    assert len(asked(many).filters["soort"]) == MOST_VALUES
    assert asked("soort=a&soort=a").filters == {"soort": ("a",)}


@pytest.mark.parametrize(("given", "language"), [("en", "en"), ("", "nl"), ("xx", "nl")])
def test_read_searches_the_language_of_the_page_unless_another_is_asked(given, language):
    assert asked(f"q=raad&taal={given}").language == language


def test_address_is_read_back_as_the_same_question():
    form = asked("q=raad+%26+daad&soort=verslag&opgave=meedoen&volgorde=datum&taal=en&pagina=4")
    assert asked(form.address(page=4).removeprefix("?")) == form


def test_address_leaves_out_what_goes_without_saying():
    assert asked("q=raad&volgorde=relevantie&taal=nl&pagina=7").address() == "?q=raad"


def test_without_takes_one_filter_away_and_goes_to_the_first_page():
    form = asked("q=raad&soort=verslag&soort=vraag&pagina=2")
    assert form.without("soort", "vraag") == "?q=raad&soort=verslag"


@pytest.mark.parametrize(
    ("query_string", "empty"),
    [("", True), ("q=", True), ("q=%20!", True), ("q=raad", False), ("soort=verslag", False)],
)
def test_form_is_empty_when_there_is_nothing_to_look_for(query_string, empty):
    assert asked(query_string).is_empty is empty
