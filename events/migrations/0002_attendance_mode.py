"""Say how somebody takes part as a mode of attendance: a form is what a visitor fills in."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("events", "0001_initial")]

    operations = [
        migrations.AlterModelOptions(
            name="seats",
            options={"verbose_name": "plekken", "verbose_name_plural": "plekken"},
        ),
        migrations.RemoveConstraint(model_name="seats", name="seats_once_per_form"),
        migrations.RenameField(model_name="seats", old_name="form", new_name="mode"),
        migrations.RenameField(model_name="registration", old_name="form", new_name="mode"),
        migrations.AlterModelOptions(
            name="seats",
            options={
                "ordering": ["meeting", "-mode"],
                "verbose_name": "plekken",
                "verbose_name_plural": "plekken",
            },
        ),
        migrations.AddConstraint(
            model_name="seats",
            constraint=models.UniqueConstraint(
                fields=("meeting", "mode"), name="seats_once_per_mode"
            ),
        ),
    ]
