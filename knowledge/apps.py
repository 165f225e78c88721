from django.apps import AppConfig


class KnowledgeConfig(AppConfig):
    name = "knowledge"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register what lower rooms and the models must know; models are loaded only now."""
        from knowledge import (  # noqa: PLC0415 -- needs loaded models
            documents,
            loops,
            page_life,
            passages,
            question_documents,
            question_mails,
            recordings,
        )

        page_life.connect()
        documents.register()
        passages.EXTRA.register("recordingpage", recordings.span_drafts)
        question_documents.register()
        question_mails.register()
        loops.register()
