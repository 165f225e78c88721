"""The English catalogue is whole, and the Dutch source strings stay Dutch."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.utils.translation import gettext, override, pgettext

FILE = Path(__file__).parent.parent / "locale" / "en" / "LC_MESSAGES" / "django.po"


@pytest.fixture(scope="module")
def catalogue() -> Catalog:
    with FILE.open("rb") as opened:
        return read_po(opened, locale="en")


def source_of(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def strings_of(message: Message) -> list[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string)


def placeholders(text: str) -> set[str]:
    return set(re.findall(r"%\(\w+\)[sd]|\{\w+\}", text))


def test_every_sentence_has_its_english(catalogue: Catalog) -> None:
    lacking = [source_of(m) for m in catalogue if m.id and not all(strings_of(m))]
    assert lacking == []
    assert [source_of(m) for m in catalogue if m.id and m.fuzzy] == []


def test_every_translation_keeps_what_is_filled_in(catalogue: Catalog) -> None:
    changed = [
        source_of(message)
        for message in catalogue
        if message.id
        and placeholders(strings_of(message)[-1])
        != placeholders(message.id if isinstance(message.id, str) else message.id[1])
    ]
    assert changed == []


def test_catalogue_compiles_without_complaint(catalogue: Catalog) -> None:
    assert [(m.id, list(m.check(catalogue))) for m in catalogue if list(m.check(catalogue))] == []
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    assert compiled.getvalue()


def test_dutch_stays_as_written_when_another_package_knows_the_word(catalogue: Catalog) -> None:
    # A word that is English too takes the Dutch of Django or Wagtail, not ours.
    with override("nl"):
        taken = {
            source_of(message): seen
            for message in catalogue
            if message.id
            and (
                seen := pgettext(message.context, source_of(message))
                if message.context
                else gettext(source_of(message))
            )
            != source_of(message)
        }
        # The trap is there: an English word that Wagtail knows is caught.
        assert gettext("Search") != "Search"
    assert taken == {}


# Names, and what stands on pages that may ask for nothing.
NAMES = {"De Kenniskring", "| De Kenniskring", "Alliantie Kinderarmoede", "RSS"}
# What machines read, and those who run them.
OF_MACHINES = {"robots.txt", "security.txt"}
TEMPLATES = Path(__file__).parent.parent / "templates"
OF_THE_DESK = {"admin", "wagtailadmin", "wagtaillocales", "wagtail_localize"}


def said_outside_the_catalogue(source: str) -> list[str]:
    """Return the words of a template, in text and in labels, that no catalogue can translate."""
    source = re.sub(r"{% comment %}.*?{% endcomment %}|{#.*?#}", "", source, flags=re.DOTALL)
    source = re.sub(r"{% blocktranslate.*?{% endblocktranslate %}", "", source, flags=re.DOTALL)
    # A block that is an attribute of an element which another template holds.
    source = re.sub(r' data-[\w-]+="[^"]*"', " ", source)
    source = re.sub(r"{%.*?%}|{{.*?}}", " ", source, flags=re.DOTALL)
    labels = re.findall(r'(?:aria-label|title|placeholder|alt)="([^"]*)"', source)
    texts = re.sub(r"<[^>]*>", "\n", source).splitlines()
    said = (text.strip() for text in [*labels, *texts])
    return [text for text in said if re.search(r"[^\W\d_]{3}", text)]


def test_no_template_says_anything_outside_the_catalogue() -> None:
    found = {
        str(file.relative_to(TEMPLATES)): said
        for file in [*TEMPLATES.rglob("*.html"), *TEMPLATES.rglob("*.txt")]
        if not OF_THE_DESK & set(file.parts) and file.name not in OF_MACHINES
        if (
            said := [
                one for one in said_outside_the_catalogue(file.read_text()) if one not in NAMES
            ]
        )
    }
    assert found == {}


def test_words_outside_the_catalogue_are_seen() -> None:
    source = '<p title="Sluiten">Lees {{ x }} verder</p>{% translate "Goed" %}{# Niets #}'
    assert said_outside_the_catalogue(source) == ["Sluiten", "Lees   verder"]
