"""The page of a recording, for its template."""

from django import template
from django.utils.translation import get_language

from knowledge.models import RecordingPage
from knowledge.recordings import page as recording_page
from knowledge.recordings.page import RecordingView

register = template.Library()


@register.simple_tag(takes_context=True)
def recording_view(context: template.Context, page: RecordingPage) -> RecordingView:
    """Return film, chapters, lines and mentions; the line at `?t=` is the current one."""
    # Hero and content both ask; one set of queries serves the whole rendering.
    made = context.render_context.get(recording_view)
    if made is None:
        request = context.get("request")
        asked = request.GET.get("t", "") if request else ""
        made = recording_page.view(
            page, language=get_language(), start=recording_page.second_asked(asked)
        )
        context.render_context[recording_view] = made
    return made
