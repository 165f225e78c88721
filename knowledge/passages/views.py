"""A passage's permanent address."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from knowledge import closing
from knowledge.models import Passage
from knowledge.passages import resolver


# What is gone today may be back tomorrow, and a withdrawal holds at once.
@cache_control(no_cache=True)
@require_safe
def passage(request: HttpRequest, passage_id: str) -> HttpResponse:
    """Redirect to where a passage is read; answer 410 with an explanation once it is gone.

    A passage of a restricted page answers 404 to visitors who may not read that page: its address
    would say what it is about.
    """
    if passage_id != passage_id.lower():
        # As it was typed from paper. Each spelling would be one more page to keep in memory.
        return redirect("passage", passage_id.lower(), permanent=True)
    found = get_object_or_404(Passage.objects.select_related("page", "question"), pk=passage_id)
    if found.state == Passage.State.LIVE:
        found = resolver.read_in(found, get_language())
        restrictions = list(closing.restrictions_on(found.page.path)) if found.page else []
        is_open = (not found.page or found.page.live) and closing.may_read(request, restrictions)
        url = resolver.url(found) if is_open else ""
        if url:
            answer = redirect(url)
            if restrictions:
                add_never_cache_headers(answer)
            return answer
    if found.state in (Passage.State.LIVE, Passage.State.HIDDEN):
        raise Http404
    context = {
        "whole": resolver.whole(found),
        "language_of_whole": found.language,
        "live_successor": resolver.live_successors([found]).get(found.pk),
    }
    return render(request, "knowledge/passages/gone.html", context, status=410)
