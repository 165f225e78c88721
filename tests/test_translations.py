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
