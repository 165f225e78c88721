"""What the desk offers for every model, whatever the viewset of that model says."""

from django.urls import URLPattern
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.images import admin_urls
from wagtail.snippets.views.chooser import SnippetChooserViewSet
from wagtail.snippets.views.snippets import SnippetViewSet

SIZES_OF_PICTURES = {"preview", "url_generator", "url_generator_output"}


class ChooserViewSet(SnippetChooserViewSet):
    """A dialog in which a row is chosen and none is made.

    Wagtail gives it an address for new rows, and without a form for them that breaks.
    """

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return the addresses of the dialog, without the one for a new row."""
        return [one for one in super().get_urlpatterns() if one.name != "create"]


def close_what_nothing_offers() -> None:
    """Give no model, ours or of a package, an address of Wagtail's that no screen sends to."""
    # The form of a copy is sent to the address for a new row. What is sent to its own address is
    # saved onto the row that was to be copied, past all that guards the form of that row: a
    # colleague's account became the sender's. Who turns it on needs a view that makes a new row.
    ModelViewSet.copy_view_enabled = False
    SnippetViewSet.chooser_viewset_class = ChooserViewSet
    # They make addresses of pictures in any size, which this site does not answer; the preview of
    # one breaks on a file that is damaged or gone.
    admin_urls.urlpatterns[:] = [
        one for one in admin_urls.urlpatterns if one.name not in SIZES_OF_PICTURES
    ]
