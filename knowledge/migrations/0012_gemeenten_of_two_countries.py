import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Count


def keep_each_code_once(apps, schema_editor):
    """Take a code that several rows have from all but the oldest: nobody guarded it before."""
    gemeenten = apps.get_model("knowledge", "Gemeente").objects
    double = (
        gemeenten.exclude(code="").values("code").annotate(number=Count("pk")).filter(number__gt=1)
    )
    for code in double.values_list("code", flat=True):
        first = gemeenten.filter(code=code).order_by("pk").first()
        gemeenten.filter(code=code).exclude(pk=first.pk).update(code="")


class Migration(migrations.Migration):
    dependencies = [
        ("knowledge", "0011_contact"),
    ]

    operations = [
        migrations.RenameField("gemeente", "cbs_code", "code"),
        migrations.RunPython(keep_each_code_once, migrations.RunPython.noop),
        migrations.AddField(
            model_name="gemeente",
            name="also_known_as",
            field=models.CharField(
                blank=True,
                help_text="Hoe mensen de gemeente ook noemen, met een komma ertussen: Den Bosch.",
                max_length=200,
                verbose_name="andere namen",
            ),
        ),
        migrations.AddField(
            model_name="gemeente",
            name="merged_into",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="merged",
                to="knowledge.gemeente",
                verbose_name="hoort nu bij",
            ),
        ),
        migrations.AddField(
            model_name="gemeente",
            name="merged_on",
            field=models.DateField(
                blank=True, editable=False, null=True, verbose_name="opgeheven op"
            ),
        ),
        migrations.AlterField(
            model_name="gemeente",
            name="code",
            field=models.CharField(
                blank=True,
                help_text="In Nederland GM met vier cijfers, in België vijf cijfers.",
                max_length=6,
                verbose_name="CBS- of NIS-code",
            ),
        ),
        migrations.AlterField(
            model_name="gemeente",
            name="slug",
            field=models.SlugField(max_length=80, unique=True),
        ),
        migrations.AddConstraint(
            model_name="gemeente",
            constraint=models.UniqueConstraint(
                condition=models.Q(("code", ""), _negated=True),
                fields=("code",),
                name="gemeente_code_once",
                violation_error_message="Er is al een gemeente met deze code.",
            ),
        ),
        migrations.AddConstraint(
            model_name="gemeente",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("merged_into__isnull", True),
                    models.Q(("merged_into", models.F("id")), _negated=True),
                    _connector="OR",
                ),
                name="gemeente_not_merged_into_itself",
            ),
        ),
        migrations.AddConstraint(
            model_name="gemeente",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("merged_into__isnull", True), ("merged_on__isnull", True)),
                    models.Q(("merged_into__isnull", False), ("merged_on__isnull", False)),
                    _connector="OR",
                ),
                name="gemeente_merged_on_a_day",
            ),
        ),
    ]
