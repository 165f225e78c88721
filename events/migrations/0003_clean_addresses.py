from django.db import migrations

from office.mail_address import InvalidAddress, fold, normalised


def clean(apps, schema_editor):
    """Bring addresses into the form in which they are stored since.

    Two registrations that turn out to be of one mailbox both stay, with their seats: the later one
    shares the address, so that each has its link and the desk can free one. What is no address
    stays as it is.
    """
    registrations = apps.get_model("events", "Registration").objects
    for row in list(registrations.order_by("created_at", "pk")):
        try:
            email = normalised(row.email)
        except InvalidAddress:
            continue
        folded = fold(email)
        if (email, folded) == (row.email, row.email_folded):
            continue
        others = registrations.filter(email_folded=folded).exclude(pk=row.pk)
        standing = others.filter(meeting=row.meeting_id, shares_address=False).exclude(
            state="cancelled"
        )
        same_form = row.form_key and others.filter(form_key=row.form_key).exists()
        registrations.filter(pk=row.pk).update(
            email=email,
            email_folded=folded,
            shares_address=row.state != "cancelled" and standing.exists(),
            form_key="" if same_form else row.form_key,
        )


class Migration(migrations.Migration):
    dependencies = [("events", "0002_colleagues_share_an_address")]

    operations = [migrations.RunPython(clean, migrations.RunPython.noop)]
