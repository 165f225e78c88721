"""The mails about a contact request, rendered when they are sent.

Words that somebody typed stand behind "> ": they cannot pass for ours.
"""

from collections.abc import Mapping
from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _, ngettext

from knowledge import addresses, closing
from knowledge.contact import deeds as contact, queries
from knowledge.contact.following import REMIND_AFTER
from knowledge.contact.retention import UNCONFIRMED
from knowledge.models import ContactRequest
from office.mail import links
from office.mail.greeting import first_name
from office.mail.kinds import MAIL_KINDS, MailKind, Rendered, absolute
from office.models import SiteSettings

State = ContactRequest.State


def register() -> None:
    """Make the mails of this subject known to the outbox."""
    for name, render in (
        ("contact_confirm", confirm),
        ("contact_question", question),
        ("contact_reminder", reminder),
        ("contact_at_desk", at_desk),
        ("contact_desk", desk),
        ("contact_desk_together", desk_together),
    ):
        MAIL_KINDS.register(name, MailKind(name, render))
    MAIL_KINDS.register("contact_answer", MailKind("contact_answer", answer, holds_text=True))


def confirm(ids: Mapping[str, Any]) -> Rendered | None:
    """Ask the owner of the address whether the question is hers.

    Nothing that was typed is repeated here: the form would be a way to mail any text to anyone.
    """
    request = _request(ids, State.UNCONFIRMED)
    if request is None:
        return None
    token = links.make(contact.CONFIRM, request, version=contact.OF_ASKER)
    path = reverse("contact_confirm", args=[token])
    context = {"link": absolute(path), "days": UNCONFIRMED.days}
    return _rendered("confirm", request, request.email, _("Bevestig je vraag"), context)


def question(ids: Mapping[str, Any]) -> Rendered | None:
    """Bring a question to the contact person; nothing once it is answered or somebody else's."""
    subject = _("Een vraag over de aanpak van gemeente %(name)s")
    return _to_person("question", ids, subject)


def reminder(ids: Mapping[str, Any]) -> Rendered | None:
    """Remind the contact person, while the question waits for her."""
    subject = _("Herinnering: een vraag over de aanpak van gemeente %(name)s")
    return _to_person("reminder", ids, subject)


def answer(ids: Mapping[str, Any]) -> Rendered | None:
    """Bring the asker her answer; the words, and an address to mail back, came with the mail."""
    request = _request(ids)
    if request is None:
        return None
    context = {
        "who": ids["who"],
        "works_at": ids["works_at"],
        "answer": quoted(ids["text"]),
        "text": quoted(request.text),
        **_page_of(request),
        "reply_to": ids["reply_to"],
        "ask_link": absolute(reverse("contact_ask", args=[request.gemeente.slug])),
    }
    subject = _("Antwoord op je vraag over gemeente %(name)s") % {"name": request.gemeente.name}
    return _rendered("answer", request, request.email, subject, context, reply_to=ids["reply_to"])


def at_desk(ids: Mapping[str, Any]) -> Rendered | None:
    """Tell the asker that the desk has her question now, and why; nothing once it went on."""
    request = _request(ids, State.AT_DESK)
    if request is None:
        return None
    subject = _("Je vraag over gemeente %(name)s") % {"name": request.gemeente.name}
    context = {"reason": request.reason, "days": REMIND_AFTER}
    return _rendered("at_desk", request, request.email, subject, context)


def desk(ids: Mapping[str, Any]) -> Rendered | None:
    """Tell the editors that a question waits for them; who asked it, they read at the desk."""
    request = _request(ids, State.AT_DESK)
    site = SiteSettings.of_default_site()
    if request is None or not site.contact_email:
        return None
    link = absolute(reverse("wagtailsnippets_knowledge_contactrequest:inspect", args=[request.pk]))
    subject = _("Een vraag aan gemeente %(name)s wacht op jullie") % {"name": request.gemeente.name}
    return _rendered("desk", request, site.contact_email, subject, {"link": link})


def desk_together(_ids: Mapping[str, Any]) -> Rendered | None:
    """Tell the editors how many questions wait, when they were too many for a mail each."""
    site = SiteSettings.of_default_site()
    waiting = queries.number_at_desk()
    if not waiting or not site.contact_email:
        return None
    subject = ngettext(
        "Een vraag aan een gemeente wacht op jullie",
        "%(number)s vragen aan gemeenten wachten op jullie",
        waiting,
    ) % {"number": waiting}
    words = {"link": absolute(queries.desk_url())}
    text = render_to_string("knowledge/contact/mails/desk_together.txt", words)
    return Rendered(to=site.contact_email, subject=subject, text=text.strip() + "\n")


def quoted(text: str) -> str:
    """Return typed words as a mail quotes them.

    >>> quoted("Hoi.\\n\\nWat kost het?")
    '> Hoi.\\n>\\n> Wat kost het?'
    """
    return "\n".join(f"> {line}".rstrip() for line in text.splitlines())


def _to_person(template: str, ids: Mapping[str, Any], subject: str) -> Rendered | None:
    request = _request(ids, State.WITH_PERSON)
    if request is None or request.link_version != ids["version"]:
        return None
    path = reverse("contact_answer", args=[links.make(contact.REPLY, request)])
    context = {
        "first_name": first_name(request.person.name),
        **_page_of(request),
        "text": quoted(request.text),
        "who": quoted(f"{request.name}\n{request.organisation}\n{request.email}"),
        "link": absolute(path),
        "remind_after": REMIND_AFTER,
    }
    subject %= {"name": request.gemeente.name}
    # She may as well press Reply: then it is her own choice to show her address.
    return _rendered(
        template, request, request.person.email, subject, context, reply_to=request.email
    )


def _page_of(request: ContactRequest) -> dict[str, str]:
    """Return title and address of the page at which it was asked, "" when it is not public."""
    page = request.page if closing.is_visible(request.page) else None
    return {
        "page": page.title if page else "",
        "page_link": absolute(addresses.url(page)) if page else "",
    }


def _request(ids: Mapping[str, Any], state: str = "") -> ContactRequest | None:
    rows = ContactRequest.objects.select_related("gemeente", "person", "page")
    wanted = {"state": state} if state else {}
    return rows.filter(pk=ids["request"], **wanted).first()


def _rendered(
    template: str,
    request: ContactRequest,
    to: str,
    subject: str,
    context: dict[str, Any],
    *,
    reply_to: str = "",
) -> Rendered:
    site = SiteSettings.of_default_site()
    words = {"organisation": site.organisation, "gemeente": request.gemeente.name, **context}
    text = render_to_string(f"knowledge/contact/mails/{template}.txt", words)
    return Rendered(to=to, subject=subject, text=text.strip() + "\n", reply_to=reply_to)
