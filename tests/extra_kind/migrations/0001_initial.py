import django.db.models.deletion
from django.db import migrations, models

import knowledge.text.blocks


class Migration(migrations.Migration):
    initial = True

    dependencies = [("knowledge", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="HandbookPage",
            fields=[
                (
                    "knowledgepage_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="knowledge.knowledgepage",
                    ),
                ),
                ("body", knowledge.text.blocks.BodyField([], blank=True)),
            ],
            options={"verbose_name": "handboek", "verbose_name_plural": "handboeken"},
            bases=("knowledge.knowledgepage",),
        )
    ]
