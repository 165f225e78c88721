"""Every address of the site: machines, admin, the rooms' named addresses, then Wagtail's pages."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

import events.urls
import knowledge.urls
import office.urls
import search.urls
from knowledge.pages import views as pages
from office import uploads
from site_config import probes

# Wagtail's own addresses, but for its way to a page (ours needs two queries, decision 0008) and for
# its second place to log in.
OURS = {"wagtail_serve", "wagtailcore_login"}
wagtail_urlpatterns = [
    *(pattern for pattern in wagtail_urls.urlpatterns if pattern.name not in OURS),
    re_path(wagtail_urls.serve_pattern, pages.serve, name="wagtail_serve"),
]

handler500 = "site_config.failure_pages.server_error"

urlpatterns = [
    path("gezond/", probes.healthy, name="healthy"),
    path("gereed/", probes.ready, name="ready"),
    # Before the admin: the development mailbox is under its address.
    *office.urls.machine_urlpatterns,
    *knowledge.urls.machine_urlpatterns,
    path("beheer/", include(knowledge.urls.desk_urlpatterns)),
    path("beheer/", include(wagtailadmin_urls)),
    path("documenten/", include(wagtaildocs_urls)),
    path("media/<path:path>", uploads.picture, name="media"),
    *events.urls.machine_urlpatterns,
    *i18n_patterns(
        path("", include(search.urls)),
        path("", include(knowledge.urls)),
        path("", include(events.urls)),
        path("", include(office.urls)),
        path("", include(wagtail_urlpatterns)),
        prefix_default_language=False,
    ),
]
