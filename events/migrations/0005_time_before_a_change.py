from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0004_view_needs"),
    ]

    operations = [
        migrations.AddField(
            model_name="meeting",
            name="moved_from_duration",
            field=models.PositiveSmallIntegerField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="meeting",
            name="moved_from_zone",
            field=models.CharField(blank=True, editable=False, max_length=60),
        ),
        migrations.AddField(
            model_name="registration",
            name="told",
            field=models.JSONField(editable=False, null=True),
        ),
    ]
