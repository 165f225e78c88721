from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("knowledge", "0015_term_equals_help"),
    ]

    operations = [
        migrations.AlterField(
            model_name="casepage",
            name="change",
            field=models.CharField(
                blank=True,
                choices=[
                    ("verzachten", "Nu (Verzachten)"),
                    ("versterken", "In een paar jaar (Versterken)"),
                    ("veranderen", "Op de lange duur (Veranderen)"),
                ],
                max_length=16,
                verbose_name="wanneer merk je het?",
            ),
        ),
    ]
