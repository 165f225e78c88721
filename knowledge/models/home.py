from functools import cache

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel

from knowledge.models.base import PassageField, SitePage
from knowledge.models.kinds import kinds
from knowledge.models.opgave import OpgavePage
from knowledge.text.blocks import BodyBlock, BodyField


class HomePage(SitePage):
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
        *SitePage.content_panels,
        FieldPanel("heading"),
        FieldPanel("intro"),
        FieldPanel("example_searches"),
        FieldPanel("about"),
        FieldPanel("partners"),
    ]

    class Meta:
        verbose_name = _("voorpagina")
        verbose_name_plural = _("voorpagina's")


def what_lists_show() -> list[tuple[str, str]]:
    """Return what a list page can show: everything, the pages of one kind, or the opgaven."""
    return [
        (ListPage.ALL, _("De hele kennisbank")),
        *((model.kind, model._meta.verbose_name_plural.capitalize()) for model in kinds()),
        (ListPage.OPGAVEN, _("Opgaven van de Alliantie")),
    ]


@cache
def types_in_lists() -> dict[str, type[SitePage]]:
    """Return the only type of page that stands in a list, by what the list shows."""
    return {**{model.kind: model for model in kinds()}, ListPage.OPGAVEN: OpgavePage}


class ListPage(SitePage):
    """A list of one kind of knowledge, or of all of it."""

    # Besides a kind of knowledge: all of them, or the opgaven.
    ALL = "kennisbank"
    OPGAVEN = "opgaven"

    lists = models.CharField(_("toont"), max_length=24, choices=what_lists_show)
    body = BodyField(BodyBlock(), verbose_name=_("uitleg"), blank=True)

    passage_fields = (PassageField("body"),)
    parent_page_types = ["knowledge.HomePage", "knowledge.ListPage"]
    content_panels = [*SitePage.content_panels, FieldPanel("lists"), FieldPanel("body")]

    class Meta:
        verbose_name = _("lijstpagina")
        verbose_name_plural = _("lijstpagina's")

    def takes(self, model):
        only = types_in_lists().get(self.lists)
        return model is only if only else model not in types_in_lists().values()

    def what_it_takes(self):
        only = types_in_lists().get(self.lists)
        if only is None:
            return _("Daar staan alleen lijsten en tekstpagina's.")
        return _("Daar staan alleen %(pages)s.") % {"pages": only._meta.verbose_name_plural}

    def clean(self):
        super().clean()
        self._check_what_stands_here()

    def _check_what_stands_here(self) -> None:
        """Refuse to show another kind while pages of the old one stand here."""
        if self.pk is None or ListPage.objects.filter(pk=self.pk, lists=self.lists).exists():
            return
        strays = [page for page in self.get_children() if not self.takes(page.specific_class)]
        if strays:
            raise ValidationError(
                {
                    "lists": _(
                        "“%(title)s” staat nog in deze lijst en hoort daar dan niet meer. "
                        "Verplaats eerst wat er staat."
                    )
                    % {"title": strays[0].title}
                }
            )


class TextPage(SitePage):
    """A page of plain text: about, contact, accessibility, privacy."""

    body = BodyField(BodyBlock(), verbose_name=_("tekst"), blank=True)

    kind = "pagina"
    kind_label = _("Pagina")
    passage_fields = (PassageField("body"),)
    content_panels = [*SitePage.content_panels, FieldPanel("body")]

    class Meta:
        verbose_name = _("tekstpagina")
        verbose_name_plural = _("tekstpagina's")
