import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import office.models.kept_upload
import office.protected_files


class Migration(migrations.Migration):
    dependencies = [
        ("office", "0005_clean_addresses"),
    ]

    operations = [
        migrations.CreateModel(
            name="KeptUpload",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "token",
                    models.CharField(
                        default=office.models.kept_upload.new_token, max_length=40, unique=True
                    ),
                ),
                ("purpose", models.CharField(max_length=80)),
                (
                    "file",
                    models.FileField(
                        max_length=120,
                        storage=office.protected_files.ProtectedFiles(),
                        upload_to=office.models.kept_upload.kept_path,
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("size", models.PositiveBigIntegerField()),
                ("kept_at", models.DateTimeField(db_index=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "default_permissions": (),
            },
        ),
    ]
