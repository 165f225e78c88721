"""The children's councils of Limburg: a programme, and a guide of which no address is known.

In our own words; what the source does not tell (dates, costs, places) stays empty.
"""

from knowledge.demo import making
from knowledge.demo.cases import paragraphs, steps
from knowledge.models import ProgrammePage, ReadingGuidePage
from knowledge.pages.publishing import as_system
from knowledge.text.choices import Audience, Part
from office.setup import Say

PROGRAMME = "kinderwijkraden-in-limburg"
GUIDE = "zelf-een-kinderwijkraad-beginnen"
MAIL = '<a href="mailto:info@kinderwijkraad.nl">info@kinderwijkraad.nl</a>'
QUESTIONS = (
    ("Wat is een kinderwijkraad?", "Kinderen uit een wijk beslissen er zelf mee."),
    ("Hoe leg je democratie uit aan kinderen?", ""),
    ("Hoe begin je een kinderwijkraad?", "Neem er de tijd voor: gemeente en wijk moeten wennen."),
    ("Wat verandert er voor beroepskrachten?", ""),
    ("Waar haal je het geld vandaan?", ""),
    ("Welke kinderwijkraden zijn er al?", ""),
)


def load(say: Say) -> None:
    """Make the programme and its guide, each when it is not there."""
    with as_system("load_demo"):
        programme = making.page(
            ProgrammePage,
            PROGRAMME,
            title="Kinderwijkraden in Limburg: samen beginnen, met hulp van de provincie",
            also_known_as="Structuurversterking kinderwijkraden Limburg",
            summary="Kies&Co en de provincie helpen gemeenten om een kinderwijkraad te beginnen.",
            area="Provincie Limburg (Nederland)",
            audiences=(Audience.PRIMARY_SCHOOL, Audience.PROFESSIONALS),
            opgaven=(1,),
            origin=[
                paragraphs(
                    "Een kinderwijkraad is niet zomaar geregeld. Ambtenaren en organisaties in de "
                    "wijk willen eerst begrijpen hoe het werkt. Dat is logisch, want zo’n raad "
                    "gaat over veel onderwerpen tegelijk: al snel doen verschillende afdelingen "
                    "en wethouders mee, en soms het hele college.",
                    "Ook daarna duurt het nog even voor de raad een vaste plek heeft in de wijk "
                    "en bij de gemeente. Kies&amp;Co en de provincie begonnen daarom samen aan het "
                    "project Structuurversterking kinderwijkraden Limburg.",
                )
            ],
            goals=[
                steps(
                    "Gemeenten en mensen met plannen leren kennen hoe een kinderwijkraad van "
                    "Kies&amp;Co werkt.",
                    "Er komt materiaal waarmee partners elkaar vinden en samen een kinderwijkraad "
                    "opzetten die blijft.",
                )
            ],
            approach=[
                paragraphs(
                    "De vraag is overal dezelfde, maar geen wijk en geen gemeente is gelijk. "
                    "Zelfs binnen één wijk heeft elke buurt een eigen cultuur. Daarom is er één "
                    "aanpak waarin alle onderwerpen samenkomen, en die elke wijk op haar eigen "
                    "manier invult. Zo hoeft niet iedereen opnieuw te beginnen.",
                    "Gemeenten komen verder als zij samen optrekken en van elkaar leren. "
                    "Kies&amp;Co wil daarom een netwerk in de regio, van gemeenten en van "
                    "coördinatoren in de wijken. En een makkelijke manier om te beginnen in wijken "
                    "waar kinderen met weinig opgroeien: weinig geld, of een buurt waarin mensen "
                    "elkaar weinig helpen.",
                )
            ],
            partners=[
                making.partners(
                    {
                        "organisation": "kies-en-co|Kies&Co",
                        "part": Part.LEADS,
                        "role": "begeleidt gemeenten en initiatieven, en maakt het materiaal",
                    },
                    {
                        "organisation": "provincie-limburg|Provincie Limburg",
                        "part": Part.FACILITATES,
                        "role": "ondersteunt, en brengt gemeenten bij elkaar: dat past bij een "
                        "provincie",
                    },
                )
            ],
            results=[
                paragraphs(
                    "Alles wat geleerd is, zit in een pakket om het zelf te doen. Verwacht geen "
                    "recept: het is bedoeld voor pioniers, en die zoeken in hun wijk zelf de weg. "
                    "De leeswijzer hieronder brengt je in zes vragen langs de onderdelen."
                )
            ],
            contact=[
                paragraphs(
                    "Wil je weten hoe Kies&amp;Co een gemeente of initiatief op weg helpt? Mail "
                    f"naar {MAIL}."
                )
            ],
        )
        making.page(
            ReadingGuidePage,
            GUIDE,
            title="Zelf een kinderwijkraad beginnen",
            summary="Zes vragen die je helpen om in jouw wijk een kinderwijkraad te beginnen.",
            programme=programme,
            audiences=(Audience.PROFESSIONALS,),
            opgaven=(1,),
            introduction=[
                paragraphs(
                    "Het pakket van Kies&amp;Co bestaat uit losse onderdelen. Deze leeswijzer laat "
                    "zien hoe ze bij elkaar horen. Waar de onderdelen nu staan, weten we nog niet.",
                    "Je hoeft niet bij vraag 1 te beginnen.",
                ),
            ],
            steps=[
                (
                    "step",
                    {"question": question, "answer": answer, "publisher": "Kies&Co"},
                )
                for question, answer in QUESTIONS
            ],
            contact=[paragraphs(f"Kom je er niet uit? Kies&amp;Co denkt graag mee: {MAIL}.")],
        )
    say("The children's councils of Limburg are there: a programme and a reading guide.")
