"""The picture that stands for a page where its link is shared."""

from django.templatetags.static import static
from django.utils.translation import gettext as _
from wagtail.images.shortcuts import get_rendition_or_not_found

from knowledge.head.values import Picture
from knowledge.models import SiteImage, SitePage
from knowledge.models.media import OF_FIGURES
from office.mail.kinds import absolute


def own() -> Picture:
    """Return the site's own picture, for every page without one; frontend/images/share.png."""
    return Picture(
        url=absolute(static("build/share.png")),
        width=1200,
        height=630,
        alt=_("Een open ring met een stip"),
    )


def of_image(image: SiteImage | None, size: str, *, alt: str = "") -> Picture | None:
    """Return an uploaded picture in the size in which its page shows it; None when it is lost."""
    if image is None:
        return None
    made = get_rendition_or_not_found(image, size)
    if made.file.name == "not-found":
        return None
    return Picture(
        url=absolute(made.url), width=made.width, height=made.height, alt=alt or made.alt
    )


def first_figure(page: SitePage) -> Picture | None:
    """Return the first picture in the texts of a page; two queries when there is one."""
    for stream in page.passage_fields:
        for block in getattr(page, stream.name).raw_data:
            if block["type"] == "figure" and (pk := block["value"].get("image")):
                return of_image(SiteImage.objects.filter(pk=pk).first(), OF_FIGURES)
    return None
