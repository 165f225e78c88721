"""The opgaven, organisations and people of the demonstration."""

from django.conf import settings

from knowledge.models import ListPage, OpgavePage, Organisation, Person
from knowledge.pages.publishing import as_system
from office.setup import Say

EXPLAINED_BY_US = "<p>Dit is de uitleg van onze redactie, niet de tekst van de Alliantie.</p>"
# Only these two are established. The others exist as unpublished pages, with no title invented.
CONFIRMED = {
    1: (
        "Meedoen",
        "meedoen",
        "Ieder kind doet mee: op school, bij sport en cultuur, en met vrienden.",
        "<p>Kinderen horen erbij als zij mee kunnen doen: op schoolreis, bij een sportclub, op een "
        "verjaardag. Wie thuis weinig geld heeft, zegt vaker nee.</p>"
        "<p>Een kind merkt dat deze opgave lukt als het niet hoeft uit te leggen waarom het er "
        "niet bij is.</p>" + EXPLAINED_BY_US,
    ),
    2: (
        "Een fijn thuis",
        "een-fijn-thuis",
        "Ieder kind heeft een huis waar het veilig en warm is, en waar rust is.",
        "<p>Een kind leert en speelt beter als het thuis rustig is: een eigen bed, een warme kamer "
        "en ouders die niet de hele dag met geldzorgen bezig zijn.</p>" + EXPLAINED_BY_US,
    ),
}
NUMBER_OF_OPGAVEN = 10
ORGANISATIONS = {
    "gemeente-winterswijk": "Gemeente Winterswijk",
    "gemeente-almere": "Gemeente Almere",
    "divosa": "Divosa",
}
PEOPLE = {
    "anneke-van-grotel": "Anneke van Grotel",
    "guido-de-vries": "Guido de Vries",
    "kim-houben": "Kim Houben",
}


def load(say: Say) -> None:
    """Make the ten opgaven, of which two are published, and the rows that pages point at."""
    for slug, name in ORGANISATIONS.items():
        Organisation.objects.get_or_create(slug=slug, defaults={"name": name})
    for slug, name in PEOPLE.items():
        Person.objects.get_or_create(slug=slug, defaults={"name": name})
    with as_system("load_demo"):
        _make_opgaven(say)


def _make_opgaven(say: Say) -> None:
    parent = list_page(ListPage.OPGAVEN)
    known_numbers = set(OpgavePage.objects.child_of(parent).values_list("number", flat=True))
    missing = [n for n in range(1, NUMBER_OF_OPGAVEN + 1) if n not in known_numbers]
    for number in missing:
        title, slug, aim, text = CONFIRMED.get(
            number, (f"Opgave {number}, titel volgt", f"opgave-{number}", "", "")
        )
        known = number in CONFIRMED
        page = OpgavePage(
            title=title,
            slug=slug,
            number=number,
            aim=aim,
            summary=aim,
            confirmed=known,
            live=known,
            body=[("text", text)] if text else [],
        )
        parent.add_child(instance=page)
        revision = page.save_revision()
        if known:
            revision.publish()
    if missing:
        say(f"Made {len(missing)} opgaven; only {len(CONFIRMED)} are established and published.")


def list_page(lists: str) -> ListPage:
    """Return the Dutch list page of one kind, which `prepare_site` made."""
    return ListPage.objects.get(lists=lists, locale__language_code=settings.LANGUAGE_CODE)


def opgave(number: int) -> OpgavePage:
    """Return a Dutch opgave by its number."""
    return OpgavePage.objects.get(number=number, locale__language_code=settings.LANGUAGE_CODE)
