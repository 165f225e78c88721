import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("office", "0001_user"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        migrations.CreateModel(
            name="Fault",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("loop", models.CharField(max_length=50, verbose_name="werk")),
                ("row", models.CharField(blank=True, max_length=200, verbose_name="waarbij")),
                ("words", models.CharField(max_length=500, verbose_name="melding")),
                ("first_at", models.DateTimeField(verbose_name="sinds")),
                ("last_at", models.DateTimeField(verbose_name="laatste keer")),
                ("times", models.PositiveIntegerField(default=1, verbose_name="aantal keer")),
            ],
            options={
                "verbose_name": "storing",
                "verbose_name_plural": "storingen",
                "ordering": ["-last_at", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("loop", "row"), name="fault_once_per_row")
                ],
            },
        ),
        migrations.CreateModel(
            name="Mail",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=50, verbose_name="soort")),
                ("ids", models.JSONField(default=dict)),
                ("language", models.CharField(default="nl", max_length=10, verbose_name="taal")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "wachtend"),
                            ("sent", "verzonden"),
                            ("failed", "mislukt"),
                            ("dropped", "vervallen"),
                        ],
                        default="waiting",
                        max_length=10,
                        verbose_name="stand",
                    ),
                ),
                ("message_id", models.CharField(max_length=255, unique=True)),
                ("lease_until", models.DateTimeField(blank=True, null=True)),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="pogingen")),
                (
                    "next_try_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="volgende poging"
                    ),
                ),
                ("last_error", models.TextField(blank=True, verbose_name="laatste fout")),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="gemaakt"),
                ),
                (
                    "sent_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="verzonden op"),
                ),
            ],
            options={
                "verbose_name": "e-mail",
                "verbose_name_plural": "e-mails",
                "ordering": ["-created_at", "-pk"],
                "indexes": [models.Index(fields=["state", "next_try_at"], name="mail_due")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("sent_at__isnull", False), ("state", "sent")),
                            models.Q(models.Q(("state", "sent"), _negated=True), ("sent_at", None)),
                            _connector="OR",
                        ),
                        name="mail_sent_has_time",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PageGeneration",
            fields=[
                (
                    "id",
                    models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False),
                ),
                ("value", models.BigIntegerField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("id", 1)), name="page_generation_is_one_row"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SiteSettings",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "organisation",
                    models.CharField(
                        default="De Kenniskring",
                        help_text="Wie is de afzender?",
                        max_length=120,
                        verbose_name="organisatie",
                    ),
                ),
                (
                    "contact_email",
                    models.EmailField(
                        blank=True, max_length=254, verbose_name="e-mailadres voor contact"
                    ),
                ),
                (
                    "phone",
                    models.CharField(blank=True, max_length=30, verbose_name="telefoonnummer"),
                ),
                (
                    "sender_name",
                    models.CharField(
                        blank=True, max_length=120, verbose_name="afzendernaam van mail"
                    ),
                ),
                (
                    "sender_email",
                    models.EmailField(
                        blank=True, max_length=254, verbose_name="afzenderadres van mail"
                    ),
                ),
                (
                    "privacy_officer",
                    models.CharField(
                        blank=True, max_length=120, verbose_name="functionaris gegevensbescherming"
                    ),
                ),
                (
                    "privacy_email",
                    models.EmailField(
                        blank=True, max_length=254, verbose_name="e-mailadres voor privacyvragen"
                    ),
                ),
                (
                    "four_eyes",
                    models.BooleanField(
                        default=True,
                        help_text="Wie een tekst als laatste wijzigde, kan die niet zelf publiceren. Zet dit alleen uit als de redactie uit één persoon bestaat.",
                        verbose_name="vier ogen",
                    ),
                ),
                (
                    "site",
                    models.OneToOneField(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        to="wagtailcore.site",
                    ),
                ),
            ],
            options={
                "verbose_name": "gegevens van de site",
                "verbose_name_plural": "gegevens van de site",
            },
        ),
    ]
