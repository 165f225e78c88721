from django.apps import AppConfig


class SiteConfig(AppConfig):
    """Composition: settings, addresses, middleware and checks; no models, no rules."""

    name = "site_config"
