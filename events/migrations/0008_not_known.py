from django.db import migrations, models

# A box that was not ticked may have meant "no", or that nobody had asked.
WAS_UNTICKED = {
    "Meeting": ("has_captions", "has_hearing_loop", "is_recorded", "is_wheelchair_accessible"),
    "ProgrammeItem": ("is_recorded",),
}


def forget_what_nobody_said(apps, schema_editor):
    """Take an unticked box for not known: the site claimed a "no" that nobody had given."""
    for model, names in WAS_UNTICKED.items():
        rows = apps.get_model("events", model).objects
        for name in names:
            rows.filter(**{name: False}).update(**{name: None})


def claim_again(apps, schema_editor):
    """Give the columns a value that they can hold without "not known"."""
    for model, names in WAS_UNTICKED.items():
        rows = apps.get_model("events", model).objects
        for name in names:
            rows.filter(**{name: None}).update(**{name: False})


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0007_report_has_own_date"),
    ]

    operations = [
        migrations.AlterField(
            model_name="meeting",
            name="has_captions",
            field=models.BooleanField(
                blank=True, null=True, verbose_name="met ondertiteling tijdens de bijeenkomst"
            ),
        ),
        migrations.AlterField(
            model_name="meeting",
            name="has_hearing_loop",
            field=models.BooleanField(blank=True, null=True, verbose_name="ringleiding"),
        ),
        migrations.AlterField(
            model_name="meeting",
            name="is_recorded",
            field=models.BooleanField(blank=True, null=True, verbose_name="wordt opgenomen"),
        ),
        migrations.AlterField(
            model_name="meeting",
            name="is_wheelchair_accessible",
            field=models.BooleanField(blank=True, null=True, verbose_name="rolstoeltoegankelijk"),
        ),
        migrations.AlterField(
            model_name="programmeitem",
            name="is_recorded",
            field=models.BooleanField(blank=True, null=True, verbose_name="wordt opgenomen"),
        ),
        migrations.RunPython(forget_what_nobody_said, claim_again),
    ]
