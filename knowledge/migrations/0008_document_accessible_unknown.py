from django.db import migrations, models


def forget_what_nobody_said(apps, schema_editor):
    """Take an unticked box for not known: nobody may have looked."""
    documents = apps.get_model("knowledge", "SiteDocument").objects
    documents.filter(accessible=False).update(accessible=None)


def claim_again(apps, schema_editor):
    """Give the column a value that it can hold without "not known"."""
    documents = apps.get_model("knowledge", "SiteDocument").objects
    documents.filter(accessible=None).update(accessible=False)


class Migration(migrations.Migration):
    dependencies = [
        ("knowledge", "0007_removed_words"),
    ]

    operations = [
        migrations.AlterField(
            model_name="sitedocument",
            name="accessible",
            field=models.BooleanField(
                blank=True,
                help_text=(
                    "Is dit bestand te lezen met een schermlezer? Onbekend: de site zegt er niets "
                    "over."
                ),
                null=True,
                verbose_name="toegankelijk",
            ),
        ),
        migrations.RunPython(forget_what_nobody_said, claim_again),
    ]
