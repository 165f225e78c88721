"""Every address of the site: machines, admin, the rooms' named addresses, then Wagtail's pages."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.conf.urls.static import static
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

import events.urls
import knowledge.urls
import search.urls

urlpatterns = [
    # Before the admin: the development mailbox stands under its address.
    *knowledge.urls.machine_urlpatterns,
    path("beheer/", include(wagtailadmin_urls)),
    path("documenten/", include(wagtaildocs_urls)),
    *static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT),
    *events.urls.machine_urlpatterns,
    *i18n_patterns(
        path("", include(search.urls)),
        path("", include(knowledge.urls)),
        path("", include(events.urls)),
        path("", include(wagtail_urls)),
        prefix_default_language=False,
    ),
]
