from django.db import migrations

from office.mail_address import InvalidAddress, fold, normalised


def clean(apps, schema_editor):
    """Bring addresses into the form in which they are stored since.

    Two askers of one question who turn out to be one mailbox both stay: the later one is mailed
    at the clean address too, and keeps the fold that tells them apart. What is no address stays
    as it is.
    """
    askers = apps.get_model("knowledge", "Asker").objects
    for row in list(askers.exclude(email="").order_by("created_at", "pk")):
        try:
            email = normalised(row.email)
        except InvalidAddress:
            continue
        folded = fold(email)
        others = askers.filter(question=row.question_id, email_folded=folded).exclude(pk=row.pk)
        if others.exists():
            folded = row.email_folded
        if (email, folded) != (row.email, row.email_folded):
            askers.filter(pk=row.pk).update(email=email, email_folded=folded)


class Migration(migrations.Migration):
    dependencies = [("knowledge", "0002_english_locale")]

    operations = [migrations.RunPython(clean, migrations.RunPython.noop)]
