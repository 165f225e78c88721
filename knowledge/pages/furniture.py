"""The pages about the site itself, in both languages.

They say what the software does. What only the organisation knows (who it is, its address, the
status and the date of its declaration) comes from the settings of the site: see
`templates/knowledge/furniture/`.
"""

from knowledge.models import TextPage
from knowledge.pages.planned import Planned

ACCESSIBILITY = {
    "nl": "<p>Iedereen moet deze site kunnen gebruiken: met een muis, met een toetsenbord, met een "
    "schermlezer, op een telefoon en zonder JavaScript. Hier staat hoe ver we daarmee zijn, en wat "
    "je kunt doen als iets niet lukt.</p>"
    "<h2>Waar deze verklaring over gaat</h2>"
    "<p>Deze verklaring gaat over alle pagina’s van deze site. Ze volgt het model van de "
    "Nederlandse overheid, dat hoort bij het Besluit digitale toegankelijkheid overheid. De norm "
    "is EN 301 549, met de richtlijnen WCAG op niveau A en AA. De software is gebouwd volgens "
    "WCAG 2.2.</p>"
    "<h2>Hoe dit is getoetst</h2>"
    "<p>De makers toetsen elke versie van de software: automatisch met axe op drie breedtes van "
    "het scherm, en in een echte browser met het toetsenbord.</p>"
    "<p>Zo’n toets vindt niet alles. Is de site ook door mensen onderzocht, dan staat het rapport "
    "bij de gegevens van deze verklaring.</p>"
    "<h2>Wat nog niet goed gaat</h2>"
    "<p>Dit weten we zelf. Kom je iets anders tegen? Laat het ons weten.</p>"
    "<p><b>Films bij een andere partij</b></p>"
    "<ul><li>Gevolg: de speler van YouTube of Vimeo is met een toetsenbord of een schermlezer soms "
    "lastig te bedienen.</li>"
    "<li>Oorzaak: die speler is van een ander. Wij kunnen hem niet aanpassen.</li>"
    "<li>Wat je wel kunt doen: lees de uitgeschreven tekst op onze pagina als die er is, of vraag "
    "ons om hulp.</li>"
    "<li>Planning: dit lossen we zelf niet op.</li></ul>"
    "<p><b>Bestanden die anderen maakten</b></p>"
    "<ul><li>Gevolg: een pdf of een Word-bestand laat zich soms niet goed voorlezen.</li>"
    "<li>Oorzaak: wij maakten het bestand niet zelf.</li>"
    "<li>Wat je wel kunt doen: vraag ons om de inhoud in een andere vorm.</li>"
    "<li>Planning: per bestand, als je erom vraagt.</li></ul>"
    "<p><b>Beeld in opnames</b></p>"
    "<ul><li>Gevolg: wie het beeld niet ziet, mist soms wat er wordt getoond.</li>"
    "<li>Oorzaak: een opname van een gesprek heeft geen audiodescriptie.</li>"
    "<li>Wat je wel kunt doen: lees de uitgeschreven tekst. Vraag ons wat er te zien is.</li>"
    "<li>Planning: per opname, als je erom vraagt.</li></ul>"
    "<h2>Lukt er iets niet?</h2>"
    "<p>Laat het ons weten. Schrijf op welke pagina het was en wat je wilde doen. Onder de meeste "
    "pagina’s staat ‘Geef een fout door’; mailen of bellen kan ook. Daarna gaat het zo:</p>"
    "<ul><li>Binnen 5 werkdagen hoor je dat we je bericht hebben gekregen.</li>"
    "<li>Binnen 3 weken hoor je wat we doen en wanneer het klaar is.</li>"
    "<li>Binnen 8 weken is je verzoek afgehandeld.</li></ul>"
    "<h2>Ben je niet tevreden?</h2>"
    "<p>Vind je dat we je niet goed hielpen? Dien dan eerst een klacht in bij ons.</p>"
    "<p>Komen we er samen niet uit? Is de organisatie achter deze site een overheid, dan kun je "
    'naar de <a href="https://www.nationaleombudsman.nl/">Nationale ombudsman</a>. Word je door '
    "een beperking anders behandeld dan anderen, dan kun je naar het "
    '<a href="https://www.mensenrechten.nl/">College voor de Rechten van de Mens</a>.</p>',
    "en": "<p>Everybody must be able to use this site: with a mouse, a keyboard or a screen "
    "reader, on a phone and without JavaScript. This page says how far we are, and what you can do "
    "when something does not work.</p>"
    "<h2>What this statement covers</h2>"
    "<p>This statement covers all pages of this site. It follows the model of the Dutch "
    "government, which belongs to its decree on digital accessibility (Besluit digitale "
    "toegankelijkheid overheid). The standard is EN 301 549, with the WCAG guidelines at levels A "
    "and AA. The software is built to WCAG 2.2.</p>"
    "<h2>How this was tested</h2>"
    "<p>Its makers test every version of the software: automatically with axe at three widths of "
    "the screen, and in a real browser with the keyboard.</p>"
    "<p>Such a test does not find everything. If people have audited the site too, their report is "
    "among the details of this statement.</p>"
    "<h2>What does not work well yet</h2>"
    "<p>These are what we know ourselves. Do you find anything else? Let us know.</p>"
    "<p><b>Films at another party</b></p>"
    "<ul><li>Consequence: the player of YouTube or Vimeo can be hard to use with a keyboard or a "
    "screen reader.</li>"
    "<li>Cause: that player is somebody else’s. We cannot change it.</li>"
    "<li>What you can do: read the transcript on our page if there is one, or ask us for "
    "help.</li>"
    "<li>Planning: we do not solve this ourselves.</li></ul>"
    "<p><b>Files that others made</b></p>"
    "<ul><li>Consequence: some PDF and Word files cannot be read aloud well.</li>"
    "<li>Cause: we did not make the file ourselves.</li>"
    "<li>What you can do: ask us for its content in another form.</li>"
    "<li>Planning: file by file, when you ask.</li></ul>"
    "<p><b>Images in recordings</b></p>"
    "<ul><li>Consequence: who cannot see the images sometimes misses what is shown.</li>"
    "<li>Cause: a recording of a conversation has no audio description.</li>"
    "<li>What you can do: read the transcript. Ask us what is to be seen.</li>"
    "<li>Planning: recording by recording, when you ask.</li></ul>"
    "<h2>Does something not work?</h2>"
    "<p>Let us know. Write on which page it was and what you wanted to do. Below most pages stands "
    "‘Report an error’; you can also mail or call. This is what happens then:</p>"
    "<ul><li>Within 5 working days you hear that we received your message.</li>"
    "<li>Within 3 weeks you hear what we do and when it is done.</li>"
    "<li>Within 8 weeks your request has been handled.</li></ul>"
    "<h2>Are you not satisfied?</h2>"
    "<p>Do you think that we did not help you well? Then first complain to us.</p>"
    "<p>If we do not agree: when the organisation behind this site is a public authority, you can "
    'go to the <a href="https://www.nationaleombudsman.nl/">National Ombudsman</a>. When you are '
    "treated differently because of a disability, you can go to the "
    '<a href="https://www.mensenrechten.nl/">Netherlands Institute for Human Rights</a>.</p>',
}

PRIVACY = {
    "nl": "<p>Deze site gebruikt geen cookies en volgt je niet. Er wordt niets van een andere site "
    "geladen zonder dat je daarvoor klikt.</p>"
    "<h2>Welke gegevens wij krijgen</h2>"
    "<p>Alleen wat je zelf invult: als je je aanmeldt, als je een vraag stelt en als je een fout "
    "doorgeeft. Wij bewaren niet meer dan daarvoor nodig is, en niet langer dan in de tabel op "
    "deze pagina staat. Daarna wissen we het automatisch.</p>"
    "<p>Je naam en je e-mailadres komen niet op de site. Alleen wie hier voor ons werkt, kan "
    "erbij: de redactie, de organisatoren en wie de server en de mail beheert.</p>"
    "<p>De server schrijft op welke pagina’s worden gevraagd, met je netwerk in plaats van je hele "
    "adres. Dat blijft 14 dagen staan.</p>"
    "<h2>Waarom dat mag</h2>"
    "<p>In de tabel staat bij elke soort gegevens waarom dat mag. Er zijn drie redenen:</p>"
    "<ul><li>Je vroeg er zelf om. Zonder die gegevens kunnen we niet doen wat je vraagt (AVG, "
    "artikel 6, lid 1, onder b).</li>"
    "<li>Je gaf toestemming (AVG, artikel 6, lid 1, onder a). Voor wat je nodig hebt om mee te "
    "doen vragen we die uitdrukkelijk (artikel 9).</li>"
    "<li>Het is nodig om de site veilig te houden en te laten werken (AVG, artikel 6, lid 1, onder "
    "f; voor een overheid onder e).</li></ul>"
    "<h2>Je rechten</h2>"
    "<ul><li>Inzage: je mag weten welke gegevens wij van je hebben.</li>"
    "<li>Verbeteren: klopt er iets niet, dan passen wij het aan.</li>"
    "<li>Wissen: je mag vragen of wij je gegevens weghalen.</li>"
    "<li>Beperken: je mag vragen of wij je gegevens een tijd niet gebruiken, bijvoorbeeld zolang "
    "wij iets nakijken.</li>"
    "<li>Bezwaar: je mag zeggen dat je niet wilt dat wij je gegevens gebruiken.</li>"
    "<li>Meenemen: je mag je gegevens krijgen in een bestand dat je ergens anders kunt "
    "gebruiken.</li>"
    "<li>Toestemming intrekken: dat mag altijd. Wat ervoor gebeurde, blijft geldig.</li></ul>"
    "<p>Je aanmelding bekijk je en trek je in met de link in je mail. Geen mail meer over een "
    "vraag? Ook die link staat in de mail. Vraag al het andere aan ons. Je krijgt binnen een maand "
    "antwoord.</p>"
    "<p>Sprak je in een kenniskring, en wil je niet met je naam op de site? Laat het weten. Dan "
    "staat er alleen nog je functie.</p>"
    "<h2>Een klacht</h2>"
    "<p>Vertel het eerst ons, dan kunnen wij het oplossen. Je mag ook altijd een klacht indienen "
    'bij de <a href="https://www.autoriteitpersoonsgegevens.nl/">Autoriteit '
    "Persoonsgegevens</a>.</p>",
    "en": "<p>This site uses no cookies and does not follow you. Nothing is loaded from another "
    "site before you click for it.</p>"
    "<h2>Which data we get</h2>"
    "<p>Only what you fill in yourself: when you register, when you ask a question and when you "
    "report an error. We keep no more than that needs, and no longer than the table on this page "
    "says. After that it is deleted automatically.</p>"
    "<p>Your name and your e-mail address do not appear on the site. Only those who work for us "
    "here can see them: the editors, the organisers, and who runs the server and the mail.</p>"
    "<p>The server writes down which pages are asked for, with your network instead of your whole "
    "address. That stays for 14 days.</p>"
    "<h2>Why that is allowed</h2>"
    "<p>The table says for each kind of data why it is allowed. There are three reasons:</p>"
    "<ul><li>You asked for it yourself. Without those data we cannot do what you ask (GDPR, "
    "article 6(1)(b)).</li>"
    "<li>You gave consent (GDPR, article 6(1)(a)). For what you need to take part we ask it "
    "explicitly (article 9).</li>"
    "<li>It is needed to keep the site safe and working (GDPR, article 6(1)(f); for a public "
    "authority (e)).</li></ul>"
    "<h2>Your rights</h2>"
    "<ul><li>Access: you may know which data we have about you.</li>"
    "<li>Rectification: if something is wrong, we correct it.</li>"
    "<li>Erasure: you may ask us to remove your data.</li>"
    "<li>Restriction: you may ask us not to use your data for a while, for instance as long as we "
    "check something.</li>"
    "<li>Objection: you may say that you do not want us to use your data.</li>"
    "<li>Portability: you may get your data in a file that you can use elsewhere.</li>"
    "<li>Withdrawing consent: you always may. What happened before stays valid.</li></ul>"
    "<p>You see and cancel your registration with the link in your mail. No more mail about a "
    "question? That link is in the mail too. Ask us for everything else. You get an answer within "
    "a month.</p>"
    "<p>Did you speak in a knowledge circle, and do you not want your name on the site? Let us "
    "know. Then only your role is shown.</p>"
    "<h2>A complaint</h2>"
    "<p>Tell us first, so that we can solve it. You may also always complain to the "
    '<a href="https://www.autoriteitpersoonsgegevens.nl/">Dutch Data Protection Authority</a> '
    "(Autoriteit Persoonsgegevens).</p>",
}

SECURITY = {
    "nl": "<p>Heb je een zwakke plek in deze site gevonden? Vertel het ons voordat je het anderen "
    "vertelt. Dan kunnen wij het eerst oplossen.</p>"
    "<h2>Zo meld je het</h2>"
    "<ul><li>Mail ons wat je vond, op welk adres en hoe wij het kunnen nadoen.</li>"
    "<li>Doe dat zo snel mogelijk nadat je het vond.</li>"
    "<li>Laat weten hoe we je bereiken. Een schuilnaam mag.</li></ul>"
    "<h2>Dit vragen wij je</h2>"
    "<ul><li>Gebruik de zwakke plek niet verder dan nodig is om hem te laten zien.</li>"
    "<li>Bekijk, bewaar, verander en wis geen gegevens van anderen.</li>"
    "<li>Leg de site niet plat, raad geen wachtwoorden en misleid geen mensen.</li>"
    "<li>Vertel het niet verder voordat het is opgelost.</li></ul>"
    "<h2>Dit doen wij</h2>"
    "<ul><li>Je hoort binnen 5 werkdagen wat wij ervan vinden en wanneer het is opgelost.</li>"
    "<li>Wij behandelen je melding vertrouwelijk.</li>"
    "<li>Wij houden je op de hoogte, en noemen je als ontdekker als je dat wilt.</li>"
    "<li>Hield je je aan wat hierboven staat? Dan doen wij geen aangifte.</li></ul>",
    "en": "<p>Did you find a weakness in this site? Tell us before you tell others, so that we can "
    "mend it first.</p>"
    "<h2>How to report it</h2>"
    "<ul><li>Mail us what you found, at which address, and how we can repeat it.</li>"
    "<li>Do so as soon as possible after you found it.</li>"
    "<li>Say how we can reach you. A pseudonym will do.</li></ul>"
    "<h2>What we ask of you</h2>"
    "<ul><li>Use the weakness no further than needed to show it.</li>"
    "<li>Do not view, keep, change or delete data of others.</li>"
    "<li>Do not bring the site down, guess passwords or deceive people.</li>"
    "<li>Tell nobody else before it is mended.</li></ul>"
    "<h2>What we do</h2>"
    "<ul><li>Within 5 working days you hear what we think of it and when it will be mended.</li>"
    "<li>We treat your report confidentially.</li>"
    "<li>We keep you informed, and name you as its finder if you like.</li>"
    "<li>Did you keep to what stands above? Then we do not go to the police.</li></ul>",
}

FURNITURE = (
    Planned(
        "over-ons",
        TextPage,
        {"nl": "Over ons", "en": "About us"},
        texts={
            "nl": "<p>De Kenniskring is een netwerk van mensen die in hun gemeente werken aan "
            "minder armoede onder kinderen. In kenniskringen leren zij van elkaar. Wat daar wordt "
            "gedeeld, staat op deze site.</p>"
            "<p>Iedere alinea en iedere zin uit een opname heeft een eigen adres. Zo kun je "
            "precies aanwijzen wat je bedoelt, ook in een voorstel aan je raad.</p>",
            "en": "<p>De Kenniskring is a network of people who work on less child poverty in "
            "their municipality. In knowledge circles they learn from each other. What is shared "
            "there stands on this site.</p>",
        },
    ),
    Planned(
        "contact",
        TextPage,
        {"nl": "Contact", "en": "Contact"},
        texts={
            "nl": "<p>Heb je een vraag over de inhoud? Stel die op de pagina Vragen. Dan hebben "
            "collega's er ook iets aan.</p>"
            "<p>Klopt er iets niet op deze site? Laat het de redactie weten.</p>",
            "en": "<p>Do you have a question about the content? Ask it on the page Vragen, so that "
            "colleagues can use the answer too.</p>",
        },
    ),
    Planned(
        "toegankelijkheid",
        TextPage,
        {"nl": "Toegankelijkheid", "en": "Accessibility"},
        texts=ACCESSIBILITY,
        former={
            "nl": (("Toegankelijkheid", "bac2169ffd9f20c5"),),
            "en": (("Accessibility", "ac8b4545f1505f36"),),
        },
    ),
    Planned(
        "privacy",
        TextPage,
        {"nl": "Privacy", "en": "Privacy"},
        texts=PRIVACY,
        former={
            "nl": (("Privacy", "0aaa5d6d574d7ae2"),),
            "en": (("Privacy", "c9de919b69f3303d"),),
        },
    ),
    Planned(
        "kwetsbaarheid-melden",
        TextPage,
        {"nl": "Beveiligingslek melden", "en": "Report a security problem"},
        texts=SECURITY,
        former={
            "nl": (("Kwetsbaarheid melden", "fdae1914ac55fd88"),),
            "en": (("Report a vulnerability", "7c9763e7cdf12166"),),
        },
    ),
)
