"""Documents like a document, over the real index."""

import pytest

from search import engines, indexing
from search.alike import alike
from tests.search.factories import make_document

pytestmark = pytest.mark.django_db

RAAD = "De kinderraad van de wijk vergadert op school en adviseert het college."


def put(shelf, *documents) -> None:
    shelf.put(*documents)
    indexing.rebuild()


def test_document_with_the_same_telling_words_is_alike_and_another_is_not(shelf, facets):
    put(
        shelf,
        make_document("page:1", RAAD),
        make_document("page:2", "Ook hier een kinderraad: de wijk vergadert en adviseert."),
        make_document("page:3", "Bijstand en schuldhulp voor de wijk, van en met het."),
        make_document("page:4", "The children advise.", language="en"),
    )

    assert alike("page:1", language="nl") == ["page:2"]


def test_most_alike_comes_first_and_kinds_can_be_chosen(shelf, facets):
    put(
        shelf,
        make_document("page:1", RAAD),
        make_document("page:2", "De kinderraad vergadert op school."),
        make_document("page:3", RAAD, kind="opname"),
        make_document("page:4", "Vergadert een kinderraad op school?", kind="vraag"),
    )

    assert alike("page:1", language="nl")[0] == "page:3"
    assert alike("page:1", language="nl", kinds=["vraag"]) == ["page:4"]


@pytest.mark.parametrize("value", ["almere", "winterswijk"])
def test_of_two_equally_alike_the_preferred_one_comes_first(shelf, facets, value):
    put(
        shelf,
        make_document("page:1", RAAD),
        make_document("page:2", RAAD, facets={"gemeente": ("almere",)}),
        make_document("page:3", RAAD, facets={"gemeente": ("winterswijk",)}),
    )

    found = alike("page:1", language="nl", preferring={"gemeente": (value,)})

    assert found == (["page:2", "page:3"] if value == "almere" else ["page:3", "page:2"])
    assert alike("page:1", language="nl") == alike("page:1", language="nl")


def test_preferred_one_does_not_pass_one_that_is_much_more_alike(shelf, facets):
    put(
        shelf,
        make_document("page:1", RAAD),
        make_document("page:2", RAAD),
        make_document(
            "page:3",
            "De kinderraad vergadert in de wijk. " + "Over heel iets anders gaat het verder. " * 9,
            facets={"gemeente": ("almere",)},
        ),
        make_document("page:4", "Over heel iets anders gaat het verder."),
    )

    found = alike("page:1", language="nl", preferring={"gemeente": ("almere",)})

    assert found[0] == "page:2"


def test_without_an_index_or_the_document_nothing_is_known(shelf, facets):
    assert alike("page:1", language="nl") is None
    put(shelf, make_document("page:1", RAAD))
    assert alike("page:9", language="nl") is None


def test_numerals_and_letters_that_two_documents_share_make_them_not_alike(shelf, facets):
    put(
        shelf,
        make_document("page:1", "Op 14, 15 en 16: zakgeld voor kinderen.", title="Een"),
        make_document("page:2", "Op 14, 15 en 16: de brug gaat open.", title="Twee"),
        make_document("page:3", "Zakgeld voor wie er woont.", title="Drie"),
    )

    assert {"14", "15", "16"} <= set(engines.current().strongest("page:1", 75))
    assert alike("page:1", language="nl") == []


def test_words_that_no_other_document_has_tell_nothing(shelf, facets):
    put(
        shelf,
        make_document("page:1", "Winterswijk vergadert. Winterswijk adviseert.", title="Een"),
        make_document("page:2", "Men vergadert.", title="Twee"),
    )

    assert engines.current().strongest("page:1", 9) == ("vergadert",)
