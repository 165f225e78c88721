import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

import knowledge.text.blocks


class Migration(migrations.Migration):
    dependencies = [
        ("knowledge", "0013_what_changed"),
    ]

    operations = [
        migrations.AddField(
            model_name="casepage",
            name="life_areas",
            field=models.CharField(
                blank=True,
                help_text="Bijvoorbeeld: geld, wonen, school. Met komma's ertussen.",
                max_length=200,
                verbose_name="leefgebieden",
            ),
        ),
        migrations.AddField(
            model_name="casepage",
            name="voices",
            field=knowledge.text.blocks.BodyField(
                [],
                blank=True,
                help_text="Kinderen, ouders, ervaringsdeskundigen, en wat er door hen veranderde.",
                verbose_name="wie dacht mee",
            ),
        ),
        migrations.AddField(
            model_name="pagespeaker",
            name="passage",
            field=models.CharField(
                blank=True,
                help_text="De code van 8 tekens uit het adres van de alinea, achter /p/.",
                max_length=8,
                validators=[
                    django.core.validators.RegexValidator(
                        "^[23456789bcdfghjkmnpqrstvwxz]{8}$",
                        "Dit is geen code van een alinea. Kopieer de 8 tekens achter /p/.",
                    )
                ],
                verbose_name="staat bij alinea",
            ),
        ),
        migrations.AlterField(
            model_name="casepage",
            name="change",
            field=models.CharField(
                blank=True,
                choices=[
                    ("verzachten", "Verzachten (nu)"),
                    ("versterken", "Versterken (middellange termijn)"),
                    ("veranderen", "Veranderen (lange termijn)"),
                ],
                max_length=16,
                verbose_name="wanneer merk je het?",
            ),
        ),
        migrations.AlterField(
            model_name="casepage",
            name="costs",
            field=models.CharField(blank=True, max_length=120, verbose_name="kosten per jaar"),
        ),
        migrations.AlterField(
            model_name="casepage",
            name="hours",
            field=models.CharField(blank=True, max_length=120, verbose_name="tijd per week"),
        ),
        migrations.AlterField(
            model_name="casepage",
            name="lasting",
            field=knowledge.text.blocks.BodyField(
                [],
                blank=True,
                help_text="Hoe blijft dit bestaan als het project stopt? Geld, mensen, besluit.",
                verbose_name="hoe blijft het bestaan? (borging)",
            ),
        ),
        migrations.AlterField(
            model_name="casepage",
            name="local_opgave",
            field=models.CharField(
                blank=True, max_length=160, verbose_name="eigen doel van de gemeente"
            ),
        ),
        migrations.AlterField(
            model_name="casepage",
            name="report",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="knowledge.reportpage",
                verbose_name="dit komt uit verslag",
            ),
        ),
    ]
