from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("knowledge", "0005_translator"),
    ]

    operations = [
        migrations.AddField(
            model_name="questionevent",
            name="note",
            field=models.CharField(blank=True, max_length=300, verbose_name="reden"),
        ),
        migrations.AlterField(
            model_name="questionevent",
            name="kind",
            field=models.CharField(
                choices=[
                    ("asked", "Gesteld"),
                    ("published", "Geplaatst"),
                    ("merged", "Samengevoegd"),
                    ("on_agenda", "Op de agenda"),
                    ("off_agenda", "Van de agenda"),
                    ("discussed", "Besproken"),
                    ("answered", "Beantwoord"),
                    ("refused", "Niet geplaatst"),
                    ("withdrawn", "Ingetrokken"),
                ],
                max_length=12,
                verbose_name="wat",
            ),
        ),
    ]
