"""Lists as CBS and Statbel offer them, and files that are none."""

from datetime import date

import pytest

from knowledge.directory.place_files import FileRefused, Line, read

OURS = """\
code,name,province,inhabitants,year
GM0294,Winterswijk,Gelderland,29.012,2027
44021,Gent,Oost-Vlaanderen,272 657,2027
"""
# StatLine, as its open data service writes it.
CBS = """\
"ID";"RegioS";"Perioden";"TotaleBevolking_1"
"0";"NL01  ";"2027JJ00";"18100000"
"1";"PV25  ";"2027JJ00";"2100000"
"2";"GM0294";"2026JJ00";"29000"
"3";"GM0294";"2027JJ00";"29012"
"4";"GM0001";"2027JJ00";"."
"""
# Statbel: a line for each age and sex, Wallonia too.
STATBEL = """\
CD_REFNIS|TX_DESCR_NL|TX_PROV_DESCR_NL|CD_SEX|CD_AGE|MS_POPULATION|CD_YEAR
44021|Gent|Provincie Oost-Vlaanderen|M|1|100|2027
44021|Gent|Provincie Oost-Vlaanderen|F|1|50|2027
21004|Brussel||M|1|7|2027
52011|Charleroi|Provincie Henegouwen|M|1|9|2027
25112|Waver|Provincie Waals-Brabant|M|1|9|2027
"""


def told(content: str, **options) -> list[tuple]:
    lines = read(content.encode(), **options).values()
    return [(line.code, line.name, line.province, line.inhabitants, line.year) for line in lines]


def test_list_in_our_own_form_is_read():
    assert told(OURS) == [
        ("GM0294", "Winterswijk", "Gelderland", 29_012, 2027),
        ("44021", "Gent", "Oost-Vlaanderen", 272_657, 2027),
    ]


def test_list_of_cbs_is_read_in_its_newest_year_and_for_gemeenten_alone():
    assert told(CBS) == [
        ("GM0294", "", "", 29_012, 2027),
        ("GM0001", "", "", None, 2027),
    ]


def test_monthly_list_of_cbs_is_read_at_the_first_of_january():
    # Table 37230ned, asked for one period.
    content = """\
"ID";"RegioS";"Perioden";"BevolkingAanHetBeginVanDePeriode_1";"Levendgeborenen_2"
"0";"GM0294    ";"2027MM01";"  29012";"20"
"""

    assert told(content) == [("GM0294", "", "", 29_012, 2027)]


@pytest.mark.parametrize("number", [50, 56])
def test_list_of_areas_of_cbs_is_read_whatever_number_its_column_has(number):
    content = f"""\
"Code_1";"Naam_2";"Naam_29";"Inwonertal_{number}";"Omgevingsadressendichtheid_51"
"GM0294";"Winterswijk         ";"Gelderland";"29012";"800"
"""

    assert told(content, year=2027) == [("GM0294", "Winterswijk", "", 29_012, 2027)]


def test_list_of_statbel_is_added_up_for_flanders_and_brussels():
    assert told(STATBEL) == [
        ("44021", "Gent", "Oost-Vlaanderen", 150, 2027),
        ("21004", "Brussel", "Brussels Hoofdstedelijk Gewest", 7, 2027),
    ]


def test_mergers_are_read_with_their_day():
    lines = read(b"code;merged_into;merged_on\nGM0001;GM0002;1-1-2027\nGM0003;GM0002;2027-01-01")

    assert list(lines.values()) == [
        Line("GM0001", "nl", into="GM0002", on=date(2027, 1, 1)),
        Line("GM0003", "nl", into="GM0002", on=date(2027, 1, 1)),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_letters_of_either_office_are_read(encoding):
    (line,) = read("code;name\nGM1900;Súdwest-Fryslân\n".encode(encoding)).values()

    assert line.name == "Súdwest-Fryslân"


def test_year_of_the_operator_holds_where_the_file_says_none():
    content = "code,inhabitants\nGM0294,29012\n"

    assert told(content, year=2027) == [("GM0294", "", "", 29_012, 2027)]
    assert told(OURS, year=1999)[0][-1] == 2027
    with pytest.raises(FileRefused, match="--year 2026"):
        told(content)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "names no column with codes .* It has: nothing"),
        (b"PK\x03\x04 rest", "Excel file or an archive"),
        (b"code,name\0", "no text file"),
        (b"naam;inwoners\nEde;3\n", "no column with codes .* It has: 'naam', 'inwoners'"),
        (b"code;kleur\nGM0001;rood\n", "no column with names or inhabitants"),
        (b"code;merged_into\nGM0001;GM0002\n", "none that says when: merged_on"),
        (b"code;name\n", "None of the 0 lines has the code of a gemeente"),
        (b"code;name\nPV20;Groningen\n", "None of the 1 lines"),
        (b"code;name\n52011;Charleroi\n", "None of the 1 lines"),
        (b"code;name\n294;Ede\n", "Line 2: '294' is no code"),
        (b"code;name\nGM0001;Ede\n\nGM0001;Ede\n", "Line 4: GM0001 stands in the file twice"),
        (b"code;inwoners;jaar\nGM0001;veel;2026\n", "Line 2, GM0001: 'veel' is no number"),
        (b"code;inwoners;jaar\nGM0001;-3;2026\n", "'-3' is no number"),
        (b"code;inwoners;jaar\nGM0001;1.5;2026\n", "'1.5' is no number"),
        (b"code;inwoners;jaar\nGM0001;999999999;2026\n", "is no number"),
        (b"code;inwoners;jaar\nGM0001;3;26\n", "'26' is no year"),
        (b"code;merged_into;merged_on\nGM0001;GM0002;2027\n", "'2027' is no date"),
        (b"code;merged_into;merged_on\nGM0001;GM0002;31-02-2027\n", "is no date"),
        pytest.param(
            b"code;name\nGM0001;" + b"x" * 200_000, "Line 2: this is no CSV file", id="one word"
        ),
    ],
)
def test_file_that_cannot_be_read_says_what_is_wrong(content, said):
    with pytest.raises(FileRefused, match=said):
        read(content)
