"""Words that are explained: a mark in texts, and where editors keep what they mean."""

from collections.abc import Iterator

from django.db.models import Model
from django.templatetags.static import static
from django.urls import reverse_lazy
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _
from draftjs_exporter.dom import DOM
from wagtail import hooks
from wagtail.admin.rich_text.converters.html_to_contentstate import LinkElementHandler
from wagtail.admin.rich_text.editors.draftail.features import EntityFeature
from wagtail.rich_text import LinkHandler
from wagtail.rich_text.feature_registry import FeatureRegistry
from wagtail.snippets.models import register_snippet

from knowledge.models import Term
from office.row_views import RowViewSet

FEATURE, ENTITY = "term", "TERM"


class TermMark(LinkHandler):
    """A marked word; `reading/terms.py` writes what it means behind its first use on a page."""

    identifier = "term"

    @staticmethod
    def get_model() -> type[Model]:
        return Term

    @classmethod
    def extract_references(cls, attrs: dict) -> Iterator[tuple]:
        """Yield the word that is used: the desk shows where, and asks before it is deleted."""
        if attrs.get("id", "").isdecimal():
            yield cls.get_model(), attrs["id"], "", ""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict]) -> list[str]:
        """Return the opening tag of each marked word."""
        ids = [attrs.get("id", "") for attrs in attrs_list]
        return [f'<a data-term="{one}">' if one.isdecimal() else "<a>" for one in ids]


class TermElementHandler(LinkElementHandler):
    """Reads a stored mark into the editor."""

    def get_attribute_data(self, attrs: dict) -> dict:
        return {"id": attrs.get("id")}


def _stored(props: dict) -> object:
    mark = {"linktype": TermMark.identifier, "id": props.get("id")}
    return DOM.create_element("a", mark, props["children"])


@hooks.register("register_rich_text_features")
def offer_the_mark(features: FeatureRegistry) -> None:
    """Tell the editor how a word is marked, stored and shown."""
    features.register_link_type(TermMark)
    choose = TermViewSet().chooser_viewset.get_url_name("choose")
    features.register_editor_plugin(
        "draftail",
        FEATURE,
        EntityFeature(
            {
                "type": ENTITY,
                "icon": "help",
                "description": _("Leg dit woord uit"),
                "chooserUrls": {"termChooser": reverse_lazy(choose)},
            },
            js=["wagtailadmin/js/chooser-modal.js", lazy(static, str)("build/terms.js")],
        ),
    )
    features.register_converter_rule(
        "contentstate",
        FEATURE,
        {
            "from_database_format": {'a[linktype="term"]': TermElementHandler(ENTITY)},
            "to_database_format": {"entity_decorators": {ENTITY: _stored}},
        },
    )


class TermViewSet(RowViewSet):
    model = Term
    icon = "help"
    menu_label = _("Begrippen")
    menu_order = 260
    add_to_admin_menu = True
    list_display = ["word", "country", "explanation", "equals"]
    list_filter = ["country"]
    search_fields = ["word", "explanation", "equals"]


register_snippet(TermViewSet)
