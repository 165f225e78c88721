import uuid

import django.core.validators
import django.db.models.deletion
import modelcluster.fields
import recurrence.fields
import wagtail.models.preview
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("knowledge", "0002_english_locale"),
        ("wagtailcore", "0098_apitoken"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="KenniskringenPage",
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
            ],
            options={
                "verbose_name": "kenniskringenpagina",
                "verbose_name_plural": "kenniskringenpagina’s",
            },
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="Series",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        help_text="Alleen voor de redactie.",
                        max_length=120,
                        unique=True,
                        verbose_name="naam",
                    ),
                ),
                (
                    "recurrence",
                    recurrence.fields.RecurrenceField(blank=True, verbose_name="herhaling"),
                ),
                ("first_day", models.DateField(verbose_name="eerste dag")),
                (
                    "start_time",
                    models.TimeField(help_text="Plaatselijke tijd.", verbose_name="begintijd"),
                ),
                (
                    "duration",
                    models.PositiveSmallIntegerField(
                        default=90,
                        validators=[
                            django.core.validators.MinValueValidator(5),
                            django.core.validators.MaxValueValidator(1440),
                        ],
                        verbose_name="duur in minuten",
                    ),
                ),
                (
                    "time_zone",
                    models.CharField(
                        default="Europe/Amsterdam", max_length=60, verbose_name="tijdzone"
                    ),
                ),
                (
                    "capacity_online",
                    models.PositiveIntegerField(default=40, verbose_name="plekken online"),
                ),
                (
                    "capacity_location",
                    models.PositiveIntegerField(default=0, verbose_name="plekken op locatie"),
                ),
                ("tool", models.CharField(blank=True, max_length=80, verbose_name="online via")),
                ("place", models.CharField(blank=True, max_length=160, verbose_name="plaats")),
            ],
            options={
                "verbose_name": "reeks",
                "verbose_name_plural": "reeksen",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Meeting",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "series_day",
                    models.DateField(
                        blank=True, editable=False, null=True, verbose_name="dag volgens de reeks"
                    ),
                ),
                (
                    "number",
                    models.PositiveIntegerField(
                        blank=True,
                        help_text="Leeg laten: bij het aankondigen komt hier het volgende nummer.",
                        null=True,
                        unique=True,
                        verbose_name="nummer",
                    ),
                ),
                (
                    "slug",
                    models.SlugField(
                        blank=True,
                        help_text="Leeg laten: bij het aankondigen wordt dit gemaakt van de titel.",
                        max_length=100,
                        verbose_name="adres",
                    ),
                ),
                ("starts_at", models.DateTimeField(verbose_name="begin")),
                (
                    "time_zone",
                    models.CharField(
                        default="Europe/Amsterdam", max_length=60, verbose_name="tijdzone"
                    ),
                ),
                (
                    "duration",
                    models.PositiveSmallIntegerField(
                        default=90,
                        validators=[
                            django.core.validators.MinValueValidator(5),
                            django.core.validators.MaxValueValidator(1440),
                        ],
                        verbose_name="duur in minuten",
                    ),
                ),
                ("ends_at", models.DateTimeField(editable=False, verbose_name="einde")),
                (
                    "moved_from",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="verplaatst van"
                    ),
                ),
                (
                    "closes_at",
                    models.DateTimeField(
                        blank=True,
                        help_text="Leeg: tot het begin.",
                        null=True,
                        verbose_name="aanmelden kan tot",
                    ),
                ),
                ("place", models.CharField(blank=True, max_length=160, verbose_name="plaats")),
                ("tool", models.CharField(blank=True, max_length=80, verbose_name="online via")),
                (
                    "join_url",
                    models.URLField(
                        blank=True,
                        help_text="Alleen voor wie is aangemeld. Komt nooit op de site of in de agenda.",
                        max_length=500,
                        verbose_name="link om mee te doen",
                    ),
                ),
                (
                    "phone",
                    models.CharField(
                        blank=True, max_length=30, verbose_name="telefoon op de dag zelf"
                    ),
                ),
                ("is_recorded", models.BooleanField(default=False, verbose_name="wordt opgenomen")),
                (
                    "has_captions",
                    models.BooleanField(
                        default=False, verbose_name="met ondertiteling tijdens de bijeenkomst"
                    ),
                ),
                (
                    "has_hearing_loop",
                    models.BooleanField(default=False, verbose_name="ringleiding"),
                ),
                (
                    "is_wheelchair_accessible",
                    models.BooleanField(default=False, verbose_name="rolstoeltoegankelijk"),
                ),
                (
                    "report_due",
                    models.DateField(blank=True, null=True, verbose_name="verslag uiterlijk op"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("preparing", "In voorbereiding"),
                            ("announced", "Aangekondigd"),
                            ("cancelled", "Gaat niet door"),
                        ],
                        default="preparing",
                        editable=False,
                        max_length=12,
                        verbose_name="status",
                    ),
                ),
                (
                    "announced_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="aangekondigd op"),
                ),
                (
                    "cancelled_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="afgezegd op"),
                ),
                (
                    "cancel_reason",
                    models.CharField(
                        blank=True, editable=False, max_length=300, verbose_name="reden"
                    ),
                ),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("calendar_sequence", models.PositiveIntegerField(default=0, editable=False)),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="gewijzigd op")),
                (
                    "announced_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="aangekondigd door",
                    ),
                ),
                (
                    "report",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="meeting",
                        to="knowledge.reportpage",
                        verbose_name="verslag",
                    ),
                ),
                (
                    "series",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="meetings",
                        to="events.series",
                        verbose_name="reeks",
                    ),
                ),
            ],
            options={
                "verbose_name": "kenniskring",
                "verbose_name_plural": "kenniskringen",
                "ordering": ["-starts_at"],
            },
            bases=(wagtail.models.preview.PreviewableMixin, models.Model),
        ),
        migrations.CreateModel(
            name="MeetingReading",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "minutes",
                    models.PositiveSmallIntegerField(default=5, verbose_name="minuten lezen"),
                ),
                (
                    "meeting",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="readings",
                        to="events.meeting",
                    ),
                ),
                (
                    "page",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.WAGTAIL_PAGE_MODEL,
                        verbose_name="pagina",
                    ),
                ),
            ],
            options={
                "verbose_name": "leestip vooraf",
                "verbose_name_plural": "leestips vooraf",
                "ordering": ["meeting", "pk"],
            },
        ),
        migrations.CreateModel(
            name="MeetingSpeaker",
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
                (
                    "meeting",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="speakers",
                        to="events.meeting",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="knowledge.organisation",
                        verbose_name="organisatie toen",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="knowledge.person",
                        verbose_name="persoon",
                    ),
                ),
            ],
            options={
                "verbose_name": "spreker",
                "verbose_name_plural": "sprekers",
                "ordering": ["sort_order"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ProgrammeItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("starts", models.TimeField(verbose_name="tijd")),
                ("title", models.CharField(max_length=200, verbose_name="wat")),
                ("is_recorded", models.BooleanField(default=False, verbose_name="wordt opgenomen")),
                (
                    "locale",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="wagtailcore.locale",
                        verbose_name="taal",
                    ),
                ),
                (
                    "meeting",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="programme",
                        to="events.meeting",
                    ),
                ),
            ],
            options={
                "verbose_name": "programmaonderdeel",
                "verbose_name_plural": "programma",
                "ordering": ["starts", "pk"],
            },
        ),
        migrations.CreateModel(
            name="SeriesText",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="titel")),
                ("slug", models.SlugField(max_length=100, verbose_name="adres")),
                ("intro", models.TextField(blank=True, verbose_name="inleiding")),
                (
                    "locale",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="wagtailcore.locale",
                        verbose_name="taal",
                    ),
                ),
                (
                    "series",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="texts",
                        to="events.series",
                    ),
                ),
            ],
            options={
                "verbose_name": "tekst van een reeks",
                "verbose_name_plural": "teksten van een reeks",
                "ordering": ["series", "locale_id"],
            },
        ),
        migrations.CreateModel(
            name="MeetingOpgave",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                (
                    "meeting",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="opgaven",
                        to="events.meeting",
                    ),
                ),
                (
                    "opgave",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="knowledge.opgavepage",
                        verbose_name="opgave van de Alliantie",
                    ),
                ),
            ],
            options={
                "verbose_name": "opgave van een kenniskring",
                "verbose_name_plural": "opgaven van een kenniskring",
                "ordering": ["sort_order"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("meeting", "opgave"), name="meeting_opgave_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MeetingQuestion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                (
                    "meeting",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="questions",
                        to="events.meeting",
                    ),
                ),
                (
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="meetings",
                        to="knowledge.question",
                        verbose_name="vraag",
                    ),
                ),
            ],
            options={
                "verbose_name": "vraag op de agenda",
                "verbose_name_plural": "vragen op de agenda",
                "ordering": ["sort_order"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("meeting", "question"), name="meeting_question_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MeetingText",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="titel")),
                (
                    "takeaway",
                    models.CharField(
                        blank=True,
                        help_text="Wat neem je mee naar huis?",
                        max_length=300,
                        verbose_name="in één zin",
                    ),
                ),
                ("for_whom", models.CharField(blank=True, max_length=300, verbose_name="voor wie")),
                ("body", models.TextField(blank=True, verbose_name="hierover gaat het")),
                (
                    "preparation",
                    models.CharField(
                        blank=True,
                        help_text="Leeg: Je hoeft niets voor te bereiden.",
                        max_length=300,
                        verbose_name="voorbereiden",
                    ),
                ),
                ("practical", models.TextField(blank=True, verbose_name="praktisch")),
                (
                    "recording_notice",
                    models.CharField(
                        blank=True,
                        help_text="Staat bij het programma en onder het formulier.",
                        max_length=300,
                        verbose_name="zin over de opname",
                    ),
                ),
                (
                    "locale",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="wagtailcore.locale",
                        verbose_name="taal",
                    ),
                ),
                (
                    "meeting",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="texts",
                        to="events.meeting",
                    ),
                ),
            ],
            options={
                "verbose_name": "tekst van een kenniskring",
                "verbose_name_plural": "teksten van een kenniskring",
                "ordering": ["meeting", "locale_id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("meeting", "locale"), name="meeting_text_per_language"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Registration",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="naam")),
                ("email", models.EmailField(max_length=254, verbose_name="e-mailadres")),
                ("email_folded", models.CharField(editable=False, max_length=254)),
                (
                    "organisation",
                    models.CharField(max_length=160, verbose_name="gemeente of organisatie"),
                ),
                (
                    "mode",
                    models.CharField(
                        choices=[("online", "Online"), ("locatie", "Op locatie")],
                        default="online",
                        max_length=10,
                        verbose_name="vorm",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("registered", "Aangemeld"),
                            ("waiting", "Op de wachtlijst"),
                            ("offered", "Plek aangeboden"),
                            ("cancelled", "Afgemeld"),
                            ("attended", "Geweest"),
                            ("absent", "Niet gekomen"),
                        ],
                        default="registered",
                        editable=False,
                        max_length=12,
                        verbose_name="status",
                    ),
                ),
                (
                    "wants_report",
                    models.BooleanField(
                        default=False, verbose_name="wil mail als het verslag klaar is"
                    ),
                ),
                ("needs", models.TextField(blank=True, verbose_name="nodig om mee te doen")),
                (
                    "needs_consent_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="toestemming gegeven op"
                    ),
                ),
                ("language", models.CharField(default="nl", max_length=10, verbose_name="taal")),
                ("link_sent_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("link_version", models.PositiveIntegerField(default=1, editable=False)),
                ("form_key", models.CharField(blank=True, editable=False, max_length=64)),
                ("calendar_sequence", models.PositiveIntegerField(default=0, editable=False)),
                ("created_at", models.DateTimeField(verbose_name="aangemeld op")),
                (
                    "cancelled_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="afgemeld op"
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="registrations",
                        to="events.meeting",
                        verbose_name="kenniskring",
                    ),
                ),
                (
                    "question",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="knowledge.question",
                        verbose_name="meegebrachte vraag",
                    ),
                ),
            ],
            options={
                "verbose_name": "aanmelding",
                "verbose_name_plural": "aanmeldingen",
                "ordering": ["created_at", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "cancelled"), _negated=True),
                        fields=("meeting", "email_folded"),
                        name="registration_once_per_address",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("form_key", ""), _negated=True),
                        fields=("form_key", "email_folded"),
                        name="registration_once_per_form",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("needs", ""), ("needs_consent_at__isnull", False), _connector="OR"
                        ),
                        name="registration_needs_with_consent",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("cancelled_at__isnull", False), ("state", "cancelled")),
                            models.Q(
                                models.Q(("state", "cancelled"), _negated=True),
                                ("cancelled_at__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="registration_cancelled_at_when_cancelled",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Seats",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "mode",
                    models.CharField(
                        choices=[("online", "Online"), ("locatie", "Op locatie")],
                        default="online",
                        max_length=10,
                        verbose_name="vorm",
                    ),
                ),
                ("capacity", models.PositiveIntegerField(default=40, verbose_name="plekken")),
                (
                    "taken",
                    models.PositiveIntegerField(default=0, editable=False, verbose_name="bezet"),
                ),
                (
                    "meeting",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="seats",
                        to="events.meeting",
                    ),
                ),
            ],
            options={
                "verbose_name": "plekken",
                "verbose_name_plural": "plekken",
                "ordering": ["meeting", "-mode"],
                "constraints": [
                    models.UniqueConstraint(fields=("meeting", "mode"), name="seats_once_per_mode"),
                    models.CheckConstraint(
                        condition=models.Q(("taken__lte", models.F("capacity"))),
                        name="seats_never_oversold",
                    ),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="meeting",
            index=models.Index(fields=["state", "starts_at"], name="meeting_by_state_and_start"),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.UniqueConstraint(
                condition=models.Q(("series__isnull", False), ("series_day__isnull", False)),
                fields=("series", "series_day"),
                name="meeting_once_per_day_of_its_series",
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state", "preparing"),
                    models.Q(("number__isnull", False), models.Q(("slug", ""), _negated=True)),
                    _connector="OR",
                ),
                name="meeting_announced_with_number_and_slug",
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                name="meeting_ends_after_it_starts",
            ),
        ),
        migrations.AddConstraint(
            model_name="seriestext",
            constraint=models.UniqueConstraint(
                fields=("series", "locale"), name="series_text_per_language"
            ),
        ),
        migrations.AddConstraint(
            model_name="seriestext",
            constraint=models.UniqueConstraint(
                fields=("locale", "slug"), name="series_slug_per_language"
            ),
        ),
    ]
