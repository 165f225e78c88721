import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("knowledge", "0010_terms"),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ContactPerson",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="naam")),
                (
                    "role",
                    models.CharField(
                        blank=True, max_length=160, verbose_name="functie of afdeling"
                    ),
                ),
                (
                    "email",
                    models.EmailField(
                        help_text="Hier komen de vragen binnen. Dit adres staat nergens op de site.",
                        max_length=254,
                        verbose_name="e-mailadres",
                    ),
                ),
                (
                    "agreed_on",
                    models.DateField(
                        help_text="De dag waarop de contactpersoon dit goed vond. Vraag dat eerst.",
                        verbose_name="akkoord op",
                    ),
                ),
                (
                    "gemeente",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contact_person",
                        to="knowledge.gemeente",
                        verbose_name="gemeente",
                    ),
                ),
            ],
            options={
                "verbose_name": "contactpersoon",
                "verbose_name_plural": "contactpersonen",
                "ordering": ["gemeente__name"],
            },
        ),
        migrations.CreateModel(
            name="ContactRequest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(verbose_name="vraag")),
                ("name", models.CharField(max_length=120, verbose_name="naam")),
                ("email", models.EmailField(max_length=254, verbose_name="e-mailadres")),
                (
                    "organisation",
                    models.CharField(max_length=160, verbose_name="gemeente of organisatie"),
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
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("unconfirmed", "Wacht op bevestiging"),
                            ("with_person", "Bij de contactpersoon"),
                            ("at_desk", "Bij de redactie"),
                            ("answered", "Beantwoord"),
                            ("elsewhere", "Beantwoord buiten de site om"),
                            ("closed", "Afgesloten"),
                        ],
                        default="unconfirmed",
                        max_length=12,
                        verbose_name="stand",
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("nobody", "deze gemeente heeft geen contactpersoon"),
                            ("busy", "de contactpersoon kreeg al veel vragen deze week"),
                            ("declined", "de contactpersoon kan hier niet bij helpen"),
                            ("silent", "nog geen antwoord, ook niet na een herinnering"),
                            ("left", "de contactpersoon is gestopt"),
                        ],
                        max_length=10,
                        verbose_name="waarom bij de redactie",
                    ),
                ),
                ("form_key", models.CharField(max_length=64, unique=True)),
                ("answer_key", models.CharField(blank=True, max_length=64)),
                ("link_version", models.PositiveIntegerField(default=1)),
                (
                    "created_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="gevraagd op"
                    ),
                ),
                ("confirmed_at", models.DateTimeField(null=True, verbose_name="bevestigd op")),
                ("asked_at", models.DateTimeField(null=True, verbose_name="doorgestuurd op")),
                ("reminded_at", models.DateTimeField(null=True, verbose_name="herinnerd op")),
                ("ended_at", models.DateTimeField(null=True, verbose_name="klaar op")),
                (
                    "gemeente",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contact_requests",
                        to="knowledge.gemeente",
                        verbose_name="gemeente",
                    ),
                ),
                (
                    "page",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.WAGTAIL_PAGE_MODEL,
                        verbose_name="gevraagd bij pagina",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="requests",
                        to="knowledge.contactperson",
                        verbose_name="contactpersoon",
                    ),
                ),
            ],
            options={
                "verbose_name": "contactvraag",
                "verbose_name_plural": "contactvragen",
                "ordering": ["-created_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("confirmed_at", None), ("state", "unconfirmed")),
                            models.Q(
                                models.Q(("state", "unconfirmed"), _negated=True),
                                ("confirmed_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="contact_confirmed_has_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "with_person"), _negated=True),
                            models.Q(("asked_at__isnull", False), ("person__isnull", False)),
                            _connector="OR",
                        ),
                        name="contact_with_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "at_desk"), models.Q(("reason", ""), _negated=True)),
                            models.Q(models.Q(("state", "at_desk"), _negated=True), ("reason", "")),
                            _connector="OR",
                        ),
                        name="contact_at_desk_for_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("ended_at__isnull", False),
                                ("state__in", ["answered", "elsewhere", "closed"]),
                            ),
                            models.Q(
                                models.Q(
                                    ("state__in", ["answered", "elsewhere", "closed"]),
                                    _negated=True,
                                ),
                                ("ended_at", None),
                            ),
                            _connector="OR",
                        ),
                        name="contact_ended_has_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("reminded_at", None), ("asked_at__isnull", False), _connector="OR"
                        ),
                        name="contact_reminded_who_was_asked",
                    ),
                ],
            },
        ),
    ]
