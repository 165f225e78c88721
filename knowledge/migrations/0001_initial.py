import django.db.models.deletion
import django.utils.timezone
import modelcluster.fields
import modelsearch.index
import taggit.managers
import wagtail.images.models
import wagtail.models.media
from django.conf import settings
from django.db import migrations, models

import knowledge.codes
import knowledge.models.home
import knowledge.models.recording
import knowledge.text.blocks


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("taggit", "0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx"),
        ("wagtailcore", "0098_apitoken"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Asker",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=120, verbose_name="naam")),
                (
                    "email",
                    models.EmailField(blank=True, max_length=254, verbose_name="e-mailadres"),
                ),
                ("email_folded", models.CharField(blank=True, editable=False, max_length=254)),
                (
                    "organisation",
                    models.CharField(
                        blank=True, max_length=160, verbose_name="gemeente of organisatie"
                    ),
                ),
                ("language", models.CharField(default="nl", max_length=10, verbose_name="taal")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "wacht op bevestiging"),
                            ("confirmed", "bevestigd"),
                            ("stopped", "wil geen mail meer"),
                        ],
                        default="waiting",
                        max_length=10,
                        verbose_name="stand",
                    ),
                ),
                ("link_version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "created_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="gemaakt op"
                    ),
                ),
                (
                    "confirmed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="bevestigd op"),
                ),
            ],
            options={
                "verbose_name": "vrager",
                "verbose_name_plural": "vragers",
                "ordering": ["created_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="KnowledgePage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                (
                    "subtitle",
                    models.CharField(blank=True, max_length=160, verbose_name="ondertitel"),
                ),
                (
                    "also_known_as",
                    models.CharField(
                        blank=True,
                        help_text="Andere namen, met komma's ertussen. Zoeken vindt de pagina er ook op.",
                        max_length=255,
                        verbose_name="ook bekend als",
                    ),
                ),
                (
                    "summary",
                    models.TextField(
                        blank=True,
                        help_text="Eén zin: wat heeft de lezer hieraan?",
                        max_length=300,
                        verbose_name="samenvatting",
                    ),
                ),
                (
                    "checked_on",
                    models.DateField(
                        blank=True,
                        help_text="Wanneer keek de redactie dit voor het laatst na?",
                        null=True,
                        verbose_name="gecontroleerd op",
                    ),
                ),
                (
                    "date_text",
                    models.CharField(
                        blank=True,
                        help_text="Zoals de bron het zegt: “14 april”, “zo'n vijf jaar geleden”.",
                        max_length=80,
                        verbose_name="datum in woorden",
                    ),
                ),
                (
                    "date_year",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="jaar"),
                ),
                (
                    "date_month",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="maand"),
                ),
                (
                    "date_day",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="dag"),
                ),
                (
                    "date_confirmed_by",
                    models.CharField(
                        blank=True, max_length=120, verbose_name="datum bevestigd door"
                    ),
                ),
                (
                    "date_confirmed_at",
                    models.DateField(blank=True, null=True, verbose_name="datum bevestigd op"),
                ),
                (
                    "state_of",
                    models.CharField(
                        blank=True,
                        help_text="Van wanneer is deze kennis? Zoals de bron het zegt.",
                        max_length=60,
                        verbose_name="stand van",
                    ),
                ),
            ],
            options={
                "verbose_name": "kennispagina",
                "verbose_name_plural": "kennispagina's",
                "abstract": False,
            },
            bases=("wagtailcore.page", models.Model),
        ),
        migrations.CreateModel(
            name="Chapter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "starts",
                    models.PositiveIntegerField(
                        help_text="In milliseconden.", verbose_name="begin"
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="titel")),
            ],
            options={
                "verbose_name": "hoofdstuk",
                "verbose_name_plural": "hoofdstukken",
                "ordering": ["transcript", "starts"],
            },
        ),
        migrations.CreateModel(
            name="Cue",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "uid",
                    models.CharField(
                        default=knowledge.codes.new_code, editable=False, max_length=8, unique=True
                    ),
                ),
                ("position", models.PositiveIntegerField()),
                (
                    "starts",
                    models.PositiveIntegerField(
                        help_text="In milliseconden.", verbose_name="begin"
                    ),
                ),
                (
                    "ends",
                    models.PositiveIntegerField(
                        help_text="In milliseconden.", verbose_name="einde"
                    ),
                ),
                ("text", models.TextField(blank=True, verbose_name="tekst")),
                ("starts_span", models.BooleanField(default=False, editable=False)),
                (
                    "redacted",
                    models.BooleanField(default=False, editable=False, verbose_name="weggehaald"),
                ),
            ],
            options={
                "verbose_name": "regel",
                "verbose_name_plural": "regels",
                "ordering": ["transcript", "position"],
            },
        ),
        migrations.CreateModel(
            name="FourEyesTask",
            fields=[
                (
                    "task_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="wagtailcore.task",
                    ),
                ),
            ],
            options={
                "verbose_name": "goedkeuring door een ander",
                "verbose_name_plural": "goedkeuringen door een ander",
            },
            bases=("wagtailcore.task",),
        ),
        migrations.CreateModel(
            name="Gemeente",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=80, verbose_name="naam")),
                ("slug", models.SlugField(unique=True)),
                ("cbs_code", models.CharField(blank=True, max_length=6, verbose_name="CBS-code")),
                (
                    "inhabitants",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="inwoners"),
                ),
                (
                    "inhabitants_year",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="geteld in jaar"
                    ),
                ),
            ],
            options={
                "verbose_name": "gemeente",
                "verbose_name_plural": "gemeenten",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="HomePage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                (
                    "subtitle",
                    models.CharField(blank=True, max_length=160, verbose_name="ondertitel"),
                ),
                (
                    "also_known_as",
                    models.CharField(
                        blank=True,
                        help_text="Andere namen, met komma's ertussen. Zoeken vindt de pagina er ook op.",
                        max_length=255,
                        verbose_name="ook bekend als",
                    ),
                ),
                (
                    "summary",
                    models.TextField(
                        blank=True,
                        help_text="Eén zin: wat heeft de lezer hieraan?",
                        max_length=300,
                        verbose_name="samenvatting",
                    ),
                ),
                (
                    "checked_on",
                    models.DateField(
                        blank=True,
                        help_text="Wanneer keek de redactie dit voor het laatst na?",
                        null=True,
                        verbose_name="gecontroleerd op",
                    ),
                ),
                (
                    "heading",
                    models.CharField(
                        default="Wat werkt tegen kinderarmoede in jouw gemeente?",
                        max_length=120,
                        verbose_name="kop",
                    ),
                ),
                (
                    "intro",
                    models.CharField(
                        default="Praktijkvoorbeelden, verslagen en opnames van collega's uit het hele land.",
                        max_length=200,
                        verbose_name="inleiding",
                    ),
                ),
                (
                    "example_searches",
                    knowledge.text.blocks.BodyField(
                        [], blank=True, verbose_name="voorbeelden van zoekvragen"
                    ),
                ),
                (
                    "about",
                    models.TextField(
                        blank=True, max_length=300, verbose_name="wie zit hierachter?"
                    ),
                ),
                (
                    "partners",
                    models.TextField(
                        blank=True, help_text="Namen met komma's ertussen.", verbose_name="partners"
                    ),
                ),
            ],
            options={
                "verbose_name": "voorpagina",
                "verbose_name_plural": "voorpagina's",
            },
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="ListPage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                (
                    "subtitle",
                    models.CharField(blank=True, max_length=160, verbose_name="ondertitel"),
                ),
                (
                    "also_known_as",
                    models.CharField(
                        blank=True,
                        help_text="Andere namen, met komma's ertussen. Zoeken vindt de pagina er ook op.",
                        max_length=255,
                        verbose_name="ook bekend als",
                    ),
                ),
                (
                    "summary",
                    models.TextField(
                        blank=True,
                        help_text="Eén zin: wat heeft de lezer hieraan?",
                        max_length=300,
                        verbose_name="samenvatting",
                    ),
                ),
                (
                    "checked_on",
                    models.DateField(
                        blank=True,
                        help_text="Wanneer keek de redactie dit voor het laatst na?",
                        null=True,
                        verbose_name="gecontroleerd op",
                    ),
                ),
                (
                    "lists",
                    models.CharField(
                        choices=knowledge.models.home.what_lists_show,
                        max_length=24,
                        verbose_name="toont",
                    ),
                ),
                ("body", knowledge.text.blocks.BodyField([], blank=True, verbose_name="uitleg")),
            ],
            options={
                "verbose_name": "lijstpagina",
                "verbose_name_plural": "lijstpagina's",
            },
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="OpgavePage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                (
                    "subtitle",
                    models.CharField(blank=True, max_length=160, verbose_name="ondertitel"),
                ),
                (
                    "also_known_as",
                    models.CharField(
                        blank=True,
                        help_text="Andere namen, met komma's ertussen. Zoeken vindt de pagina er ook op.",
                        max_length=255,
                        verbose_name="ook bekend als",
                    ),
                ),
                (
                    "summary",
                    models.TextField(
                        blank=True,
                        help_text="Eén zin: wat heeft de lezer hieraan?",
                        max_length=300,
                        verbose_name="samenvatting",
                    ),
                ),
                (
                    "checked_on",
                    models.DateField(
                        blank=True,
                        help_text="Wanneer keek de redactie dit voor het laatst na?",
                        null=True,
                        verbose_name="gecontroleerd op",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="nummer")),
                ("aim", models.CharField(blank=True, max_length=240, verbose_name="doel")),
                ("source_url", models.URLField(blank=True, verbose_name="bron")),
                (
                    "confirmed",
                    models.BooleanField(
                        default=False,
                        help_text="Heeft de Alliantie deze opgave vastgesteld?",
                        verbose_name="vastgesteld",
                    ),
                ),
                (
                    "body",
                    knowledge.text.blocks.BodyField(
                        [], blank=True, verbose_name="waar gaat dit over"
                    ),
                ),
            ],
            options={
                "verbose_name": "opgave",
                "verbose_name_plural": "opgaven",
            },
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="Organisation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="naam")),
                ("slug", models.SlugField(max_length=120, unique=True)),
                ("url", models.URLField(blank=True, verbose_name="website")),
            ],
            options={
                "verbose_name": "organisatie",
                "verbose_name_plural": "organisaties",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="PageAudience",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("zwangeren-en-0-4", "Zwangeren en 0–4"),
                            ("basisschool", "Basisschool"),
                            ("12-18", "12–18"),
                            ("ouders-en-gezinnen", "Ouders en gezinnen"),
                            ("professionals", "Professionals"),
                        ],
                        max_length=24,
                        verbose_name="doelgroep",
                    ),
                ),
            ],
            options={
                "verbose_name": "doelgroep",
                "verbose_name_plural": "doelgroepen",
                "ordering": ["sort_order"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PageGemeente",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
            ],
            options={
                "ordering": ["sort_order"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PageOpgave",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
            ],
            options={
                "ordering": ["sort_order"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PageSpeaker",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                ("role", models.CharField(blank=True, max_length=160, verbose_name="functie toen")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="in één zin")),
                (
                    "mentioned",
                    models.BooleanField(
                        default=False,
                        help_text="Sprak niet zelf, maar wordt genoemd.",
                        verbose_name="alleen genoemd",
                    ),
                ),
            ],
            options={
                "ordering": ["sort_order"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Passage",
            fields=[
                (
                    "id",
                    models.CharField(
                        default=knowledge.codes.new_code,
                        editable=False,
                        max_length=8,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "owner_title",
                    models.CharField(max_length=255, verbose_name="titel van het geheel"),
                ),
                (
                    "owner_url",
                    models.CharField(
                        blank=True, max_length=1000, verbose_name="adres van het geheel"
                    ),
                ),
                ("language", models.CharField(max_length=16, verbose_name="taal")),
                ("translation_key", models.UUIDField(blank=True, editable=False, null=True)),
                ("key", models.CharField(max_length=100)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("section", "Onderdeel"),
                            ("paragraph", "Alinea"),
                            ("item", "Punt"),
                            ("quote", "Citaat"),
                            ("table", "Tabel"),
                            ("figure", "Afbeelding"),
                            ("link", "Verwijzing"),
                            ("takeaway", "In het kort"),
                            ("span", "Fragment"),
                            ("question", "Vraag"),
                            ("answer", "Antwoord"),
                        ],
                        max_length=12,
                        verbose_name="soort",
                    ),
                ),
                ("label", models.CharField(blank=True, max_length=255, verbose_name="kop")),
                ("text", models.TextField(blank=True, verbose_name="tekst")),
                ("text_hash", models.CharField(blank=True, max_length=32)),
                ("position", models.PositiveIntegerField(default=0)),
                (
                    "seconds",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="seconde in de opname"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("live", "Te lezen"),
                            ("hidden", "Pagina staat niet online"),
                            ("removed", "Verwijderd"),
                            ("withdrawn", "Ingetrokken"),
                        ],
                        default="live",
                        max_length=10,
                        verbose_name="toestand",
                    ),
                ),
                ("changed_at", models.DateTimeField(verbose_name="gewijzigd op")),
            ],
            options={
                "verbose_name": "passage",
                "verbose_name_plural": "passages",
            },
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="naam")),
                ("slug", models.SlugField(max_length=120, unique=True)),
                (
                    "show_as_role",
                    models.BooleanField(
                        default=False,
                        help_text="De naam komt dan nergens meer op de site, alleen functie en organisatie.",
                        verbose_name="toon als functie",
                    ),
                ),
                (
                    "fictional",
                    models.BooleanField(
                        default=False,
                        help_text="Voor voorbeelden en nagemaakte films.",
                        verbose_name="verzonnen persoon",
                    ),
                ),
            ],
            options={
                "verbose_name": "persoon",
                "verbose_name_plural": "personen",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Province",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=60, verbose_name="naam")),
                ("slug", models.SlugField(unique=True)),
                (
                    "country",
                    models.CharField(
                        choices=[("nl", "Nederland"), ("be", "België")],
                        default="nl",
                        max_length=2,
                        verbose_name="land",
                    ),
                ),
            ],
            options={
                "verbose_name": "provincie",
                "verbose_name_plural": "provincies",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Question",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "number",
                    models.PositiveIntegerField(
                        editable=False, null=True, unique=True, verbose_name="nummer"
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[("nl", "Nederlands"), ("en", "English")],
                        default="nl",
                        max_length=10,
                        verbose_name="taal",
                    ),
                ),
                ("text", models.CharField(max_length=500, verbose_name="vraag")),
                (
                    "explanation",
                    models.TextField(
                        blank=True,
                        help_text="Staat op de site. Haal namen van personen eruit.",
                        verbose_name="toelichting",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("unconfirmed", "Wacht op bevestiging"),
                            ("new", "Nieuw"),
                            ("open", "Open"),
                            ("on_agenda", "Op de agenda"),
                            ("discussed", "Besproken"),
                            ("answered", "Beantwoord"),
                            ("merged", "Samengevoegd"),
                            ("refused", "Niet geplaatst"),
                            ("withdrawn", "Ingetrokken"),
                        ],
                        default="new",
                        editable=False,
                        max_length=12,
                        verbose_name="stand",
                    ),
                ),
                (
                    "origin",
                    models.CharField(
                        choices=[
                            ("website", "via de site"),
                            ("registration", "via aanmelding"),
                            ("report", "uit een verslag"),
                            ("search", "na zoeken"),
                        ],
                        default="website",
                        editable=False,
                        max_length=12,
                        verbose_name="herkomst",
                    ),
                ),
                ("form_key", models.CharField(blank=True, editable=False, max_length=64)),
                ("link_version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "created_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="gesteld op"
                    ),
                ),
                (
                    "published_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="geplaatst op"),
                ),
                (
                    "answered_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="beantwoord op"),
                ),
            ],
            options={
                "verbose_name": "vraag",
                "verbose_name_plural": "vragen",
                "ordering": ["-created_at", "-pk"],
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name="QuestionEvent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("asked", "Gesteld"),
                            ("published", "Geplaatst"),
                            ("merged", "Samengevoegd"),
                            ("on_agenda", "Op de agenda"),
                            ("discussed", "Besproken"),
                            ("answered", "Beantwoord"),
                            ("refused", "Niet geplaatst"),
                            ("withdrawn", "Ingetrokken"),
                        ],
                        max_length=12,
                        verbose_name="wat",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="wanneer")),
                ("label", models.CharField(blank=True, max_length=200, verbose_name="waar")),
                ("url", models.CharField(blank=True, max_length=1000, verbose_name="adres")),
            ],
            options={
                "verbose_name": "stap van een vraag",
                "verbose_name_plural": "stappen van een vraag",
                "ordering": ["at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Recording",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "uid",
                    models.CharField(
                        default=knowledge.codes.new_code, editable=False, max_length=8, unique=True
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="titel")),
                (
                    "file",
                    models.FileField(
                        blank=True,
                        help_text="Een film in WebM of MP4. Laat leeg als de film ergens anders staat.",
                        storage=knowledge.models.recording.ProtectedStorage(),
                        upload_to=knowledge.models.recording.film_path,
                        verbose_name="film",
                    ),
                ),
                (
                    "media_type",
                    models.CharField(
                        blank=True, editable=False, max_length=40, verbose_name="bestandssoort"
                    ),
                ),
                (
                    "external_url",
                    models.URLField(
                        blank=True,
                        help_text="Alleen als de film op een andere site staat.",
                        verbose_name="adres elders",
                    ),
                ),
                (
                    "external_party",
                    models.CharField(
                        blank=True,
                        help_text="Bijvoorbeeld YouTube.",
                        max_length=60,
                        verbose_name="naam van die site",
                    ),
                ),
                (
                    "duration",
                    models.PositiveIntegerField(
                        default=0,
                        help_text="0 als de duur niet bekend is.",
                        verbose_name="duur in seconden",
                    ),
                ),
                (
                    "part_note",
                    models.CharField(
                        blank=True,
                        help_text="Bijvoorbeeld: Alleen het plenaire deel is opgenomen.",
                        max_length=200,
                        verbose_name="welk deel",
                    ),
                ),
                (
                    "reenacted",
                    models.BooleanField(
                        default=False, verbose_name="nagemaakt voor de demonstratie"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("published", "te bekijken"), ("withdrawn", "ingetrokken")],
                        default="published",
                        editable=False,
                        max_length=10,
                    ),
                ),
                ("withdrawn_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("withdrawn_by", models.CharField(blank=True, editable=False, max_length=150)),
                ("made_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "verbose_name": "opname",
                "verbose_name_plural": "opnames",
                "ordering": ["title"],
            },
        ),
        migrations.CreateModel(
            name="RecordingSpeaker",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="naam in de tekst")),
            ],
            options={
                "verbose_name": "spreker in een opname",
                "verbose_name_plural": "sprekers in een opname",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Rendition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("filter_spec", models.CharField(db_index=True, max_length=255)),
                (
                    "file",
                    wagtail.images.models.WagtailImageField(
                        height_field="height",
                        storage=wagtail.images.models.get_rendition_storage,
                        upload_to=wagtail.images.models.get_rendition_upload_to,
                        width_field="width",
                    ),
                ),
                ("width", models.IntegerField(editable=False)),
                ("height", models.IntegerField(editable=False)),
                (
                    "focal_point_key",
                    models.CharField(blank=True, default="", editable=False, max_length=16),
                ),
            ],
            bases=(wagtail.images.models.ImageFileMixin, models.Model),
        ),
        migrations.CreateModel(
            name="SiteDocument",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=255, verbose_name="title")),
                ("file", models.FileField(upload_to="documents", verbose_name="file")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created at")),
                ("file_size", models.PositiveBigIntegerField(editable=False, null=True)),
                ("file_hash", models.CharField(blank=True, editable=False, max_length=40)),
                (
                    "accessible",
                    models.BooleanField(
                        default=False,
                        help_text="Is dit bestand te lezen met een schermlezer?",
                        verbose_name="toegankelijk",
                    ),
                ),
            ],
            options={
                "verbose_name": "document",
                "verbose_name_plural": "documenten",
                "abstract": False,
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name="SiteImage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=255, verbose_name="title")),
                (
                    "file",
                    wagtail.images.models.WagtailImageField(
                        height_field="height",
                        upload_to=wagtail.images.models.get_upload_to,
                        verbose_name="file",
                        width_field="width",
                    ),
                ),
                (
                    "description",
                    models.CharField(
                        blank=True, default="", max_length=255, verbose_name="description"
                    ),
                ),
                ("width", models.IntegerField(editable=False, verbose_name="width")),
                ("height", models.IntegerField(editable=False, verbose_name="height")),
                (
                    "created_at",
                    models.DateTimeField(
                        auto_now_add=True, db_index=True, verbose_name="created at"
                    ),
                ),
                ("focal_point_x", models.PositiveIntegerField(blank=True, null=True)),
                ("focal_point_y", models.PositiveIntegerField(blank=True, null=True)),
                ("focal_point_width", models.PositiveIntegerField(blank=True, null=True)),
                ("focal_point_height", models.PositiveIntegerField(blank=True, null=True)),
                ("file_size", models.PositiveIntegerField(editable=False, null=True)),
                (
                    "file_hash",
                    models.CharField(blank=True, db_index=True, editable=False, max_length=40),
                ),
                (
                    "credit",
                    models.CharField(
                        blank=True,
                        help_text="Wie maakte de foto of tekening?",
                        max_length=120,
                        verbose_name="maker",
                    ),
                ),
            ],
            options={
                "verbose_name": "afbeelding",
                "verbose_name_plural": "afbeeldingen",
                "abstract": False,
            },
            bases=(wagtail.images.models.ImageFileMixin, modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name="StartingPoint",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                (
                    "reason",
                    models.CharField(
                        blank=True,
                        help_text="“Als je nog niets hebt geregeld”",
                        max_length=120,
                        verbose_name="waarom",
                    ),
                ),
            ],
            options={
                "verbose_name": "beginpunt",
                "verbose_name_plural": "beginpunten",
                "ordering": ["sort_order"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="TextPage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                (
                    "subtitle",
                    models.CharField(blank=True, max_length=160, verbose_name="ondertitel"),
                ),
                (
                    "also_known_as",
                    models.CharField(
                        blank=True,
                        help_text="Andere namen, met komma's ertussen. Zoeken vindt de pagina er ook op.",
                        max_length=255,
                        verbose_name="ook bekend als",
                    ),
                ),
                (
                    "summary",
                    models.TextField(
                        blank=True,
                        help_text="Eén zin: wat heeft de lezer hieraan?",
                        max_length=300,
                        verbose_name="samenvatting",
                    ),
                ),
                (
                    "checked_on",
                    models.DateField(
                        blank=True,
                        help_text="Wanneer keek de redactie dit voor het laatst na?",
                        null=True,
                        verbose_name="gecontroleerd op",
                    ),
                ),
                ("body", knowledge.text.blocks.BodyField([], blank=True, verbose_name="tekst")),
            ],
            options={
                "verbose_name": "tekstpagina",
                "verbose_name_plural": "tekstpagina's",
            },
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="Transcript",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("language", models.CharField(default="nl", max_length=10, verbose_name="taal")),
                (
                    "imported_at",
                    models.DateTimeField(auto_now_add=True, verbose_name="ingelezen op"),
                ),
                (
                    "imported_by",
                    models.CharField(blank=True, max_length=150, verbose_name="ingelezen door"),
                ),
            ],
            options={
                "verbose_name": "uitgeschreven tekst",
                "verbose_name_plural": "uitgeschreven teksten",
            },
        ),
        migrations.CreateModel(
            name="Answer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(verbose_name="volgorde")),
                ("text", models.TextField(blank=True, verbose_name="kort antwoord")),
                (
                    "given_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="gegeven op"
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="door",
                    ),
                ),
            ],
            options={
                "verbose_name": "antwoord",
                "verbose_name_plural": "antwoorden",
                "ordering": ["order"],
            },
        ),
        migrations.CreateModel(
            name="AnswerPassage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(verbose_name="volgorde")),
                ("text_hash_seen", models.CharField(blank=True, max_length=32)),
                (
                    "answer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="passages",
                        to="knowledge.answer",
                    ),
                ),
            ],
            options={
                "verbose_name": "passage bij een antwoord",
                "verbose_name_plural": "passages bij een antwoord",
                "ordering": ["order"],
            },
        ),
        migrations.CreateModel(
            name="CasePage",
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
                    "approach",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("per-beleidsterrein", "Per beleidsterrein"),
                            ("vanuit-een-opgave", "Vanuit een opgave"),
                            ("kind-centraal", "Het kind centraal"),
                        ],
                        max_length=24,
                        verbose_name="vorm van aanpak",
                    ),
                ),
                (
                    "change",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("verzachten", "Verzachten (nu)"),
                            ("versterken", "Versterken (middellange termijn)"),
                            ("veranderen", "Veranderen (lange termijn)"),
                        ],
                        max_length=16,
                        verbose_name="verandertheorie",
                    ),
                ),
                (
                    "area",
                    models.CharField(
                        blank=True,
                        help_text="Wijk of regio.",
                        max_length=120,
                        verbose_name="gebied",
                    ),
                ),
                (
                    "local_opgave",
                    models.CharField(blank=True, max_length=160, verbose_name="lokale opgave"),
                ),
                ("ambition", models.CharField(blank=True, max_length=160, verbose_name="ambitie")),
                ("costs", models.CharField(blank=True, max_length=120, verbose_name="kosten")),
                ("hours", models.CharField(blank=True, max_length=120, verbose_name="uren")),
                (
                    "certainty",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="hoe zeker weten we dit?"
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
                    "occasion",
                    knowledge.text.blocks.BodyField([], blank=True, verbose_name="aanleiding"),
                ),
                (
                    "steps",
                    knowledge.text.blocks.BodyField([], blank=True, verbose_name="zo werkt het"),
                ),
                (
                    "works",
                    knowledge.text.blocks.BodyField([], blank=True, verbose_name="wat werkt"),
                ),
                (
                    "works_not",
                    knowledge.text.blocks.BodyField(
                        [], blank=True, verbose_name="wat niet werkt, obstakels"
                    ),
                ),
                (
                    "council",
                    knowledge.text.blocks.BodyField([], blank=True, verbose_name="bestuur en raad"),
                ),
                (
                    "partners",
                    knowledge.text.blocks.BodyField([], blank=True, verbose_name="wie doen mee"),
                ),
                (
                    "lasting",
                    knowledge.text.blocks.BodyField(
                        [],
                        blank=True,
                        help_text="Hoe blijft dit bestaan als het project stopt? Geld, mensen, besluit.",
                        verbose_name="borging en geld",
                    ),
                ),
                (
                    "start_here",
                    knowledge.text.blocks.BodyField([], blank=True, verbose_name="zelf doen?"),
                ),
            ],
            options={
                "verbose_name": "praktijkvoorbeeld",
                "verbose_name_plural": "praktijkvoorbeelden",
            },
            bases=("knowledge.knowledgepage",),
        ),
        migrations.CreateModel(
            name="RecordingPage",
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
                    "number",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="nummer van de kenniskring"
                    ),
                ),
                (
                    "without_picture",
                    models.CharField(
                        blank=True,
                        help_text="Is alles wat in beeld staat ook te horen? Bijvoorbeeld: alles wat in beeld staat is beschreven.",
                        max_length=200,
                        verbose_name="zonder beeld volgen",
                    ),
                ),
            ],
            options={
                "verbose_name": "opnamepagina",
                "verbose_name_plural": "opnamepagina's",
            },
            bases=("knowledge.knowledgepage",),
        ),
        migrations.CreateModel(
            name="ReportPage",
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
                    "number",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="nummer van de kenniskring"
                    ),
                ),
                (
                    "in_short",
                    knowledge.text.blocks.BodyField([], blank=True, verbose_name="in het kort"),
                ),
                (
                    "questions",
                    knowledge.text.blocks.BodyField(
                        [], blank=True, verbose_name="de vragen van deze kenniskring"
                    ),
                ),
                ("body", knowledge.text.blocks.BodyField([], blank=True, verbose_name="verslag")),
                (
                    "what_next",
                    knowledge.text.blocks.BodyField([], blank=True, verbose_name="hoe nu verder"),
                ),
                (
                    "documents",
                    knowledge.text.blocks.BodyField([], blank=True, verbose_name="om mee te nemen"),
                ),
            ],
            options={
                "verbose_name": "verslag",
                "verbose_name_plural": "verslagen",
            },
            bases=("knowledge.knowledgepage",),
        ),
        migrations.AddConstraint(
            model_name="knowledgepage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("date_day__isnull", True), ("date_month__isnull", False), _connector="OR"
                ),
                name="knowledgepage_no_day_without_month",
            ),
        ),
        migrations.AddConstraint(
            model_name="knowledgepage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("date_month__isnull", True), ("date_month__range", (1, 12)), _connector="OR"
                ),
                name="knowledgepage_month_exists",
            ),
        ),
        migrations.AddConstraint(
            model_name="knowledgepage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("date_day__isnull", True), ("date_day__range", (1, 31)), _connector="OR"
                ),
                name="knowledgepage_day_exists",
            ),
        ),
        migrations.AddField(
            model_name="foureyestask",
            name="groups",
            field=models.ManyToManyField(
                help_text="Pages/snippets at this step in a workflow will be moderated or approved by these groups of users",
                to="auth.group",
                verbose_name="groups",
            ),
        ),
        migrations.AddField(
            model_name="pageaudience",
            name="page",
            field=modelcluster.fields.ParentalKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="audiences",
                to="knowledge.knowledgepage",
            ),
        ),
        migrations.AddField(
            model_name="pagegemeente",
            name="gemeente",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="knowledge.gemeente",
                verbose_name="gemeente",
            ),
        ),
        migrations.AddField(
            model_name="pagegemeente",
            name="page",
            field=modelcluster.fields.ParentalKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="gemeenten",
                to="knowledge.knowledgepage",
            ),
        ),
        migrations.AddField(
            model_name="pageopgave",
            name="opgave",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="knowledge.opgavepage",
                verbose_name="opgave van de Alliantie",
            ),
        ),
        migrations.AddField(
            model_name="pageopgave",
            name="page",
            field=modelcluster.fields.ParentalKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="opgaven",
                to="knowledge.knowledgepage",
            ),
        ),
        migrations.AddField(
            model_name="pagespeaker",
            name="organisation",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="knowledge.organisation",
                verbose_name="organisatie toen",
            ),
        ),
        migrations.AddField(
            model_name="pagespeaker",
            name="page",
            field=modelcluster.fields.ParentalKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="speakers",
                to="knowledge.knowledgepage",
            ),
        ),
        migrations.AddField(
            model_name="passage",
            name="page",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="passages",
                to=settings.WAGTAIL_PAGE_MODEL,
                verbose_name="pagina",
            ),
        ),
        migrations.AddField(
            model_name="passage",
            name="parent",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="children",
                to="knowledge.passage",
            ),
        ),
        migrations.AddField(
            model_name="passage",
            name="successor",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="predecessors",
                to="knowledge.passage",
                verbose_name="opvolger",
            ),
        ),
        migrations.AddField(
            model_name="answerpassage",
            name="passage",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="answers",
                to="knowledge.passage",
            ),
        ),
        migrations.AddField(
            model_name="pagespeaker",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="knowledge.person",
                verbose_name="persoon",
            ),
        ),
        migrations.AddField(
            model_name="gemeente",
            name="province",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="gemeenten",
                to="knowledge.province",
                verbose_name="provincie",
            ),
        ),
        migrations.AddField(
            model_name="question",
            name="asked_on",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.WAGTAIL_PAGE_MODEL,
                verbose_name="gesteld bij pagina",
            ),
        ),
        migrations.AddField(
            model_name="question",
            name="gemeente",
            field=models.ForeignKey(
                blank=True,
                help_text="Alleen als de vraag over deze gemeente gaat. Niet: waar de vrager werkt.",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="questions",
                to="knowledge.gemeente",
                verbose_name="gaat over gemeente",
            ),
        ),
        migrations.AddField(
            model_name="question",
            name="merged_into",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="merged",
                to="knowledge.question",
                verbose_name="samengevoegd met",
            ),
        ),
        migrations.AddField(
            model_name="question",
            name="opgave",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="questions",
                to="knowledge.opgavepage",
                verbose_name="opgave",
            ),
        ),
        migrations.AddField(
            model_name="passage",
            name="question",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="passages",
                to="knowledge.question",
                verbose_name="vraag",
            ),
        ),
        migrations.AddField(
            model_name="asker",
            name="question",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="askers",
                to="knowledge.question",
            ),
        ),
        migrations.AddField(
            model_name="answer",
            name="question",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="answers",
                to="knowledge.question",
            ),
        ),
        migrations.AddField(
            model_name="questionevent",
            name="by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="door",
            ),
        ),
        migrations.AddField(
            model_name="questionevent",
            name="question",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="events",
                to="knowledge.question",
            ),
        ),
        migrations.AddField(
            model_name="recordingspeaker",
            name="person",
            field=models.ForeignKey(
                blank=True,
                help_text="Van wie is deze naam? Leeg laten als de persoon niet op de site staat.",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="knowledge.person",
                verbose_name="persoon",
            ),
        ),
        migrations.AddField(
            model_name="recordingspeaker",
            name="recording",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="speakers",
                to="knowledge.recording",
            ),
        ),
        migrations.AddField(
            model_name="cue",
            name="speaker",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.RESTRICT,
                related_name="cues",
                to="knowledge.recordingspeaker",
                verbose_name="spreker",
            ),
        ),
        migrations.AddField(
            model_name="sitedocument",
            name="collection",
            field=models.ForeignKey(
                default=wagtail.models.media.get_root_collection_id,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="wagtailcore.collection",
                verbose_name="collection",
            ),
        ),
        migrations.AddField(
            model_name="sitedocument",
            name="tags",
            field=taggit.managers.TaggableManager(
                blank=True,
                help_text=None,
                through="taggit.TaggedItem",
                to="taggit.Tag",
                verbose_name="tags",
            ),
        ),
        migrations.AddField(
            model_name="sitedocument",
            name="uploaded_by_user",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                to=settings.AUTH_USER_MODEL,
                verbose_name="uploaded by user",
            ),
        ),
        migrations.AddField(
            model_name="siteimage",
            name="collection",
            field=models.ForeignKey(
                default=wagtail.models.media.get_root_collection_id,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="wagtailcore.collection",
                verbose_name="collection",
            ),
        ),
        migrations.AddField(
            model_name="siteimage",
            name="tags",
            field=taggit.managers.TaggableManager(
                blank=True,
                help_text=None,
                through="taggit.TaggedItem",
                to="taggit.Tag",
                verbose_name="tags",
            ),
        ),
        migrations.AddField(
            model_name="siteimage",
            name="uploaded_by_user",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                to=settings.AUTH_USER_MODEL,
                verbose_name="uploaded by user",
            ),
        ),
        migrations.AddField(
            model_name="rendition",
            name="image",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="renditions",
                to="knowledge.siteimage",
            ),
        ),
        migrations.AddField(
            model_name="recording",
            name="poster",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="knowledge.siteimage",
                verbose_name="stilstaand beeld",
            ),
        ),
        migrations.AddField(
            model_name="startingpoint",
            name="page",
            field=modelcluster.fields.ParentalKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="starting_points",
                to="knowledge.opgavepage",
            ),
        ),
        migrations.AddField(
            model_name="startingpoint",
            name="target",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to=settings.WAGTAIL_PAGE_MODEL,
                verbose_name="pagina",
            ),
        ),
        migrations.AddField(
            model_name="transcript",
            name="recording",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="transcripts",
                to="knowledge.recording",
                verbose_name="opname",
            ),
        ),
        migrations.AddField(
            model_name="cue",
            name="transcript",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="cues",
                to="knowledge.transcript",
            ),
        ),
        migrations.AddField(
            model_name="chapter",
            name="transcript",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="chapters",
                to="knowledge.transcript",
            ),
        ),
        migrations.AddField(
            model_name="recordingpage",
            name="recording",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="pages",
                to="knowledge.recording",
                verbose_name="opname",
            ),
        ),
        migrations.AddField(
            model_name="reportpage",
            name="recording",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="knowledge.recording",
                verbose_name="opname",
            ),
        ),
        migrations.AddField(
            model_name="casepage",
            name="report",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="knowledge.reportpage",
                verbose_name="komt uit verslag",
            ),
        ),
        migrations.AddConstraint(
            model_name="answerpassage",
            constraint=models.UniqueConstraint(
                fields=("answer", "passage"), name="answer_passage_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="answerpassage",
            constraint=models.UniqueConstraint(
                fields=("answer", "order"), name="answer_passage_order_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="gemeente",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("inhabitants__isnull", True),
                    ("inhabitants_year__isnull", False),
                    _connector="OR",
                ),
                name="gemeente_inhabitants_have_a_year",
            ),
        ),
        migrations.AddIndex(
            model_name="question",
            index=models.Index(fields=["state", "published_at"], name="question_by_state"),
        ),
        migrations.AddConstraint(
            model_name="question",
            constraint=models.UniqueConstraint(
                condition=models.Q(("form_key", ""), _negated=True),
                fields=("form_key",),
                name="question_once_per_form",
            ),
        ),
        migrations.AddConstraint(
            model_name="question",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("number", None), ("published_at", None)),
                    models.Q(("number__isnull", False), ("published_at__isnull", False)),
                    _connector="OR",
                ),
                name="question_number_at_publication",
            ),
        ),
        migrations.AddConstraint(
            model_name="question",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["unconfirmed", "new", "refused", "merged", "withdrawn"]),
                    ("number__isnull", False),
                    _connector="OR",
                ),
                name="question_public_has_number",
            ),
        ),
        migrations.AddConstraint(
            model_name="question",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "answered"), _negated=True),
                    ("answered_at__isnull", False),
                    _connector="OR",
                ),
                name="question_answered_has_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="question",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("merged_into__isnull", False), ("state", "merged")),
                    models.Q(models.Q(("state", "merged"), _negated=True), ("merged_into", None)),
                    _connector="OR",
                ),
                name="question_merged_into_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="question",
            constraint=models.CheckConstraint(
                condition=models.Q(("merged_into", models.F("id")), _negated=True),
                name="question_not_merged_into_itself",
            ),
        ),
        migrations.AddIndex(
            model_name="passage",
            index=models.Index(fields=["translation_key", "key"], name="passage_translations"),
        ),
        migrations.AddConstraint(
            model_name="passage",
            constraint=models.UniqueConstraint(
                fields=("page", "key"), name="passage_key_once_on_a_page"
            ),
        ),
        migrations.AddConstraint(
            model_name="passage",
            constraint=models.UniqueConstraint(
                fields=("question", "key"), name="passage_key_once_in_a_question"
            ),
        ),
        migrations.AddConstraint(
            model_name="passage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("page__isnull", True), ("question__isnull", True), _connector="OR"
                ),
                name="passage_has_one_owner",
            ),
        ),
        migrations.AddConstraint(
            model_name="passage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "withdrawn"), _negated=True),
                    models.Q(("label", ""), ("text", ""), ("text_hash", "")),
                    _connector="OR",
                ),
                name="passage_withdrawn_is_blank",
            ),
        ),
        migrations.AddConstraint(
            model_name="passage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "section"), _negated=True), ("text", ""), _connector="OR"
                ),
                name="passage_text_in_leaves_only",
            ),
        ),
        migrations.AddConstraint(
            model_name="passage",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["live", "hidden", "removed", "withdrawn"])),
                name="passage_state_exists",
            ),
        ),
        migrations.AddConstraint(
            model_name="asker",
            constraint=models.UniqueConstraint(
                condition=models.Q(("email_folded", ""), _negated=True),
                fields=("question", "email_folded"),
                name="asker_once_per_question",
            ),
        ),
        migrations.AddConstraint(
            model_name="asker",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "confirmed"), _negated=True),
                    ("confirmed_at__isnull", False),
                    _connector="OR",
                ),
                name="asker_confirmed_has_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="answer",
            constraint=models.UniqueConstraint(
                fields=("question", "order"), name="answer_order_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="recordingspeaker",
            constraint=models.UniqueConstraint(
                fields=("recording", "name"), name="speaker_once_per_recording"
            ),
        ),
        migrations.AddConstraint(
            model_name="rendition",
            constraint=models.UniqueConstraint(
                fields=("image", "filter_spec", "focal_point_key"), name="unique_rendition"
            ),
        ),
        migrations.AddConstraint(
            model_name="recording",
            constraint=models.CheckConstraint(
                condition=models.Q(("file", ""), ("external_url", ""), _connector="OR"),
                name="recording_file_or_address",
            ),
        ),
        migrations.AddConstraint(
            model_name="recording",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "published"), ("withdrawn_at", None)),
                    models.Q(("state", "withdrawn"), ("withdrawn_at__isnull", False)),
                    _connector="OR",
                ),
                name="recording_withdrawn_has_date",
            ),
        ),
        migrations.AddConstraint(
            model_name="transcript",
            constraint=models.UniqueConstraint(
                fields=("recording", "language"), name="transcript_once_per_language"
            ),
        ),
        migrations.AddConstraint(
            model_name="cue",
            constraint=models.UniqueConstraint(
                fields=("transcript", "position"), name="cue_position_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="cue",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends__gt", models.F("starts"))), name="cue_ends_after_start"
            ),
        ),
        migrations.AddConstraint(
            model_name="cue",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("redacted", False), models.Q(("speaker", None), ("text", "")), _connector="OR"
                ),
                name="cue_redacted_is_empty",
            ),
        ),
        migrations.AddConstraint(
            model_name="chapter",
            constraint=models.UniqueConstraint(
                fields=("transcript", "starts"), name="chapter_starts_once"
            ),
        ),
    ]
