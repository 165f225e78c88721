from http import HTTPMethod

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import PageViewRestriction
from wagtail_localize.fields import SynchronizedField

from knowledge import closing
from knowledge.models.base import SitePage
from office.shared_reads import shared


class KenniskringenPage(SitePage):
    """The list of meetings, one page per language; each meeting has a named address of its own."""

    # The meetings' own addresses begin with this word: the list is their parent.
    reserved_slug = "kenniskringen"

    allowed_http_methods = [HTTPMethod.GET, HTTPMethod.HEAD, HTTPMethod.OPTIONS]
    override_translatable_fields = [SynchronizedField("slug", overridable=False)]

    promote_panels = [
        MultiFieldPanel(
            [FieldPanel("slug", read_only=True), "seo_title", "search_description"],
            heading=_("Voor zoekmachines"),
        ),
        FieldPanel("show_in_menus"),
        FieldPanel("also_known_as"),
        FieldPanel("checked_on"),
    ]

    parent_page_types = ["knowledge.HomePage"]
    subpage_types = []
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("kenniskringenpagina")
        verbose_name_plural = _("kenniskringenpagina’s")

    def save(self, *args, **kwargs):
        """Store the page under the one slug it can have: menu and breadcrumbs lead there."""
        if self.slug != self.reserved_slug:
            self.slug = self.reserved_slug
            if self.pk is not None:
                # A revision brings the path that its own slug would give.
                self.set_url_path(self.get_parent())
        return super().save(*args, **kwargs)


@shared
def _live_lists() -> tuple[str, ...]:
    """Return where the live lists of meetings stand in the tree; one query."""
    return tuple(KenniskringenPage.objects.live().order_by("path").values_list("path", flat=True))


def closed_together(places: closing.Places) -> closing.Places:
    """Return the live lists with all that closes one of them: they are one in every language."""
    lists = _live_lists()
    pks = frozenset().union(*(closing.holding_at(places, path) for path in lists))
    return dict.fromkeys(lists, pks) if pks else {}


def list_restrictions() -> QuerySet[PageViewRestriction]:
    """Return the restrictions of the live lists of meetings, in any language, and from above."""
    return closing.restrictions_on(next(iter(_live_lists()), ""))


def list_is_closed() -> bool:
    """Return whether the list of meetings is closed, in any language; no query while no page is."""
    return bool(closing.closed_paths()) and any(map(closing.is_closed, _live_lists()))
