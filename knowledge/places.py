"""Where a passage is read, what it is part of, and where it went."""

from django.urls import reverse
from django.utils import translation
from wagtail.models import Page

from knowledge import addresses
from knowledge.models import Passage

State = Passage.State


def place(passage: Passage) -> str:
    """Return the URL at which a live passage is read: its page, its second, its anchor; or ""."""
    if passage.question_id:
        with translation.override(passage.language):
            url = reverse("question", args=[passage.question.number])
    else:
        url = addresses.url(passage.page) if passage.page_id else ""
    if not url:
        return ""
    moment = "" if passage.seconds is None else f"?t={passage.seconds}"
    return f"{url}{moment}#{passage.anchor}"


def whole(passage: Passage) -> tuple[str, str] | None:
    """Return title and URL of what a passage is part of, when visitors can read that, else None."""
    if passage.page_id and passage.page.live:
        url = addresses.url(passage.page)
        return (passage.page.title, url) if url else None
    if passage.question_id and passage.question.is_public:
        with translation.override(passage.language):
            return passage.question.text, reverse("question", args=[passage.question.number])
    return None


def tombstones(page: Page) -> list[Passage]:
    """Return the passages that stand on a page no longer, for a notice at their anchor."""
    gone = [State.REMOVED, State.WITHDRAWN]
    return list(
        Passage.objects.filter(page_id=page.pk, state__in=gone)
        .select_related("successor")
        .in_order()
    )


def heir(passage: Passage) -> Passage | None:
    """Return the live passage that a gone one leads to, over others that are gone, or None."""
    seen = {passage.pk}
    while passage.successor_id and passage.successor_id not in seen:
        passage = passage.successor
        seen.add(passage.pk)
        if passage.state == State.LIVE:
            return passage
    return None
