"""The mails about a question, rendered when they are sent."""

from collections.abc import Mapping
from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from knowledge.models import Answer, Asker, Question, QuestionEvent
from knowledge.passages import resolver
from knowledge.questions import deeds as questions, queries as question_queries
from knowledge.questions.retention import AFTER_REFUSAL
from office.mail import links
from office.mail.kinds import MAIL_KINDS, MailKind, Rendered, absolute
from office.models import SiteSettings


def register() -> None:
    """Make the mails of this room known to the outbox."""
    for name, render in (
        ("question_confirm", confirm),
        ("question_published", published),
        ("question_answered", answered),
        ("question_refused", refused),
        ("question_withdrawn", withdrawn),
    ):
        MAIL_KINDS.register(name, MailKind(name, render))


def confirm(ids: Mapping[str, Any]) -> Rendered | None:
    """Ask the owner of the address whether the question is hers.

    Nothing that was typed is repeated here: the form would be a way to mail any text to anyone.
    """
    asker = _asker(ids, Asker.State.WAITING)
    if asker is None:
        return None
    path = reverse("question_confirm", args=[links.make(questions.CONFIRM, asker)])
    return _rendered("confirm", asker, _("Bevestig je vraag"), {"link": absolute(path)})


def published(ids: Mapping[str, Any]) -> Rendered | None:
    """Tell an asker the address of her question."""
    asker = _asker(ids, Asker.State.CONFIRMED)
    if asker is None or not asker.question.is_public:
        return None
    return _rendered("published", asker, _("Je vraag staat op de site"), _context(asker))


def answered(ids: Mapping[str, Any]) -> Rendered | None:
    """Bring an asker to the second or paragraph that answers her question."""
    asker = _asker(ids, Asker.State.CONFIRMED)
    answer = Answer.objects.filter(pk=ids["answer"]).first()
    if asker is None or answer is None or not asker.question.is_public:
        return None
    subject = _("Antwoord op je vraag: %(question)s") % {"question": asker.question.text}
    # Passages that were closed or removed since are left out.
    readable = answer.passages.filter(resolver.visible("passage"))
    sources = [
        {
            "passage": source.passage,
            "played_at": source.played_at,
            "link": absolute(reverse("passage", args=[source.passage.pk])),
        }
        for source in readable.select_related("passage").annotate(
            played_at=resolver.played_at("passage")
        )
    ]
    discussed = asker.question.events.filter(kind=QuestionEvent.Kind.DISCUSSED).last()
    more = {"answer": answer, "sources": sources, "discussed": discussed}
    return _rendered("answered", asker, subject, {**_context(asker), **more})


def refused(ids: Mapping[str, Any]) -> Rendered | None:
    """Tell an asker why her question is not placed; nothing once it was placed after all."""
    return _off_the_site(ids, Question.State.REFUSED, _("Je vraag komt niet op de site"))


def withdrawn(ids: Mapping[str, Any]) -> Rendered | None:
    """Tell an asker why her question is no longer on the site; nothing once it is back."""
    return _off_the_site(ids, Question.State.WITHDRAWN, _("Je vraag staat niet meer op de site"))


def _off_the_site(ids: Mapping[str, Any], state: str, subject: str) -> Rendered | None:
    asker = _asker(ids, Asker.State.CONFIRMED)
    # Words that were forgotten since are told to nobody.
    if asker is None or asker.question.state != state or not asker.question.text:
        return None
    context = {
        "question": asker.question,
        "is_withdrawn": state == Question.State.WITHDRAWN,
        "reason": question_queries.why_off(asker.question),
        "ask_link": absolute(reverse("question_ask")),
        "days": AFTER_REFUSAL.days,
    }
    return _rendered("off_the_site", asker, subject, context)


def _asker(ids: Mapping[str, Any], state: str) -> Asker | None:
    askers = Asker.objects.select_related("question").exclude(email="")
    return askers.filter(pk=ids["asker"], state=state).first()


def _context(asker: Asker) -> dict[str, Any]:
    stop = reverse("question_stop", args=[links.make(questions.STOP, asker)])
    return {
        "question": asker.question,
        "link": absolute(reverse("question", args=[asker.question.number])),
        "stop_link": absolute(stop),
    }


def _rendered(template: str, asker: Asker, subject: str, context: dict[str, Any]) -> Rendered:
    site = SiteSettings.of_default_site()
    text = render_to_string(
        f"knowledge/questions/mails/{template}.txt", {"organisation": site.organisation, **context}
    )
    return Rendered(to=asker.email, subject=subject, text=text.strip() + "\n")
