import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0001_initial"),
        ("knowledge", "0002_english_locale"),
    ]

    operations = [
        migrations.CreateModel(
            name="Repeat",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=120, verbose_name="naam")),
                (
                    "organisation",
                    models.CharField(
                        blank=True, max_length=160, verbose_name="gemeente of organisatie"
                    ),
                ),
                (
                    "mode",
                    models.CharField(
                        choices=[("online", "Online"), ("locatie", "Op locatie")],
                        max_length=10,
                        verbose_name="vorm",
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
                ("question", models.TextField(blank=True, verbose_name="meegebrachte vraag")),
                ("language", models.CharField(default="nl", max_length=10, verbose_name="taal")),
                ("form_key", models.CharField(blank=True, editable=False, max_length=64)),
                ("link_version", models.PositiveIntegerField(default=1, editable=False)),
                ("created_at", models.DateTimeField(verbose_name="verstuurd op")),
                (
                    "settled_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="gekozen op"),
                ),
            ],
            options={
                "verbose_name": "formulier dat nog eens is verstuurd",
                "verbose_name_plural": "formulieren die nog eens zijn verstuurd",
                "ordering": ["created_at", "pk"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="registration",
            name="registration_once_per_address",
        ),
        migrations.AddField(
            model_name="registration",
            name="shares_address",
            field=models.BooleanField(
                default=False, editable=False, verbose_name="deelt het e-mailadres met een collega"
            ),
        ),
        migrations.AddConstraint(
            model_name="registration",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    models.Q(("state", "cancelled"), _negated=True), ("shares_address", False)
                ),
                fields=("meeting", "email_folded"),
                name="registration_once_per_address",
            ),
        ),
        migrations.AddField(
            model_name="repeat",
            name="became",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="events.registration",
                verbose_name="werd aanmelding",
            ),
        ),
        migrations.AddField(
            model_name="repeat",
            name="registration",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="repeats",
                to="events.registration",
                verbose_name="aanmelding",
            ),
        ),
        migrations.AddConstraint(
            model_name="repeat",
            constraint=models.UniqueConstraint(
                condition=models.Q(("form_key", ""), _negated=True),
                fields=("registration", "form_key"),
                name="repeat_once_per_form",
            ),
        ),
        migrations.AddConstraint(
            model_name="repeat",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("needs", ""), ("needs_consent_at__isnull", False), _connector="OR"
                ),
                name="repeat_needs_with_consent",
            ),
        ),
    ]
