import pytest

from knowledge.recordings import line_words


def replaced(text: str, find: str, put: str, *, whole: bool = True, match_case: bool = False):
    words = line_words.pattern(find, whole=whole, match_case=match_case)
    change = line_words.change(text, words, put)
    return change.text if change else None


@pytest.mark.parametrize(
    ("text", "find", "put", "options", "right"),
    [
        ("In Winterswijck.", "Winterswijck", "Winterswijk", {}, "In Winterswijk."),
        ("winterswijck, Winterswijck", "Winterswijck", "W", {}, "W, W"),
        (
            "winterswijck, Winterswijck",
            "Winterswijck",
            "W",
            {"match_case": True},
            "winterswijck, W",
        ),
        ("De raadzaal en de raad.", "raad", "Raad", {}, "De raadzaal en de Raad."),
        ("De raadzaal.", "raad", "Raad", {"whole": False}, "De Raadzaal."),
        ("Leer\ngeld helpt.", "leer geld", "Leergeld", {}, "Leergeld helpt."),
        # As two programs store one letter.
        ("Andre\u0301 komt.", "Andr\u00e9", "Anna", {}, "Anna komt."),
        ("Andr\u00e9 komt.", "Andre\u0301", "Anna", {}, "Anna komt."),
        ("Andre\u0301 komt.", "Andre", "Anna", {"whole": False}, None),
        ("foto’s en foto's", "foto's", "beelden", {}, "beelden en beelden"),
        # Signs of a pattern and of a replacement are signs alone.
        (
            "Kost 1.500 (of meer)?",
            "1.500 (of",
            r"\1\g<0>",
            {"whole": False},
            r"Kost \1\g<0> meer)?",
        ),
        ("Kost 15500.", "1.500", "2", {"whole": False}, None),
        ("eh dat is zo", "eh", "", {}, " dat is zo"),
        ("niets", "iets anders", "x", {}, None),
        ("schuld\u00adhulp", "schuldhulp", "hulp", {}, "hulp"),
    ],
)
def test_words_are_replaced(text, find, put, options, right):
    assert replaced(text, find, put, **options) == right


def test_change_marks_what_goes_and_what_comes():
    words = line_words.pattern("bo", whole=True, match_case=False)

    change = line_words.change("Bo en bo.", words, "Cas")

    assert change.before == (("Bo", True), (" en ", False), ("bo", True), (".", False))
    assert change.after == (("Cas", True), (" en ", False), ("Cas", True), (".", False))


@pytest.mark.parametrize(
    ("text", "asked", "found"),
    [
        ("De Raad en de raad", "raad", ["Raad", "raad"]),
        ("Één café", "een cafe", ["Één café"]),
        ("Cafe\u0301 dicht", "café", ["Cafe\u0301"]),
        ("cafe dicht", "café", ["cafe"]),
        ("in Łódź", "lodz", ["Łódź"]),
        ("een\nregel", "een  regel", ["een\nregel"]),
        ("foto’s", "foto's", ["foto’s"]),
        ("a.b", "a.b", ["a.b"]),
        ("schuld\u00adhulp", "schuldhulp", ["schuld\u00adhulp"]),
        ("aXb", "a.b", []),
        ("iets", "  ", []),
        ("İstanbul en ŉ", "istanbul", ["İstanbul"]),
    ],
)
def test_search_sees_through_capitals_and_accents(text, asked, found):
    assert [text[start:end] for start, end in line_words.hits(text, asked)] == found


def test_marked_pieces_are_the_whole_text():
    text = "De Raad en de raad"

    pieces = line_words.marked(text, line_words.hits(text, "raad"))

    assert "".join(piece for piece, _mark in pieces) == text
    assert [piece for piece, mark in pieces if mark] == ["Raad", "raad"]
