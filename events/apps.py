from django.apps import AppConfig


class EventsConfig(AppConfig):
    """Tells the rooms below what they must know of meetings."""

    name = "events"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # Models must be loaded before anything that reads them is.
        from events import demo, rights, setup  # noqa: PLC0415
        from events.meetings import (  # noqa: PLC0415
            discussions,
            documents,
            head,
            heard,
            list_life,
            mentions,
            queries,
            report_life,
            restrictions,
            sitemap,
            titles,
        )
        from events.models.page import closed_together  # noqa: PLC0415
        from events.registrations import mails, retention  # noqa: PLC0415
        from knowledge.addresses import ADDRESSES  # noqa: PLC0415
        from knowledge.closing import ALSO_CLOSED, OF_ADDRESS  # noqa: PLC0415
        from knowledge.dates import DATES  # noqa: PLC0415
        from knowledge.directory.mentions import ELSEWHERE  # noqa: PLC0415
        from knowledge.head.tree import ALSO_ABOUT  # noqa: PLC0415
        from knowledge.numbers import HOLDERS  # noqa: PLC0415
        from knowledge.questions.agenda import AGENDAS  # noqa: PLC0415
        from knowledge.recordings.known_names import ALSO_THERE  # noqa: PLC0415
        from office.mail.kinds import MAIL_KINDS  # noqa: PLC0415
        from office.remarks.paths import TITLES  # noqa: PLC0415
        from office.retention import RETENTIONS  # noqa: PLC0415
        from office.setup import DEMO_STEPS, SETUP_STEPS  # noqa: PLC0415
        from search.sources import KINDS, SOURCES  # noqa: PLC0415

        for kind in mails.KINDS:
            MAIL_KINDS.register(kind.name, kind)
        for row in retention.TABLE:
            RETENTIONS.register(row.name, row)
        ADDRESSES.register("meeting", queries.report_addresses)
        DATES.register("meeting", queries.report_dates)
        HOLDERS.register("meeting", queries.holder_of_number)
        ALSO_CLOSED.register("lists of meetings", closed_together)
        OF_ADDRESS.register("meetings", restrictions.of_address)
        ALSO_ABOUT.register("meeting", head.of_report)
        TITLES.register("meetings", titles.title_at)
        AGENDAS.register("meetings", discussions.find)
        report_life.connect()
        list_life.connect()
        ELSEWHERE.register("meetings", mentions.find)
        ALSO_THERE.register("meetings", heard.names)
        SOURCES.register("meeting", documents.SOURCE)
        sitemap.register()
        KINDS.register(documents.KIND, documents.KIND_LABEL)
        SETUP_STEPS.register("events", setup.prepare)
        SETUP_STEPS.register("rights", rights.prepare)
        DEMO_STEPS.register("events", demo.load)
