"""Resolve a passage: its URL, the page or question it belongs to, and its live successor."""

from collections.abc import Iterable

from django.conf import settings
from django.db.models import Case, F, Q, When
from django.urls import reverse
from django.utils import translation

from knowledge import addresses, closing
from knowledge.models import Passage
from knowledge.models.recording import not_watchable

State = Passage.State


def visible(relation: str = "") -> Q:
    """Return the condition that everybody may read a passage, or the one at the end of relation."""
    at = f"{relation}__" if relation else ""
    # A passage of a question is live as long as the question is public.
    of_question = Q(**{f"{at}page": None})
    return Q(**{f"{at}state": State.LIVE}) & (of_question | closing.visible_at(f"{at}page"))


def played_at(relation: str = "") -> Case:
    """Return the second at which a passage, or the one at the end of relation, can be played.

    None of one that is read, and of a film that cannot be watched: its words are still there.
    """
    at = f"{relation}__" if relation else ""
    film = f"{at}page__knowledgepage__recordingpage__recording"
    return Case(When(not_watchable(film), then=None), default=F(f"{at}seconds"))


def url(passage: Passage) -> str:
    """Return the URL at which a live passage is read: its page, its second, its anchor; or ""."""
    if passage.question_id:
        with translation.override(passage.language):
            address = reverse("question", args=[passage.question.number])
    else:
        address = addresses.url(passage.page) if passage.page_id else ""
    if not address:
        return ""
    query = "" if passage.seconds is None else f"?t={passage.seconds}"
    return f"{address}{query}#{passage.anchor}"


def read_in(passage: Passage, language: str) -> Passage:
    """Return the passage as it is read under the addresses of a language: its translation, if any.

    A page that is translated keeps its pointers at passages of the source. The addresses of the
    main language have no prefix: they lead to the passage itself, in whatever language it is.
    """
    if not passage.translation_key or language in (settings.LANGUAGE_CODE, passage.language):
        return passage
    translations = Passage.objects.filter(
        visible(), translation_key=passage.translation_key, key=passage.key, language=language
    )
    return translations.select_related("page", "question").first() or passage


def whole(passage: Passage) -> tuple[str, str] | None:
    """Return title and URL of what a passage belongs to, when visitors can read that, else None."""
    if passage.page_id:
        # A page behind a password or a log-in keeps its title to itself.
        page = passage.page
        url = addresses.url(page) if closing.is_visible(page) else ""
        return (page.title, url) if url else None
    if passage.question_id and passage.question.is_public:
        with translation.override(passage.language):
            return passage.question.text, reverse("question", args=[passage.question.number])
    return None


def live_successors(gone: Iterable[Passage], known: Iterable[Passage] = ()) -> dict[str, str]:
    """Return the id of each gone passage's live successor, by id; none for those without one.

    Successors that are gone too are followed. `known` are rows that were read before; what is
    missing takes one query per step, for all passages together.
    """
    gone = list(gone)
    steps = {row.pk: (row.state, row.successor_id) for row in (*known, *gone)}
    while missing := {to for _state, to in steps.values() if to} - set(steps):
        rows = Passage.objects.filter(pk__in=missing).values_list("pk", "state", "successor_id")
        steps.update({pk: (state, to) for pk, state, to in rows})
    found = {row.pk: _end(row.pk, steps) for row in gone}
    return {pk: end for pk, end in found.items() if end}


def _end(start: str, steps: dict[str, tuple[str, str | None]]) -> str:
    seen = {start}
    here = steps[start][1]
    while here and here not in seen:
        state, further = steps[here]
        if state == State.LIVE:
            return here
        seen.add(here)
        here = further
    return ""
