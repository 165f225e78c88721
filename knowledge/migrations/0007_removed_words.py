import django.db.models.deletion
import django.db.models.expressions
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("knowledge", "0006_why_off_the_agenda"),
    ]

    operations = [
        migrations.CreateModel(
            name="RemovedRun",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("digest", models.CharField(max_length=64)),
                ("size", models.PositiveSmallIntegerField()),
                ("first", models.PositiveSmallIntegerField()),
                ("count", models.PositiveSmallIntegerField()),
                ("key_name", models.CharField(max_length=16)),
            ],
            options={
                "verbose_name": "weggehaalde woorden",
                "verbose_name_plural": "weggehaalde woorden",
            },
        ),
        migrations.RemoveConstraint(
            model_name="cue",
            name="cue_redacted_is_empty",
        ),
        migrations.AddField(
            model_name="chapter",
            name="by_hand",
            field=models.BooleanField(
                default=False, editable=False, verbose_name="op het scherm gemaakt"
            ),
        ),
        migrations.AddField(
            model_name="cue",
            name="corrected",
            field=models.BooleanField(
                default=False, editable=False, verbose_name="met de hand verbeterd"
            ),
        ),
        migrations.AddField(
            model_name="cue",
            name="told",
            field=models.CharField(blank=True, editable=False, max_length=64),
        ),
        migrations.AddField(
            model_name="recordingspeaker",
            name="called",
            field=models.CharField(
                blank=True,
                help_text="Leeg laten als de naam in het bestand goed is.",
                max_length=120,
                verbose_name="naam op de site",
            ),
        ),
        migrations.AlterField(
            model_name="recordingspeaker",
            name="name",
            field=models.CharField(max_length=120, verbose_name="naam in het bestand"),
        ),
        migrations.AddConstraint(
            model_name="cue",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("redacted", False),
                    models.Q(("corrected", False), ("speaker", None), ("text", ""), ("told", "")),
                    _connector="OR",
                ),
                name="cue_redacted_is_empty",
            ),
        ),
        migrations.AddField(
            model_name="removedrun",
            name="recording",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="removed_runs",
                to="knowledge.recording",
            ),
        ),
        migrations.AddConstraint(
            model_name="removedrun",
            constraint=models.UniqueConstraint(
                fields=("recording", "digest", "first", "count"), name="removed_run_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="removedrun",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("count__gt", 0),
                    (
                        "size__gte",
                        django.db.models.expressions.CombinedExpression(
                            models.F("first"), "+", models.F("count")
                        ),
                    ),
                ),
                name="removed_run_inside",
            ),
        ),
    ]
