from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("office", "0003_counted"),
    ]

    operations = [
        migrations.AlterField(
            model_name="user",
            name="email",
            field=models.EmailField(blank=True, max_length=254, verbose_name="e-mailadres"),
        ),
    ]
