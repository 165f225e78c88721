from collections.abc import Callable
from http import HTTPMethod

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from knowledge.models.base import SitePage
from office.registry import Registry

# What answers at the page's routes. Views stand above models, so they register themselves.
PAGE_VIEWS: Registry[Callable[..., HttpResponse]] = Registry("view of the kenniskringen page")


class KenniskringenPage(RoutablePageMixin, SitePage):
    """The meetings, one page per language; it only reads, every POST has a named address."""

    allowed_http_methods = [HTTPMethod.GET, HTTPMethod.HEAD, HTTPMethod.OPTIONS]

    parent_page_types = ["knowledge.HomePage"]
    subpage_types = []
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("kenniskringenpagina")
        verbose_name_plural = _("kenniskringenpagina’s")

    @path("")
    def meetings(self, request: HttpRequest) -> HttpResponse:
        """Answer the list of coming and past meetings."""
        return PAGE_VIEWS["meetings"](request, self)

    @path("<int:number>-<slug:slug>/")
    def meeting(self, request: HttpRequest, number: int, slug: str) -> HttpResponse:
        """Answer one meeting in whichever of its lives it is."""
        return PAGE_VIEWS["meeting"](request, self, number, slug)

    @path("reeks/<slug:slug>/")
    def series(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Answer one series with its meetings."""
        return PAGE_VIEWS["series"](request, self, slug)
