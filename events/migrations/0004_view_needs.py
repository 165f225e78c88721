from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0003_clean_addresses"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="registration",
            options={
                "ordering": ["created_at", "pk"],
                "permissions": [("view_needs", "Zien wat mensen nodig hebben om mee te doen")],
                "verbose_name": "aanmelding",
                "verbose_name_plural": "aanmeldingen",
            },
        ),
    ]
