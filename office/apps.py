from django.apps import AppConfig


class OfficeConfig(AppConfig):
    name = "office"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the room's own loops and retention; models are loaded only now."""
        from office import loops, retention  # noqa: PLC0415 -- needs loaded models
        from office.loops import AN_HOUR, Loop  # noqa: PLC0415 -- the same
        from office.mail import outbox  # noqa: PLC0415 -- the same
        from office.mail import retention as mail_retention  # noqa: PLC0415 -- the same

        loops.LOOPS.register("outbox", Loop("outbox", 3, outbox.send_due))
        loops.LOOPS.register("forget_people", Loop("forget_people", AN_HOUR, retention.forget_all))
        retention.RETENTIONS.register("mail", mail_retention.MAIL)
