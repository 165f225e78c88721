from django.apps import AppConfig


class KnowledgeConfig(AppConfig):
    name = "knowledge"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register what lower rooms and the models must know; models are loaded only now."""
        from knowledge import documents, page_life, passages, recordings  # noqa: PLC0415 -- needs loaded models

        page_life.connect()
        documents.register()
        passages.EXTRA.register("recordingpage", recordings.span_drafts)
