import django.db.models.deletion
from django.db import migrations, models


def copy_reason(apps, schema_editor):
    """Give each text of a cancelled meeting the one reason that there was."""
    texts = apps.get_model("events", "MeetingText").objects
    for meeting in apps.get_model("events", "Meeting").objects.exclude(cancel_reason=""):
        texts.filter(meeting=meeting).update(cancel_reason=meeting.cancel_reason)


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0005_time_before_a_change"),
    ]

    operations = [
        migrations.AddField(
            model_name="meeting",
            name="next_meeting",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="events.meeting",
                verbose_name="volgende datum",
            ),
        ),
        migrations.AddField(
            model_name="meetingtext",
            name="cancel_reason",
            field=models.CharField(
                blank=True, editable=False, max_length=300, verbose_name="reden"
            ),
        ),
        migrations.RunPython(copy_reason, migrations.RunPython.noop),
        migrations.RemoveField(
            model_name="meeting",
            name="cancel_reason",
        ),
    ]
