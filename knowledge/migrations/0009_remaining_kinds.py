import django.db.models.deletion
from django.db import migrations, models

import knowledge.text.blocks


class Migration(migrations.Migration):
    dependencies = [
        ("knowledge", "0008_document_accessible_unknown"),
    ]

    operations = [
        migrations.CreateModel(
            name="ProgrammePage",
            fields=[
                (
                    "knowledgepage_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="knowledge.knowledgepage",
                    ),
                ),
                (
                    "area",
                    models.CharField(
                        blank=True,
                        help_text="Provincie, regio of land.",
                        max_length=120,
                        verbose_name="gebied",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("loopt", "Loopt"),
                            ("afgerond", "Afgerond"),
                            ("stand-onbekend", "Stand onbekend"),
                        ],
                        default="stand-onbekend",
                        max_length=16,
                        verbose_name="status",
                    ),
                ),
                (
                    "in_short",
                    knowledge.text.blocks.BodyField([], blank=True, verbose_name="in het kort"),
                ),
                (
                    "origin",
                    knowledge.text.blocks.BodyField(
                        [],
                        blank=True,
                        help_text="Waarom dit programma er kwam, en wie ermee begon.",
                        verbose_name="hoe het begon",
                    ),
                ),
                ("goals", knowledge.text.blocks.BodyField([], blank=True, verbose_name="doelen")),
                (
                    "approach",
                    knowledge.text.blocks.BodyField([], blank=True, verbose_name="zo werkt het"),
                ),
                (
                    "partners",
                    knowledge.text.blocks.BodyField([], blank=True, verbose_name="wie doen mee"),
                ),
                ("places", knowledge.text.blocks.BodyField([], blank=True, verbose_name="waar")),
                (
                    "timeline",
                    knowledge.text.blocks.BodyField([], blank=True, verbose_name="tijdlijn"),
                ),
                (
                    "results",
                    knowledge.text.blocks.BodyField([], blank=True, verbose_name="om mee te nemen"),
                ),
                (
                    "contact",
                    knowledge.text.blocks.BodyField([], blank=True, verbose_name="meer weten?"),
                ),
            ],
            options={
                "verbose_name": "programma",
                "verbose_name_plural": "programma's",
            },
            bases=("knowledge.knowledgepage",),
        ),
        migrations.CreateModel(
            name="PublicationPage",
            fields=[
                (
                    "knowledgepage_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="knowledge.knowledgepage",
                    ),
                ),
                (
                    "publisher",
                    models.CharField(
                        blank=True,
                        help_text="De organisatie die het uitgaf, en wie het schreef.",
                        max_length=160,
                        verbose_name="van wie",
                    ),
                ),
                (
                    "extent",
                    models.CharField(
                        blank=True,
                        help_text="Bijvoorbeeld: 24 bladzijden.",
                        max_length=80,
                        verbose_name="omvang",
                    ),
                ),
                (
                    "in_short",
                    knowledge.text.blocks.BodyField([], blank=True, verbose_name="in het kort"),
                ),
                (
                    "body",
                    knowledge.text.blocks.BodyField([], blank=True, verbose_name="wat staat erin?"),
                ),
                (
                    "get_it",
                    knowledge.text.blocks.BodyField(
                        [],
                        blank=True,
                        help_text="Het bestand of het adres. Is het adres niet bekend, laat het dan leeg.",
                        verbose_name="hier vind je het",
                    ),
                ),
            ],
            options={
                "verbose_name": "publicatie",
                "verbose_name_plural": "publicaties",
            },
            bases=("knowledge.knowledgepage",),
        ),
        migrations.CreateModel(
            name="FrameworkPage",
            fields=[
                (
                    "knowledgepage_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="knowledge.knowledgepage",
                    ),
                ),
                (
                    "form",
                    models.CharField(
                        choices=[("kader", "Kader"), ("label", "Label")],
                        default="kader",
                        max_length=8,
                        verbose_name="kader of label",
                    ),
                ),
                (
                    "version",
                    models.CharField(
                        blank=True,
                        choices=[("ontwerp", "Ontwerp"), ("vastgesteld", "Vastgesteld")],
                        max_length=12,
                        verbose_name="versie",
                    ),
                ),
                (
                    "version_date",
                    models.CharField(
                        blank=True,
                        help_text="Zoals de bron het zegt: “juni 2017”.",
                        max_length=80,
                        verbose_name="datum van die versie",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("loopt", "Loopt"),
                            ("afgerond", "Afgerond"),
                            ("stand-onbekend", "Stand onbekend"),
                        ],
                        default="stand-onbekend",
                        max_length=16,
                        verbose_name="status",
                    ),
                ),
                (
                    "introduction",
                    knowledge.text.blocks.BodyField(
                        [], blank=True, verbose_name="waar gaat het over"
                    ),
                ),
                ("phases", knowledge.text.blocks.BodyField([], blank=True, verbose_name="fasen")),
                (
                    "assignments",
                    knowledge.text.blocks.BodyField([], blank=True, verbose_name="opdrachten"),
                ),
                (
                    "principles",
                    knowledge.text.blocks.BodyField([], blank=True, verbose_name="principes"),
                ),
                (
                    "building_blocks",
                    knowledge.text.blocks.BodyField([], blank=True, verbose_name="bouwstenen"),
                ),
                (
                    "practices",
                    knowledge.text.blocks.BodyField(
                        [], blank=True, verbose_name="aanbevolen praktijken"
                    ),
                ),
                (
                    "evidence",
                    knowledge.text.blocks.BodyField(
                        [],
                        blank=True,
                        help_text="Alinea's van deze site die laten zien dat dit werkt, of niet.",
                        verbose_name="hieraan zie je het",
                    ),
                ),
                (
                    "based_on",
                    knowledge.text.blocks.BodyField(
                        [],
                        blank=True,
                        help_text="De publicaties en afspraken waar dit op steunt.",
                        verbose_name="gebaseerd op",
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="knowledge.programmepage",
                        verbose_name="hoort bij programma",
                    ),
                ),
            ],
            options={
                "verbose_name": "kader of label",
                "verbose_name_plural": "kaders en labels",
            },
            bases=("knowledge.knowledgepage",),
        ),
        migrations.CreateModel(
            name="ActionSheetPage",
            fields=[
                (
                    "knowledgepage_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="knowledge.knowledgepage",
                    ),
                ),
                ("theme", models.CharField(blank=True, max_length=120, verbose_name="thema")),
                (
                    "owner_site",
                    models.URLField(
                        blank=True,
                        help_text="Waar de eigenaar er meer over zegt.",
                        verbose_name="website van de eigenaar",
                    ),
                ),
                (
                    "aim",
                    knowledge.text.blocks.BodyField(
                        [], blank=True, help_text="Wat moet dit opleveren?", verbose_name="doel"
                    ),
                ),
                (
                    "state_of_affairs",
                    knowledge.text.blocks.BodyField([], blank=True, verbose_name="stand van zaken"),
                ),
                (
                    "execution",
                    knowledge.text.blocks.BodyField([], blank=True, verbose_name="uitvoering"),
                ),
                (
                    "communication",
                    knowledge.text.blocks.BodyField([], blank=True, verbose_name="communicatie"),
                ),
                (
                    "connection",
                    knowledge.text.blocks.BodyField([], blank=True, verbose_name="verbinding"),
                ),
                (
                    "evaluation",
                    knowledge.text.blocks.BodyField(
                        [], blank=True, verbose_name="evaluatie en monitoring"
                    ),
                ),
                (
                    "finances",
                    knowledge.text.blocks.BodyField([], blank=True, verbose_name="financiën"),
                ),
                (
                    "lasting",
                    knowledge.text.blocks.BodyField(
                        [],
                        blank=True,
                        help_text="Hoe blijft dit bestaan als het project stopt? Geld, mensen, besluit.",
                        verbose_name="hoe blijft het bestaan? (borging)",
                    ),
                ),
                (
                    "owners",
                    knowledge.text.blocks.BodyField(
                        [],
                        blank=True,
                        help_text="Deze organisaties staan ook boven aan de pagina.",
                        verbose_name="eigenaar en kartrekker",
                    ),
                ),
                (
                    "together",
                    knowledge.text.blocks.BodyField([], blank=True, verbose_name="samen met"),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="knowledge.programmepage",
                        verbose_name="hoort bij programma",
                    ),
                ),
            ],
            options={
                "verbose_name": "actieblad",
                "verbose_name_plural": "actiebladen",
            },
            bases=("knowledge.knowledgepage",),
        ),
        migrations.CreateModel(
            name="ReadingGuidePage",
            fields=[
                (
                    "knowledgepage_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="knowledge.knowledgepage",
                    ),
                ),
                (
                    "introduction",
                    knowledge.text.blocks.BodyField([], blank=True, verbose_name="inleiding"),
                ),
                ("steps", knowledge.text.blocks.BodyField([], blank=True, verbose_name="vragen")),
                (
                    "contact",
                    knowledge.text.blocks.BodyField([], blank=True, verbose_name="meer weten?"),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="knowledge.programmepage",
                        verbose_name="hoort bij programma",
                    ),
                ),
            ],
            options={
                "verbose_name": "leeswijzer",
                "verbose_name_plural": "leeswijzers",
            },
            bases=("knowledge.knowledgepage",),
        ),
    ]
