from django.apps import AppConfig
from wagtail.users.apps import WagtailUsersAppConfig


class SiteConfig(AppConfig):
    """Composition: settings, addresses, middleware and checks; no models, no rules."""

    name = "site_config"

    def ready(self) -> None:
        """Register the checks and listen for changes; models are loaded only now."""
        from office import page_changes  # noqa: PLC0415 -- needs loaded models
        from site_config import (  # noqa: PLC0415 -- the same
            checks,  # noqa: F401 -- checks register themselves
            old_addresses,
            page_tables,
        )

        page_changes.listen(silent=page_tables.SILENT, silent_fields=page_tables.SILENT_FIELDS)
        old_addresses.check_when_typed()


class UsersConfig(WagtailUsersAppConfig):
    """Wagtail's accounts, kept in the desk of the office."""

    user_viewset = "office.user_admin.UserViewSet"
