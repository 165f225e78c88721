from django.apps import AppConfig


class SiteConfig(AppConfig):
    """Composition: settings, addresses, middleware and checks; no models, no rules."""

    name = "site_config"

    def ready(self) -> None:
        from site_config import checks  # noqa: F401, PLC0415 -- registers the checks once apps stand
