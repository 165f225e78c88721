"""Django, Wagtail and what stands beside them say je, and nothing in English: in pages and scripts.

Their Dutch is theirs to change: a new version of one of them may turn this red. `locale/nl` is
where a word of theirs gets ours.
"""

import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import django
import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po
from django.apps import apps
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils.translation.trans_real import translation

from tests.admin_words import DUTCH_TOO, ENGLISH, FORMAL, HALF
from tests.test_translations import source_of, strings_of

# A script asks for the words of one package, each at an address of its own.
SCRIPTS = {
    "wagtail.admin": "wagtailadmin_javascript_catalog",
    "wagtail_localize": "wagtail_localize:javascript_catalog",
}
# Dutch and English alike, beside those of the admin; names that nobody is shown are among them.
ALIKE = DUTCH_TOO | {
    "%(num)s pixel",
    "%(value)s googol",
    "%(count)s document",
    "%(size)d byte",
    "%(num)d week",
    "checksum",
    "hash",
    "salt",
    "status %(status)s",
    "status: ",
    "taggit",
    "wagtail api v2",
    "wagtail api v3",
    "wagtail core",
    "wagtail embeds",
    "wagtail frontend cache",
    "wagtail sitemaps",
    "wagtail sites",
    "wagtail snippets",
}
# Django lists every language there is, months and units; many are called the same in Dutch.
NAMES = re.compile(r"[A-Z]?[a-z]+|(%s )?[A-Z]+\d?|[ap]\.m\.|IPv[46]")
PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[a-z]|\{\w*\}")
# What is filled in leaves no letter of a sentence beside it: "Publiceer inEnglish".
GLUED = re.compile(r"%\(\w+\)[sd](?=\w)|\w%\(|\{\w*\}(?=\w)|\w(?=\{)")
# Said by a script of theirs, but not in their English catalogue.
NOT_LISTED = {"Converting to alias page"}
# Left out on purpose: the name of the kind is often a plural that reads "1-4 van 4 pagina's".
LESS_FILLED_IN = {
    "%(start_index)s-%(end_index)s of %(items_count)s %(model_name)s",
    "%(start_index)s-%(end_index)s of %(items_count)s %(model_name)s in "
    "'<span class=\"w-title-ellipsis\">%(title)s</span>'.",
    # What is asked of a colleague, not what the workflow and its step are called.
    "Submit to %(workflow_name)s",
    "Resubmit to %(task_name)s",
}


@cache
def folders() -> dict[str, Path]:
    """Return the catalogues of each package that is installed, under its name."""
    ours = {"site_config", "events", "knowledge", "search", "office"}
    found = {app.name: Path(app.path) / "locale" for app in apps.get_app_configs()}
    found["django"] = Path(django.__file__).parent / "conf" / "locale"
    return {name: path for name, path in found.items() if path.is_dir() and name not in ours}


def messages(package: str, domain: str) -> Iterator[Message]:
    """Yield what a package can say, as its English catalogue lists it."""
    file = folders()[package] / "en" / "LC_MESSAGES" / f"{domain}.po"
    if file.is_file():
        with file.open("rb") as opened:
            yield from [message for message in read_po(opened) if message.id]


def said_on_pages(message: Message) -> list[str]:
    """Return what an editor reads for a message, in singular and plural."""
    dutch = translation("nl")
    if not isinstance(message.id, str):
        return [dutch.ngettext(*message.id, number) for number in (1, 2)]
    if message.context:
        return [dutch.pgettext(message.context, message.id)]
    return [dutch.gettext(message.id)]


def said_by_scripts(package: str, client: Client) -> Callable[[Message], list[str]]:
    """Return the same for the scripts of a package, as their catalogue is served."""
    served = client.get(reverse(SCRIPTS[package])).content.decode()
    catalogue = json.loads(re.search(r"newcatalog = (\{.*?\n  \});", served, re.DOTALL)[1])

    def said(message: Message) -> list[str]:
        found = catalogue.get(source_of(message), message.id)
        return [found] if isinstance(found, str) else list(found)

    return said


def faults(message: Message, said: list[str]) -> set[str]:
    """Return what is wrong with the Dutch of one message."""
    sources = [message.id] if isinstance(message.id, str) else list(message.id)
    first = source_of(message)
    is_alike = first.lower() in ALIKE or NAMES.fullmatch(first) or not has_words(first)
    found = set()
    for source, dutch in zip(sources, said, strict=True):
        words = re.sub(r"<[^>]*>", "", dutch)
        if (dutch == source and not is_alike) or not dutch:
            found.add("not translated")
        if ENGLISH.search(PLACEHOLDER.sub("", words)):
            found.add("English")
        if FORMAL.search(words):
            found.add("u")
        if HALF.search(words):
            found.add("half Dutch")
        is_cut = source[-1:].isspace() and not dutch[-1:].isspace()
        if is_cut or (GLUED.search(words) and not GLUED.search(source)):
            found.add("glued")
    is_less = set(PLACEHOLDER.findall(said[-1])) != set(PLACEHOLDER.findall(sources[-1]))
    if is_less and first not in LESS_FILLED_IN:
        found.add("not filled in alike")
    return found


def has_words(source: str) -> bool:
    """Return whether a message is more than what is filled in and marks."""
    return bool(re.search(r"[A-Za-z]{2}", PLACEHOLDER.sub("", source)))


def wrong(package: str, domain: str, said: Callable[[Message], list[str]]) -> dict[str, tuple]:
    """Return every message of a package that is not the Dutch of the site, and why."""
    read = {
        source_of(one): (said(one), faults(one, said(one))) for one in messages(package, domain)
    }
    return {source: (*dutch, *sorted(why)) for source, (dutch, why) in read.items() if why}


@pytest.mark.parametrize("package", sorted(folders()))
def test_pages_of_a_package_say_je_and_nothing_in_english(package):
    assert wrong(package, "django", said_on_pages) == {}


@pytest.mark.parametrize("package", SCRIPTS)
def test_scripts_of_a_package_say_je_and_nothing_in_english(package, admin_client):
    said = said_by_scripts(package, admin_client)

    assert len(list(messages(package, "djangojs"))) > 40
    assert wrong(package, "djangojs", said) == {}


@pytest.mark.parametrize(
    ("source", "dutch", "fault"),
    [
        ("Actions here", "Actions here", "not translated"),
        ("More actions", "", "not translated"),
        ("More actions", "Meer actions", None),  # what looks Dutch is believed
        ("Save it", "Save het", "English"),
        ("Your name", "Uw naam", "u"),
        ("Workflow tasks", "Workflow taken", "half Dutch"),
        ("Live version", "Live-versie", "half Dutch"),
        ("Publish in ", "Publiceren in", "glued"),
        ("Delete %(name)s", "Verwijder%(name)s", "glued"),
        ("Into {locale}", "Naar het {locale}e", "glued"),
        ("Delete %(name)s", "Verwijderen", "not filled in alike"),
        ("Delete %(name)s", "Verwijderen: %(name)s", None),
        ("Workflow", "Workflow", None),
    ],
)
def test_what_is_not_our_dutch_is_found(source, dutch, fault):
    """The negative control."""
    assert faults(Message(source), [dutch]) == ({fault} if fault else set())


@pytest.mark.parametrize("domain", ["django", "djangojs"])
def test_words_of_ours_are_whole_and_still_theirs(domain):
    with (settings.BASE_DIR / f"locale/nl/LC_MESSAGES/{domain}.po").open("rb") as opened:
        catalogue = read_po(opened, locale="nl")
    ours = [message for message in catalogue if message.id]
    theirs = {source_of(one) for package in folders() for one in messages(package, domain)}

    assert {source_of(one) for one in ours} - theirs - NOT_LISTED == set()
    assert [one.id for one in ours if one.fuzzy or not all(strings_of(one))] == []
    assert [
        (one.id, list(one.check(catalogue))) for one in ours if list(one.check(catalogue))
    ] == []
