from http import HTTPMethod

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail_localize.fields import SynchronizedField

from knowledge.models.base import SitePage


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
