from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("office", "0002_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Counted",
            fields=[
                ("key", models.CharField(max_length=150, primary_key=True, serialize=False)),
                ("count", models.PositiveIntegerField(default=0)),
                ("ends_at", models.DateTimeField(db_index=True)),
            ],
        ),
    ]
