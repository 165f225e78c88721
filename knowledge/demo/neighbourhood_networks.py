"""The ten pioneers of neighbourhood networks in Flanders and Brussels, and their draft framework.

In our own words, with the dates as the source knows them and the places as it names them.
"""

from knowledge.demo import making
from knowledge.demo.cases import links, paragraphs, points
from knowledge.models import FrameworkPage, Gemeente, ProgrammePage, PublicationPage
from knowledge.models.gemeente import Country
from knowledge.pages.publishing import as_system
from knowledge.text.choices import Audience, FrameworkForm, Happening, Part, Status, Version
from office.setup import Say

PROGRAMME = "pioniers-wijkgerichte-netwerken"
FRAMEWORK = "referentiekader-wijkgerichte-netwerken"
PLACES = (
    "Deurne Noord",
    "Gent",
    "Genk",
    "Lokeren",
    "Eeklo",
    "Leuven",
    "Merksplas",
    "Brussel",
    "Dilbeek",
    "Boom",
)
HAPPENED, PLANNED = Happening.HAPPENED, Happening.PLANNED
# (happened or planned, in words, year, month, day, what)
TIMELINE = (
    # The source does not say when that was.
    (
        HAPPENED,
        "",
        None,
        None,
        None,
        "Op de conferentie ‘De Toekomst is Jong’ van Kind en Gezin komt het advies om samen een "
        "referentiekader te maken.",
    ),
    (HAPPENED, "9 mei 2017", 2017, 5, 9, "De pioniers beginnen samen."),
    (
        HAPPENED,
        "juni 2017, twee dagen",
        2017,
        6,
        None,
        "De pioniers gaan bij elkaar kijken. Zij schrijven een eerste ontwerp van het kader.",
    ),
    (
        PLANNED,
        "na de zomer van 2017",
        2017,
        None,
        None,
        "Een grote groep betrokkenen vult het ontwerp aan.",
    ),
    (PLANNED, "tegen eind 2017", 2017, None, None, "Het referentiekader is klaar."),
)
PUBLICATIONS = (
    (
        "jong-en-overal-thuis",
        "Jong en overal thuis",
        "Eindrapport met de uitgangspunten voor netwerken in de wijk.",
        "http://www.kindengezin.be/img/Eindrapport-jong-en-overal-thuis.pdf",
    ),
    (
        "jong-en-betrokken",
        "Jong en betrokken",
        "Eindrapport over kinderen en gezinnen die meedoen en meebeslissen.",
        "http://www.kindengezin.be/img/eindrapport-jong-en-betrokken.pdf",
    ),
)


def load(say: Say) -> None:
    """Make the programme, its framework and the reports, each when it is not there."""
    with as_system("load_demo"):
        reports = [_report(*values) for values in PUBLICATIONS]
        programme = _programme(reports)
        _framework(programme, reports)
    say("The neighbourhood networks are there: a programme, a framework and two publications.")


def _report(slug: str, title: str, summary: str, url: str) -> PublicationPage:
    return making.page(
        PublicationPage,
        slug,
        title=title,
        summary=summary,
        publisher="Kind en Gezin",
        audiences=(Audience.PROFESSIONALS,),
        body=[
            paragraphs(
                "Dit rapport noemen de pioniers van de wijkgerichte netwerken als een van hun "
                "bronnen. Wij hebben het zelf niet gelezen."
            )
        ],
        get_it=[
            links(
                {"title": title, "kind": "Rapport, PDF", "publisher": "Kind en Gezin", "url": url}
            )
        ],
    )


def _programme(reports: list[PublicationPage]) -> ProgrammePage:
    # "Deurne Noord" is a district of Antwerp, and "Brussel" may be the region.
    names = set(PLACES) - {"Deurne Noord", "Brussel"}
    known = Gemeente.objects.filter(province__country=Country.BELGIUM, name__in=names)
    gemeenten = {gemeente.name: gemeente for gemeente in known}
    return making.page(
        ProgrammePage,
        PROGRAMME,
        title="Tien pioniers bouwen aan netwerken in de wijk",
        also_known_as="Traject met pioniers wijkgerichte netwerken voor kinderen en gezinnen",
        summary="Tien wijken in Vlaanderen en Brussel maken samen een kader voor hun netwerken.",
        area="Vlaanderen en Brussel",
        status=Status.UNKNOWN,
        state_of="zomer 2017",
        date_text="9 mei 2017",
        date_year=2017,
        date_month=5,
        date_day=9,
        audiences=(Audience.PARENTS, Audience.PROFESSIONALS),
        origin=[
            paragraphs(
                "Op veel plekken werken organisaties voor kinderen en gezinnen al samen in een "
                "wijk of buurt. Meestal vanuit een Huis van het Kind, soms vanuit een ander "
                "netwerk, zoals dat tegen armoede of rond een brede school.",
                "Op de conferentie ‘De Toekomst is Jong’ van Kind en Gezin klonk de vraag om een "
                "kader dat uit de praktijk zelf komt. Minister Van Deurzen neemt dat advies over. "
                "Hij wil dat het samenwerken in de wijken vaart krijgt en sterker wordt.",
            )
        ],
        goals=[
            points(
                "Een kader dat netwerken delen en waar zij op kunnen steunen.",
                "Een rijke omgeving voor alle kinderen en hun gezinnen. Dat kinderen en ouders "
                "meedoen, staat daarin centraal.",
                "Huizen van het Kind die ook op de lange duur blijven werken, met een netwerk tot "
                "in de wijk.",
            )
        ],
        approach=[
            paragraphs(
                "Tien netwerken kwamen samen in een platform. Uit elk netwerk kwam de trekker, en "
                "iemand van een lokale partner. Bijvoorbeeld uit het samenlevingsopbouwwerk of de "
                "buitenschoolse opvang, een wijkregisseur of een regioverpleegkundige van Kind en "
                "Gezin.",
                "Het kader groeit van onderop. Het begint bij de uitgangspunten van ‘Jong en "
                "overal thuis’. Daarin staat centraal dat kinderen en gezinnen meedoen.",
            )
        ],
        partners=[
            making.partners(
                {
                    "organisation": "kind-en-gezin|Kind en Gezin",
                    "part": Part.PARTNER,
                    "role": "hield de conferentie waar het advies vandaan komt",
                },
                {
                    "name": "Minister Van Deurzen",
                    "part": Part.SUPPORTS,
                    "role": "steunt het advies voor een kader",
                },
                {"name": "Tien wijkgerichte netwerken", "part": Part.PARTNER, "role": "maken het"},
            )
        ],
        places=[("place", {"name": name, "gemeente": gemeenten.get(name)}) for name in PLACES],
        timeline=[
            (
                "event",
                {
                    "happening": happening,
                    "date": {"text": words, "year": year, "month": month, "day": day},
                    "text": text,
                },
            )
            for happening, words, year, month, day, text in TIMELINE
        ],
        results=[links(*({"title": report.title, "page": report} for report in reports))],
    )


def _framework(programme: ProgrammePage, reports: list[PublicationPage]) -> FrameworkPage:
    return making.page(
        FrameworkPage,
        FRAMEWORK,
        title="Referentiekader voor wijkgerichte netwerken",
        summary="Opdrachten, principes en bouwstenen voor een netwerk in de wijk: een ontwerp.",
        form=FrameworkForm.FRAMEWORK,
        programme=programme,
        version=Version.DRAFT,
        version_date="juni 2017",
        state_of="zomer 2017",
        audiences=(Audience.PROFESSIONALS,),
        introduction=[
            paragraphs(
                "De pioniers schreven in juni 2017 een eerste ontwerp. Het gaat over de opdrachten "
                "van een netwerk in de wijk, de principes en de bouwstenen. De tekst zelf kennen "
                "wij niet. Daarom staat hier alleen wat we weten."
            )
        ],
        practices=[
            paragraphs(
                "De aanbevolen praktijken voor netwerken moesten in de zomer van 2017 nog komen."
            )
        ],
        based_on=[
            links(
                *(
                    {
                        "title": report.title,
                        "kind": "Rapport",
                        "publisher": "Kind en Gezin",
                        "page": report,
                    }
                    for report in reports
                )
            )
        ],
    )
