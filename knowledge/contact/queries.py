"""What pages and mails read about who can be asked."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.db.models.functions import Coalesce
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from knowledge import closing
from knowledge.models import ContactPerson, ContactRequest, Gemeente, KnowledgePage, PageGemeente
from knowledge.questions.queries import page_asked_on

# In an address: what is asked, in the words that the form opens with.
SUBJECT = "over"
COSTS, HOURS = "kosten", "tijd"
SUBJECTS: dict[str, Any] = {
    COSTS: _("Wat kost dit per jaar?"),
    HOURS: _("Hoeveel tijd per week kost dit?"),
}


@dataclass(frozen=True, slots=True)
class WayIn:
    """The gemeente that can be asked about a page; `known`: somebody there said that she answers.

    The addresses are those of the form, the last two with their question filled in.
    """

    name: str
    known: bool
    url: str
    costs_url: str
    hours_url: str


def way_in(page_pk: int | None, gemeenten: dict[str, str]) -> WayIn | None:
    """Return the way to one of these gemeenten of today (name by slug), or None; one query.

    The first that has a contact person, else the first.
    """
    if not gemeenten:
        return None
    today = Coalesce("gemeente__merged_into__slug", "gemeente__slug")
    persons = ContactPerson.objects.annotate(today=today).filter(today__in=gemeenten)
    known = set(persons.values_list("today", flat=True))
    slug = next((one for one in gemeenten if one in known), next(iter(gemeenten)))
    # A page that was never saved is shown as a preview.
    about = {"pagina": page_pk} if page_pk else {}
    return WayIn(
        name=gemeenten[slug],
        known=slug in known,
        url=_address(slug, about),
        costs_url=_address(slug, {**about, SUBJECT: COSTS}),
        hours_url=_address(slug, {**about, SUBJECT: HOURS}),
    )


def _address(slug: str, query: dict[str, Any]) -> str:
    path = reverse("contact_ask", args=[slug])
    return f"{path}?{urlencode(query)}" if query else path


def shown_gemeente(slug: str) -> Gemeente:
    """Return the gemeente of today of which everybody can read something; raises Http404."""
    found = Gemeente.objects.select_related("merged_into").filter(slug=slug).first()
    today = found and (found.merged_into or found)
    if today is None or not _pages_about(today).exists():
        raise Http404(_("Over deze gemeente staat hier nog niets."))
    return today


def _pages_about(gemeente: Gemeente) -> Any:
    # What is about a gemeente that merged into this one is about this one by now.
    here = Q(gemeente=gemeente) | Q(gemeente__merged_into=gemeente)
    about = PageGemeente.objects.filter(here).values("page")
    return closing.visible(KnowledgePage.objects.filter(alias_of=None, pk__in=about))


def asked_about(request: HttpRequest, gemeente: Gemeente) -> Page | None:
    """Return the public page about gemeente that the address names, or None."""
    page = page_asked_on(request)
    is_about = page is not None and _pages_about(gemeente).filter(pk=page.pk).exists()
    return page if is_about else None


def first_words(request: HttpRequest) -> str:
    """Return the words with which the form opens."""
    return str(SUBJECTS.get(request.GET.get(SUBJECT, ""), ""))


def has_person(gemeente: Gemeente) -> bool:
    """Return whether somebody answers questions about gemeente."""
    return ContactPerson.objects.of(gemeente).exists()


def number_at_desk() -> int:
    """Return how many requests wait for the desk."""
    return ContactRequest.objects.filter(state=ContactRequest.State.AT_DESK).count()


def desk_url() -> str:
    """Return the address of the list of requests that wait for the desk."""
    waiting = urlencode({"state": ContactRequest.State.AT_DESK})
    return f"{reverse('wagtailsnippets_knowledge_contactrequest:list')}?{waiting}"
