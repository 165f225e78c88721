import shutil
from pathlib import Path

from django.conf import settings
from django.db import migrations, models

import knowledge.models.recording


def _move(apps, before, after):
    for document in apps.get_model("knowledge", "SiteDocument").objects.exclude(file=""):
        old, new = Path(before) / document.file.name, Path(after) / document.file.name
        if old.is_file() and not new.exists():
            new.parent.mkdir(parents=True, exist_ok=True)
            shutil.move(old, new)


def protect(apps, schema_editor):
    """Move the files of documents away from what the web server shows to everybody."""
    _move(apps, settings.MEDIA_ROOT, settings.PROTECTED_MEDIA_ROOT)


def put_back(apps, schema_editor):
    """Move them back."""
    _move(apps, settings.PROTECTED_MEDIA_ROOT, settings.MEDIA_ROOT)


class Migration(migrations.Migration):
    dependencies = [("knowledge", "0003_clean_addresses")]

    operations = [
        migrations.AlterField(
            model_name="sitedocument",
            name="file",
            field=models.FileField(
                storage=knowledge.models.recording.ProtectedStorage(),
                upload_to="documents",
                verbose_name="bestand",
            ),
        ),
        migrations.RunPython(protect, put_back),
    ]
