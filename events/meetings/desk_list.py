"""The list of meetings on the desk: what comes next on top, and a box to search it."""

from django.db.models import Q
from django.utils import timezone

from events import times
from events.models import Meeting, MeetingText
from office.listing import RightsIndexView

# Every meeting is one: the word finds nothing out.
SAYS_NOTHING = "kenniskring"
LONGEST_NUMBER = 9


def begin(meeting: Meeting) -> str:
    """Return when a meeting begins; Wagtail's own column says "just now" of all that is to come."""
    return times.moment(meeting.starts_at, meeting.time_zone)


def matching(query: str) -> Q:
    """Return the condition that a meeting has every word: in a title, its place or its number."""
    wanted = Q()
    for word in query.split():
        if word.lower() == SAYS_NOTHING:
            continue
        titled = MeetingText.objects.filter(title__icontains=word).values("meeting")
        has_word = Q(pk__in=titled) | Q(place__icontains=word) | Q(tool__icontains=word)
        if word.isdecimal() and len(word) <= LONGEST_NUMBER:
            has_word |= Q(number=int(word))
        wanted &= has_word
    return wanted


class MeetingIndexView(RightsIndexView):
    """The list leads to the page with the deeds; the texts are edited from there."""

    def get_edit_url(self, instance):
        return self.get_inspect_url(instance)

    def order_queryset(self, queryset):
        """Begin with the meeting that comes next, unless a column was chosen to sort by."""
        if self.ordering:
            return super().order_queryset(queryset)
        return queryset.nearest_first(timezone.now())

    def search_queryset(self, queryset):
        """Keep what has all the words; titles stand in rows of their own, one per language."""
        return queryset.filter(matching(self.search_query)) if self.is_searching else queryset
