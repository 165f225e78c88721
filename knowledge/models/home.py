from django.db import models
from django.db.models.functions import Length
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from knowledge.models.base import KnowledgePage, PassageField
from knowledge.text.blocks import BodyBlock, BodyField

# No page lies deeper; a longer address is not looked up further.
DEEPEST = 10


class HomePage(KnowledgePage):
    """The front door: what, for whom, search, next date."""

    heading = models.CharField(
        _("kop"), max_length=120, default="Wat werkt tegen kinderarmoede in jouw gemeente?"
    )
    intro = models.CharField(
        _("inleiding"),
        max_length=200,
        default="Praktijkvoorbeelden, verslagen en opnames van collega's uit het hele land.",
    )
    example_searches = BodyField(
        [("search", blocks.CharBlock(label=_("Zoekvraag"), max_length=60))],
        verbose_name=_("voorbeelden van zoekvragen"),
        max_num=3,
        blank=True,
    )
    about = models.TextField(_("wie zit hierachter?"), max_length=300, blank=True)
    partners = models.TextField(
        _("partners"), blank=True, help_text=_("Namen met komma's ertussen.")
    )

    parent_page_types = ["wagtailcore.Page"]
    content_panels = [
        *KnowledgePage.content_panels,
        FieldPanel("heading"),
        FieldPanel("intro"),
        FieldPanel("example_searches"),
        FieldPanel("about"),
        FieldPanel("partners"),
    ]

    class Meta:
        verbose_name = _("voorpagina")
        verbose_name_plural = _("voorpagina's")

    def route(self, request, path_components):
        """Find the page with one query: the longest path that is a page; it gets the rest."""
        if not path_components:
            return super().route(request, path_components)
        known = path_components[:DEEPEST]
        paths = [f"{self.url_path}{'/'.join(known[:depth])}/" for depth in range(1, len(known) + 1)]
        page = Page.objects.filter(url_path__in=paths).order_by(Length("url_path").desc()).first()
        if page is None:
            raise Http404
        rest = path_components[page.url_path[len(self.url_path) :].count("/") :]
        return page.specific.route(request, rest)


class ListPage(KnowledgePage):
    """A list of one kind of knowledge, or of all of it."""

    class Lists(models.TextChoices):
        ALL = "kennisbank", _("De hele kennisbank")
        REPORTS = "verslagen", _("Verslagen")
        CASES = "praktijkvoorbeelden", _("Praktijkvoorbeelden")
        RECORDINGS = "opnames", _("Opnames")
        OPGAVEN = "opgaven", _("Opgaven van de Alliantie")

    lists = models.CharField(_("toont"), max_length=24, choices=Lists.choices)
    body = BodyField(BodyBlock(), verbose_name=_("uitleg"), blank=True)

    passage_fields = (PassageField("body"),)
    content_panels = [*KnowledgePage.content_panels, FieldPanel("lists"), FieldPanel("body")]

    class Meta:
        verbose_name = _("lijstpagina")
        verbose_name_plural = _("lijstpagina's")


class TextPage(KnowledgePage):
    """A page of plain text: about, contact, accessibility, privacy."""

    body = BodyField(BodyBlock(), verbose_name=_("tekst"), blank=True)

    kind = "pagina"
    kind_label = _("Pagina")
    passage_fields = (PassageField("body"),)
    content_panels = [*KnowledgePage.content_panels, FieldPanel("body")]

    class Meta:
        verbose_name = _("tekstpagina")
        verbose_name_plural = _("tekstpagina's")
