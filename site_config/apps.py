from django.apps import AppConfig
from wagtail.users.apps import WagtailUsersAppConfig


class SiteConfig(AppConfig):
    """Composition: settings, addresses, middleware and checks; no models, no rules."""

    name = "site_config"

    def ready(self) -> None:
        """Register the checks and listen for changes; models are loaded only now."""
        from office import page_changes  # noqa: PLC0415 -- needs loaded models
        from site_config import checks, page_tables  # noqa: F401, PLC0415 -- checks register themselves

        page_changes.listen(silent=page_tables.SILENT, silent_fields=page_tables.SILENT_FIELDS)


class UsersConfig(WagtailUsersAppConfig):
    """Wagtail's accounts, kept in the desk of the office."""

    user_viewset = "office.user_admin.UserViewSet"
