from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("knowledge", "0014_cases_complete"),
    ]

    operations = [
        migrations.AlterField(
            model_name="term",
            name="equals",
            field=models.CharField(
                blank=True,
                help_text="Andere woorden voor hetzelfde, met komma's ertussen. Wie op het ene zoekt, vindt ook het andere.",
                max_length=255,
                verbose_name="ook wel",
            ),
        ),
    ]
