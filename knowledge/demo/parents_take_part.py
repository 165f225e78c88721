"""An action sheet of Kansrijke Start in Limburg: parents take part in what concerns them.

In our own words; what the source does not tell (dates, amounts) stays empty.
"""

from knowledge.demo import making
from knowledge.demo.cases import links, paragraphs, points
from knowledge.models import ActionSheetPage, ProgrammePage, Term
from knowledge.pages.publishing import as_system
from knowledge.text.choices import Audience
from office.setup import Say

PROGRAMME = "kansrijke-start-limburg"
SHEET = "ouders-doen-mee"


def load(say: Say) -> None:
    """Make the programme and the sheet, each when it is not there."""
    # The word of the source, which our own words do not use.
    Term.objects.get_or_create(
        word="ouderparticipatie",
        defaults={
            "explanation": "ouders doen mee en beslissen mee",
            "equals": "ouders doen mee, participatie van ouders",
        },
    )
    with as_system("load_demo"):
        programme = making.page(
            ProgrammePage,
            PROGRAMME,
            title="Kansrijke Start in Limburg",
            summary="Regionale en lokale coalities werken aan een goede start voor elk kind.",
            area="Provincie Limburg (Nederland)",
            audiences=(Audience.PREGNANT_TO_FOUR, Audience.PARENTS),
            goals=[
                paragraphs(
                    "Gelijkwaardigheid is een van de doelen: gezinnen tellen even zwaar mee als "
                    "alle anderen."
                )
            ],
        )
        making.page(
            ActionSheetPage,
            SHEET,
            title="Ouders doen mee in Kansrijke Start",
            also_known_as="Participatie van burgers, gezinnen en ervaringsdeskundigen",
            summary="Hoe ouders op elk niveau meepraten, en wat daarvoor geregeld wordt.",
            theme="Participatie: burgers, gezinnen en ervaringsdeskundigen",
            programme=programme,
            audiences=(Audience.PREGNANT_TO_FOUR, Audience.PARENTS),
            opgaven=(1,),
            aim=[
                paragraphs(
                    "Gelijkwaardigheid is een van de doelen van Kansrijke Start: gezinnen tellen "
                    "even zwaar mee als alle anderen. Daarvoor praten ouders, of mensen die namens "
                    "ouders spreken, mee op elk niveau. Burgerkracht Limburg begeleidt dat."
                )
            ],
            state_of_affairs=[
                points(
                    "Bij enkele lokale knooppunten is al afgesproken dat ouders bij elk gesprek "
                    "zijn.",
                    "In meerdere werkgroepen zitten ouders of ervaringsdeskundigen.",
                    "In verschillende projecten is geld gereserveerd om ouders mee te laten doen.",
                )
            ],
            execution=[
                (
                    "list",
                    {
                        "ordered": False,
                        "items": [
                            {
                                "text": "<p>Ouders en wie namens hen spreken, krijgen een plek in "
                                "overleggen en werkgroepen, en een training daarvoor. Het "
                                "resultaat:</p>",
                                "items": [
                                    "<p>Ouders zitten in de lokale en regionale coalitie, en in de "
                                    "stuurgroep Trendbreuk.</p>",
                                    "<p>Zij kunnen volwaardig meedoen: hun onkosten worden betaald "
                                    "en zij krijgen een training.</p>",
                                ],
                            },
                            {
                                "text": "<p>Wie een project leidt of trekt, leert om ouders er "
                                "zelf bij te betrekken. Dat hoort bij de gezamenlijke "
                                "opdracht.</p>"
                            },
                        ],
                    },
                )
            ],
            communication=[
                points(
                    "Via de website van Trendbreuk.",
                    "Het onderwerp staat vast op de agenda van de lokale en regionale coalities.",
                    "Via de eigen kanalen van Burgerkracht Limburg.",
                )
            ],
            connection=[
                points(
                    "Ouders doen mee in elk initiatief van Kansrijke Start, net zoals het sociale "
                    "en het medische domein er vertegenwoordigd zijn.",
                    "Burgerkracht zit in netwerken van bestuur en beleid. Het legt de verbinding "
                    "met informele netwerken.",
                )
            ],
            evaluation=[points("De regionale coalitie krijgt een rapportage.")],
            finances=[
                points(
                    "In de conceptbegroting staat geld voor de deelname van ouders. Ook onkosten, "
                    "inzet en training vallen daaronder."
                )
            ],
            lasting=[
                points(
                    "Dit vraagt een lange adem: een netwerk dat blijft, kost jaren.",
                    "Met alle partners samen worden doelen gekozen. Zij brengen in kaart welke "
                    "middelen daarvoor nodig zijn.",
                    "De partners leren hoe je ouders laat meedoen op een manier die ertoe doet.",
                ),
                # The source leads on to a page whose address is lost.
                links({"title": "Meer over deze actie"}),
            ],
            owners=[making.partners({"organisation": "burgerkracht-limburg|Burgerkracht Limburg"})],
            together=[
                making.partners(
                    {"name": "Partners van de regionale en lokale coalities van Kansrijke Start"},
                    {"organisation": "pril-begin|Pril Begin"},
                )
            ],
        )
    say("Kansrijke Start is there: a programme and an action sheet.")
