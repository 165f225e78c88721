"""What is said in the demonstration film. The speakers are invented and carry invented names; the
words are ours. `scripts/make_demo_film.py` turns this into film and captions.
"""

from dataclasses import dataclass

TITLE = "Nagemaakt gesprek: lokale aanpak van kinderarmoede"


@dataclass(frozen=True, slots=True)
class Speaker:
    """One invented person: how they are shown and which generated voice speaks for them."""

    name: str
    role: str
    organisation: str
    voice: str
    pitch: int


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker says; every caption is one cue."""

    speaker: str
    captions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ScriptChapter:
    """A chapter of the film."""

    title: str
    turns: tuple[Turn, ...]


SPEAKERS = {
    "noor": Speaker("Noor Voorbeeld", "gespreksleider (gespeeld)", "De Kenniskring", "nl+f2", 48),
    "joris": Speaker(
        "Joris Denkbeeld", "opgaveregisseur (gespeeld)", "gemeente Verzinsdorp", "nl+m3", 38
    ),
    "mila": Speaker(
        "Mila Fictie", "beleidsadviseur jeugd (gespeeld)", "gemeente Bedenkstad", "nl+f5", 60
    ),
}

CHAPTERS = (
    ScriptChapter(
        "Welkom",
        (
            Turn(
                "noor",
                (
                    "Welkom bij deze kenniskring.",
                    "Dit gesprek is nagemaakt, en wij bestaan niet echt.",
                    "De vraag bestaat wel: hoe pak je armoede bij kinderen aan in je gemeente?",
                ),
            ),
        ),
    ),
    ScriptChapter(
        "Werken vanuit een opgave",
        (
            Turn(
                "joris",
                (
                    "Wij hebben van armoede één opgave gemaakt, voor het hele dorp.",
                    "Niet de afdelingen staan voorop, maar het doel.",
                    "Bij elke stap vragen we inwoners mee te denken, ook kinderen en ouders.",
                    "Wat we horen, leggen we daarna weer aan hen voor.",
                ),
            ),
        ),
    ),
    ScriptChapter(
        "Hoe krijg je de raad mee?",
        (
            Turn("noor", ("En hoe krijg je de raad mee?",)),
            Turn(
                "joris",
                (
                    "De raad wil weten wat het geld oplevert.",
                    "Wij laten elk half jaar zien wat er voor kinderen is veranderd.",
                    "En we nemen raadsleden mee naar de gesprekken in de wijk.",
                    "Wie het zelf hoort, geeft je de tijd.",
                ),
            ),
        ),
    ),
    ScriptChapter(
        "Het kind centraal",
        (
            Turn(
                "mila",
                (
                    "Bij ons kunnen kinderen zelf laten weten wat ze nodig hebben.",
                    "Zonder formulier, en zonder dat een ouder erbij hoeft te zijn.",
                    "We vragen niet naar problemen. We vragen: wat wil je later worden?",
                ),
            ),
            Turn("noor", ("Hoe laat je kinderen echt meedenken?",)),
            Turn(
                "mila",
                (
                    "Begin klein. Vraag het in de klas, op het plein en bij de sportclub.",
                    "Vertel daarna altijd wat je met hun antwoord hebt gedaan.",
                    "Anders denken ze de volgende keer: waarom zou ik?",
                ),
            ),
        ),
    ),
    ScriptChapter(
        "Borging: hoe blijft dit bestaan?",
        (
            Turn("noor", ("Laatste vraag: hoe blijft dit bestaan als het project stopt?",)),
            Turn(
                "joris",
                (
                    "Borging begint op dag één.",
                    "Zet het geld in de gewone begroting en maak één persoon eigenaar.",
                    "En leg het besluit vast.",
                ),
            ),
            Turn(
                "mila",
                (
                    "Zorg ook dat meer mensen het verhaal kunnen vertellen.",
                    "Als één collega vertrekt, mag het niet stoppen.",
                ),
            ),
            Turn(
                "noor", ("Dank jullie wel. Breng je eigen vraag mee naar de volgende kenniskring.",)
            ),
        ),
    ),
)
