from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0006_cancel_reason_per_language"),
    ]

    operations = [
        migrations.AddField(
            model_name="meeting",
            name="report_has_own_date",
            field=models.BooleanField(default=False, editable=False),
        ),
    ]
