from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OfficeConfig(AppConfig):
    name = "office"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the room's own loops and retention; models are loaded only now."""
        from office import (  # noqa: PLC0415 -- needs loaded models
            counting,
            date_inputs,
            desk_style,
            editing,
            field_names,
            kept_uploads,
            password_reset,
            profile_picture,
            several_uploads,
            text_fields,
            viewsets,
        )
        from office.loops import AN_HOUR, LOOPS, Loop  # noqa: PLC0415 -- the same
        from office.mail import backend, outbox, retention as mails  # noqa: PLC0415 -- the same
        from office.mail.kinds import MAIL_KINDS  # noqa: PLC0415 -- the same
        from office.remarks import mails as remark_mails, retention as remarks  # noqa: PLC0415 -- the same
        from office.retention import LOOP, RETENTIONS, forget_all  # noqa: PLC0415 -- the same
        from office.spreadsheets import guard_downloads  # noqa: PLC0415 -- the same

        LOOPS.register(outbox.LOOP, Loop(outbox.LOOP, 3, outbox.send_due, _("mail versturen")))
        LOOPS.register(LOOP, Loop(LOOP, AN_HOUR, forget_all, _("gegevens wissen")))
        RETENTIONS.register("mail", mails.MAIL)
        RETENTIONS.register("counted", counting.COUNTED)
        RETENTIONS.register("kept_uploads", kept_uploads.KEPT)
        RETENTIONS.register("remark", remarks.REMARKS)
        for kind in (
            backend.READY_MADE,
            password_reset.MAIL,
            remark_mails.MAIL,
            remark_mails.TOGETHER,
        ):
            MAIL_KINDS.register(kind.name, kind)
        guard_downloads()
        text_fields.leave_out_hidden_signs()
        date_inputs.say_how_a_date_is_written()
        desk_style.connect()
        field_names.name_the_fields()
        editing.guard_the_settings()
        profile_picture.clean_the_portraits()
        several_uploads.clean_pictures()
        viewsets.close_what_nothing_offers()
