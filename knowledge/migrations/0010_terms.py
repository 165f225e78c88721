import django.db.models.functions.text
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("knowledge", "0009_remaining_kinds"),
    ]

    operations = [
        migrations.CreateModel(
            name="Term",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("word", models.CharField(max_length=80, verbose_name="woord")),
                (
                    "country",
                    models.CharField(
                        blank=True,
                        choices=[("nl", "Nederland"), ("be", "België")],
                        help_text="Waar zeggen mensen dit zo? Leeg: overal.",
                        max_length=2,
                        verbose_name="land",
                    ),
                ),
                (
                    "explanation",
                    models.CharField(
                        help_text="Staat tussen haakjes achter het woord: “in Nederland: college van B en W”.",
                        max_length=160,
                        verbose_name="uitleg",
                    ),
                ),
                (
                    "equals",
                    models.CharField(
                        blank=True,
                        help_text="Andere woorden voor hetzelfde, met komma's ertussen.",
                        max_length=255,
                        verbose_name="ook wel",
                    ),
                ),
            ],
            options={
                "verbose_name": "begrip",
                "verbose_name_plural": "begrippen",
                "ordering": ["word"],
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("word"),
                        models.F("country"),
                        name="term_word_once_in_a_country",
                        violation_error_message="Dit begrip staat al in de lijst.",
                    )
                ],
            },
        ),
    ]
