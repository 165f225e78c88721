import pytest

from knowledge.recordings import near_names
from knowledge.recordings.near_names import Near

NAMES = [
    "Winterswijk",
    "Groningen",
    "Leiden",
    "Zutphen",
    "André Kwakkel",
    "Anja van den Berg",
    "Łukasz Woźniak",
    "Fatima Bakker",
    "Pieter Jansen",
    "Stichting Leergeld",
    "Gemeente ’s-Hertogenbosch",
    "Nederlands Jeugdinstituut",
    "Kinderhulp",
]


def found(*lines: str, right: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    return [(one.found, one.name) for one in near_names.near(lines, NAMES, right)]


@pytest.mark.parametrize(
    ("line", "right"),
    [
        ("Hier in Winterswijck begon het.", [("Winterswijck", "Winterswijk")]),
        ("Hier in Winterswijik begon het.", [("Winterswijik", "Winterswijk")]),
        ("En in Zutfen ook.", [("Zutfen", "Zutphen")]),
        ("Dat zei Andre gisteren.", [("Andre", "André")]),
        ("Dat zei meneer Quakkel ook.", [("Quakkel", "Kwakkel")]),
        ("Dat zei Pieter Janssen ook.", [("Janssen", "Jansen")]),
        ("Wij werken met Leerghelt samen.", [("Leerghelt", "Leergeld")]),
        ("Wij werken met Leergelt samen.", [("Leergelt", "Leergeld")]),
        ("Hier in Winters wijk begon het.", [("Winters wijk", "Winterswijk")]),
        ("Dat zei Anja van de Berg.", [("Anja van de Berg", "Anja van den Berg")]),
        ("Dat zei meneer Kwak\u0308kel ook.", [("Kwak\u0308kel", "Kwakkel")]),
        ("Dat zei Lukasz ook.", [("Lukasz", "Łukasz")]),
        ("Dat zei Anja Berg.", []),
        ("Wij zijn van s-Hertogenbos.", []),
    ],
)
def test_near_spelling_is_offered(line, right):
    assert found(line) == right


RIGHT = """\
Winterswijk is mooi, en de Winterswijkse raad ook. Winterswijks beleid, Winterswijkers.
Wij zijn Groningers uit Groningen, met een Groningse aanpak. De Groninger raad.
Leiden, Leidse kinderen. In Zutphen en Zutphens museum.
Dat zei André Kwakkel, en André's collega. Fatima Bakker bakt. Bakken doet zij thuis.
Meneer Jansen. Jansens idee. Anja van den Berg. Anja Van Den Berg. Mevrouw Van den Berg.
De Stichting Leergeld, de stichtingen. Leergelden. Het Nederlands Jeugdinstituut in Nederland.
Nederlandse kinderen. Kinderen helpen Kinderhulp. Bij Kinderopvang en Kinderbijslag.
’s-Hertogenbosch, Den Bosch, Bossche kinderen.
Minister Bakkers kwam uit Leuven, Heerlen, Winschoten en Gronau.
Wij bakken en bakker. De Raad, het College, de Burgemeester, het Jeugdfonds.
ANDRÉ WAS ER OOK. Maandag, Januari, Jeugdhulp, Jeugdzorg, Schuldhulp, Participatiewet.
"""


def test_right_words_raise_no_alarm():
    assert found(*RIGHT.splitlines(), right=("Leuven", "Bakkers")) == []


def test_word_that_is_also_written_small_is_no_name():
    assert found("Wij bakken brood.", "Met Bakken wordt bedoeld het koken.") == []


def test_first_word_of_a_sentence_is_no_name():
    assert found("Wijs. Leidden zij? Jensen.", "Zutfen is dit.") == []


def test_another_name_that_the_site_knows_is_right():
    assert found("Dat zei Janssen.", right=("Karin Janssen",)) == []
    assert found("Dat zei Janssen.") == [("Janssen", "Jansen")]


def test_most_frequent_comes_first_with_its_count():
    lines = ["In Zutfen en in Zutfen.", "Naar Winterswijck."]

    assert near_names.near(lines, NAMES) == [
        Near("Zutfen", "Zutphen", 2),
        Near("Winterswijck", "Winterswijk", 1),
    ]


@pytest.mark.parametrize(
    ("name", "right"),
    [
        ("Andre Kwakkel", "André Kwakkel"),
        ("André Quackel", "André Kwakkel"),
        ("Fatima Bakker", ""),
        ("fatima bakker", ""),
        ("Lukasz Wozniak", "Łukasz Woźniak"),
        ("Spreker 1", ""),
        ("Anja van de Berg", "Anja van den Berg"),
        ("Bo", ""),
    ],
)
def test_speaker_is_nearly_somebody(name, right):
    assert near_names.nearest(name, NAMES) == right
