from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "search"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register what goes on beside the server; models are loaded only now."""
        from office.loops import A_DAY, LOOPS, Loop  # noqa: PLC0415 -- needs loaded models
        from search import indexing  # noqa: PLC0415 -- the same

        # An index that is behind, broken or missing is repaired here, no matter who published.
        LOOPS.register(
            "search",
            Loop("search", 2, lambda _now: indexing.catch_up(0), _("de zoekmachine bijwerken")),
        )
        LOOPS.register(
            "search_log",
            Loop(
                "search_log", A_DAY, indexing.prune, _("oude wijzigingen van de zoekmachine wissen")
            ),
        )
