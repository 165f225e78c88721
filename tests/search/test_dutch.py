import pytest

from search.dutch import stem


@pytest.mark.parametrize(
    "forms",
    [
        "kind kinderen kindje",
        "gezin gezinnen",
        "huis huizen",
        "brief brieven",
        "raad raden",
        "subsidie subsidies",
        "organisatie organisaties",
        "methode methodes methoden",
        "opgave opgaven opgaves",
        "gemeente gemeenten gemeentes",
        "wethouder wethouders",
        "overheid overheden",
        "praktijkvoorbeeld praktijkvoorbeelden",
        "kans kansen",
        "idee ideeen",
        "zee zeeen",
        "knie knieen",
        "industrie industrieen",
        "categorie categorieen",
        "kopie kopieen",
        "bacterie bacterien",
        "provincie provincies provincien",
        "olie olien",
    ],
)
def test_stem_is_one_for_all_forms_of_a_word(forms):
    assert len({stem(form) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("gezin", "zin"), ("gezondheid", "zon"), ("ouder", "oudere"), ("schuld", "schul")],
)
def test_stem_differs_for_words_that_the_other_dutch_stemmer_merges(one, other):
    assert stem(one) != stem(other)


@pytest.mark.parametrize(
    "word",
    [
        "gezien",
        "voorzien",
        "bovendien",
        "verdien",
        "dertien",
        "misschien",
        "alien",
        "julien",
        "marien",
    ],
)
def test_stem_keeps_ien_where_it_is_no_plural(word):
    assert stem(word) == word


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("financien", "financieel"),
        ("industrieen", "industrieel"),
        ("officiele", "office"),
        ("italie", "italiaan"),
        ("tweeen", "tweede"),
        ("geind", "gein"),
    ],
)
def test_stem_differs_when_only_the_letters_of_a_trema_are_alike(one, other):
    assert stem(one) != stem(other)
