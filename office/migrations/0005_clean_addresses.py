from django.db import migrations

from office.mail_address import InvalidAddress, normalised

ADDRESSES = {
    "User": ["email"],
    "SiteSettings": ["contact_email", "sender_email", "privacy_email"],
}


def clean(apps, schema_editor):
    """Bring addresses into the form in which they are stored since; what is none stays as it is."""
    for model, fields in ADDRESSES.items():
        rows = apps.get_model("office", model).objects
        for row in list(rows.order_by("pk")):
            for field in fields:
                address = getattr(row, field)
                try:
                    email = normalised(address)
                except InvalidAddress:
                    continue
                if email != address:
                    rows.filter(pk=row.pk).update(**{field: email})


class Migration(migrations.Migration):
    dependencies = [("office", "0004_user_email")]

    operations = [migrations.RunPython(clean, migrations.RunPython.noop)]
