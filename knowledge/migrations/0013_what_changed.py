import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("knowledge", "0012_gemeenten_of_two_countries"),
        ("wagtailcore", "0098_apitoken"),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PageChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sentence", models.CharField(max_length=120, verbose_name="wat is er veranderd")),
                ("published_at", models.DateTimeField(verbose_name="gepubliceerd op")),
                (
                    "page",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="said_changes",
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                (
                    "revision",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="said_change",
                        to="wagtailcore.revision",
                    ),
                ),
            ],
            options={
                "verbose_name": "wijziging van een pagina",
                "verbose_name_plural": "wijzigingen van pagina's",
                "ordering": ["-published_at", "-pk"],
            },
        ),
        migrations.AddField(
            model_name="passage",
            name="said_change",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="knowledge.pagechange",
            ),
        ),
        migrations.CreateModel(
            name="VersionNote",
            fields=[
                (
                    "revision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="version_note",
                        serialize=False,
                        to="wagtailcore.revision",
                    ),
                ),
                (
                    "choice",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("typo", "Alleen een typfout: bezoekers lezen er niets over"),
                            ("changed", "Dit is veranderd:"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "sentence",
                    models.CharField(
                        blank=True, max_length=120, verbose_name="wat is er veranderd"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("choice__in", ["", "typo", "changed"])),
                        name="version_note_choice_exists",
                    )
                ],
            },
        ),
        migrations.AddIndex(
            model_name="pagechange",
            index=models.Index(fields=["page", "-published_at"], name="page_changes_newest"),
        ),
        migrations.AddConstraint(
            model_name="pagechange",
            constraint=models.CheckConstraint(
                condition=models.Q(("sentence", ""), _negated=True),
                name="page_change_says_something",
            ),
        ),
    ]
