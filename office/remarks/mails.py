"""The mails that tell editors about remarks."""

from collections.abc import Mapping
from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _, ngettext

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


def render_together(_ids: Mapping[str, Any]) -> Rendered | None:
    """Return the mail about all remarks that wait, when they were too many for a mail each."""
    site = SiteSettings.of_default_site()
    waiting = Remark.objects.filter(done_at=None).count()
    if not waiting or not site.contact_email:
        return None
    subject = ngettext(
        "Eén melding wacht op jullie", "%(number)s meldingen wachten op jullie", waiting
    ) % {"number": waiting}
    words = {"desk": absolute(reverse("remarks:index"))}
    text = render_to_string("office/remarks/mail_together.txt", words)
    return Rendered(to=site.contact_email, subject=subject, text=text.strip() + "\n")


MAIL = MailKind("remark", render)
TOGETHER = MailKind("remarks_together", render_together)
