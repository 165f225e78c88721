"""The mail that tells editors about a remark."""

from collections.abc import Mapping
from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from office.mail.kinds import MailKind, Rendered, absolute
from office.models import Remark, SiteSettings


def render(ids: Mapping[str, Any]) -> Rendered | None:
    """Return the mail to the address for contact, None when there is nothing to handle."""
    remark = Remark.objects.filter(pk=ids["remark"], done_at=None).first()
    site = SiteSettings.of_default_site()
    if remark is None or not site.contact_email:
        return None
    context = {
        "remark": remark,
        "page": absolute(remark.path) if remark.path else "",
        "desk": absolute(reverse("remarks:inspect", args=[remark.pk])),
    }
    text = render_to_string("office/remarks/mail.txt", context)
    subject = _("Er is een fout doorgegeven")
    return Rendered(to=site.contact_email, subject=subject, text=text.strip() + "\n")


MAIL = MailKind("remark", render)
