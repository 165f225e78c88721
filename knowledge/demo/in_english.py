"""The report of Kenniskring 14 and who is behind the demonstration, in English.

The report is translated as an editor does it: string by string, so that each paragraph keeps the
key of its Dutch twin. A quote of somebody who exists says that it is translated.
"""

from django.conf import settings
from django.db import transaction
from wagtail.models import Locale
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource

from knowledge.demo.kenniskring_14 import NUMBER
from knowledge.models import HomePage, ReportPage
from knowledge.pages.publishing import as_system
from office.setup import Say

ENGLISH = "en"
ABOUT = (
    "This site is an example. It shows how a network such as the Alliantie Kinderarmoede can share "
    "knowledge about local action against child poverty. The municipalities and organisations in "
    "the report took no part in making it."
)
PARTNERS = "Municipality of Verzinsdorp, Municipality of Bedenkstad"
SOURCE = "Alliantie Kinderarmoede, report of Kenniskring 14; our translation from Dutch"

# The first words of a Dutch string, and the whole of its English.
REPORT = {
    "Kenniskring 14: Lokale aanpak": "Kenniskring 14: Local action against child poverty",
    "kenniskring-14-lokale-aanpak": "kenniskring-14-local-action-against-child-poverty",
    "Twee gemeenten vertellen": "Two municipalities tell how they act against child poverty: with "
    "the whole village, and from a child’s dream.",
    "14 april": "14 April",
    "Gemeenten pakken kinderarmoede": "Municipalities act against child poverty in three ways.",
    "Winterswijk maakt er een opgave": "Winterswijk makes it a task of the whole village.",
    "Almere vraagt kinderen zelf": "Almere asks children themselves, and begins with their dream.",
    "Hoe pak je kinderarmoede aan": "What can you do about child poverty in your own municipality? "
    "On 14 April two people gave their answer: Anneke van Grotel of the municipality of Almere and "
    "Guido de Vries of the municipality of Winterswijk. What goes well there, and what gets in "
    "their way?",
    "Het ging ook over samenwerken": "They also spoke about working together. How do you do that "
    "with residents, while the residents stay in charge of their own lives? So soon after the "
    "local elections, many people had these questions on their minds.",
    "Drie vormen van lokale aanpak": "Three forms of local action",
    "Kim Houben werkt bij Divosa": "Kim Houben works at Divosa, a core partner of the Alliantie "
    "Kinderarmoede. Her work takes her to municipalities all over the country. Roughly, she sees "
    "three forms of local action against poverty among children.",
    "De gemeente kijkt naar de verschillende": "The municipality looks at the different fields of "
    "policy and makes a plan for each.",
    "De gemeente kijkt naar de grote": "The municipality looks at the large tasks in society (in "
    "Dutch: opgaven), and works from there in different fields of policy.",
    "De gemeente stelt het kind centraal": "The municipality starts from the child: what does a "
    "child see, and what does it need?",
    "Winterswijk is een voorbeeld": "Winterswijk is an example of the second form, Almere of the "
    "third.",
    "Winterswijk: werken vanuit": "Winterswijk: working from one task",
    "Zo’n vijf jaar geleden": "About five years ago Winterswijk made poverty its task (opgave), "
    "with a firm goal: in 2040 the village is free of poverty. Guido de Vries explained why. "
    "Poverty is a question for society. A municipality does not solve it alone, and everybody is "
    "responsible for it.",
    "Wie zo werkt": "Working like this makes room to take part and to speak. At each step the "
    "municipality asks widely who wants to think along. What comes of that goes back to the people "
    "who live there. So it becomes a plan of the whole village.",
    "De raad meekrijgen": "Winning over the council does take patience. Its members have less "
    "control, and sometimes want to see results. The municipality keeps track of those. And when "
    "many people take part with enthusiasm, the council often follows. That buys time.",
    "We zijn opgavegericht gaan werken": "We began to work from one task because poverty is a "
    "question for society…",
    "Opgaveregisseur Armoedevrij": "Director of the task Armoedevrij (free of poverty), "
    "municipality of Winterswijk",
    "Alliantie Kinderarmoede, verslag": SOURCE,
    "De aanpak van Winterswijk": "How Winterswijk works (in Dutch)",
    "Werk aan Winterswijk": "Werk aan Winterswijk",
    "Videofragment": "Part of a video",
    "Video": "Video",
    "De tien opgaven": "The ten opgaven of the Alliantie, to choose a task of your own",
    "Alliantie Kinderarmoede": "Alliantie Kinderarmoede",
    "Lijst": "List",
    "Almere: het kind centraal": "Almere: starting from the child",
    "In Almere zegt een kind zelf": "In Almere a child says what it needs. No parent has to be "
    "there, and there is no difficult form. Anneke van Grotel told about the project ‘Als ik later "
    "groot ben’ (when I grow up).",
    "In kwetsbare gezinnen": "In vulnerable families that live in poverty there is less talk about "
    "later. So Almere asks all children and young people about their dream. Everybody may take "
    "part. Yet those who come forward are mostly the children whom it is about.",
    "Uit de dromen leert de stad": "From the dreams the city learns what there is a need for. A "
    "talk about a dream touches other sides of life too, and shows whether a family needs more. "
    "That is how you let children think along about what they need. According to Van Grotel its "
    "strength is that everything turns on the child: it comes to the municipality by itself, or "
    "sends in a dream.",
    "We hebben het niet over problemen": "We do not talk about problems or about what you cannot "
    "do, but about talents and ambitions.",
    "beleidsadviseur Kinderen": "policy adviser on children in poverty and education, municipality "
    "of Almere",
    "Zo werkt ‘Als ik later groot ben’": "How ‘Als ik later groot ben’ works (in Dutch)",
    "Een kind van zeven": "A child of seven tells about her dream (in Dutch)",
    "Borging": "Making it last",
    "Hoe blijft een aanpak bestaan": "How does the work go on when the project stops? Winterswijk "
    "looks far ahead, to 2040. How else it is made to last, by money, people and a decision, our "
    "source does not say.",
    "Na de twee verhalen": "After the two stories those present talked with each other. Only the "
    "plenary part was recorded. The film on this page is another conversation: it is re-enacted, "
    "with people who do not exist.",
    "Opname van het plenaire deel": "Recording of the plenary part (in Dutch)",
}


@transaction.atomic
def load(say: Say) -> None:
    """Translate the report and the front page, unless they are there."""
    english = Locale.objects.get(language_code=ENGLISH)
    _introduce(english, say)
    report = ReportPage.objects.filter(
        number=NUMBER, locale__language_code=settings.LANGUAGE_CODE
    ).first()
    if report is None or not report.live or report.get_translation_or_none(english):
        return
    with as_system("load_demo"):
        _translate(report, english)
    say(f"Translated the report of Kenniskring {NUMBER}.")


def _introduce(english: Locale, say: Say) -> None:
    home = HomePage.objects.get(locale=english)
    if home.about or home.partners:
        return
    home.about, home.partners = ABOUT, PARTNERS
    with as_system("load_demo"):
        home.save_revision().publish()
    say("Said in English who is behind the demonstration.")


def _translate(report: ReportPage, english: Locale) -> None:
    source, _made = TranslationSource.get_or_create_from_instance(report)
    translation = Translation.objects.create(source=source, target_locale=english)
    for segment in source.stringsegment_set.select_related("string", "context"):
        words = _english(segment)
        if words:
            StringTranslation.objects.create(
                translation_of=segment.string,
                context=segment.context,
                locale=english,
                data=words,
            )
    # By itself wagtail-localize publishes after the commit, when this is no deed of the system.
    translation.save_target(publish=False)
    translation.get_target_instance().latest_revision.publish()


def _english(segment: StringSegment) -> str:
    """Return the English of a string, "" when an editor wrote it."""
    dutch = segment.string.data
    return next((words for begin, words in REPORT.items() if dutch.startswith(begin)), "")
