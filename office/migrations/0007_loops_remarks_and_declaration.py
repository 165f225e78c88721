import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("office", "0006_kept_uploads"),
    ]

    operations = [
        migrations.CreateModel(
            name="LoopRun",
            fields=[
                ("name", models.CharField(max_length=50, primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Remark",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(verbose_name="wat klopt er niet")),
                (
                    "path",
                    models.CharField(
                        blank=True, max_length=500, verbose_name="adres van de pagina"
                    ),
                ),
                ("title", models.CharField(blank=True, max_length=300, verbose_name="pagina")),
                (
                    "email",
                    models.EmailField(blank=True, max_length=254, verbose_name="e-mailadres"),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[("nl", "Nederlands"), ("en", "English")],
                        default="nl",
                        editable=False,
                        max_length=10,
                        verbose_name="taal",
                    ),
                ),
                ("form_key", models.CharField(editable=False, max_length=64, unique=True)),
                (
                    "created_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="doorgegeven op"
                    ),
                ),
                (
                    "done_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="afgehandeld op"),
                ),
            ],
            options={
                "verbose_name": "melding",
                "verbose_name_plural": "meldingen",
                "ordering": [
                    models.OrderBy(models.F("done_at"), descending=True, nulls_first=True),
                    "-created_at",
                    "-pk",
                ],
            },
        ),
        migrations.AddField(
            model_name="sitesettings",
            name="accessibility_date",
            field=models.DateField(blank=True, null=True, verbose_name="datum van de verklaring"),
        ),
        migrations.AddField(
            model_name="sitesettings",
            name="accessibility_report",
            field=models.URLField(
                blank=True,
                help_text="Het rapport waarop de status berust, als dat er is.",
                verbose_name="adres van het onderzoeksrapport",
            ),
        ),
        migrations.AddField(
            model_name="sitesettings",
            name="accessibility_status",
            field=models.CharField(
                blank=True,
                choices=[
                    ("A", "A: voldoet volledig"),
                    ("B", "B: voldoet gedeeltelijk"),
                    ("C", "C: eerste maatregelen genomen"),
                    ("D", "D: voldoet niet"),
                ],
                help_text="Leeg: op de pagina staat dan dat de status nog niet is vastgesteld.",
                max_length=1,
                verbose_name="status van de toegankelijkheidsverklaring",
            ),
        ),
        migrations.AddField(
            model_name="sitesettings",
            name="postal_address",
            field=models.TextField(
                blank=True,
                help_text="Staat bij Contact en Privacy: wie is verantwoordelijk voor de gegevens?",
                max_length=300,
                verbose_name="postadres",
            ),
        ),
    ]
