from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class KnowledgeConfig(AppConfig):
    name = "knowledge"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register what lower rooms and the models must know; models are loaded only now."""
        from knowledge import titles  # noqa: PLC0415 -- needs loaded models
        from knowledge.contact import (  # noqa: PLC0415 -- the same
            following,
            mails as contact_mails,
            retention as contact_retention,
        )
        from knowledge.demo import (  # noqa: PLC0415 -- the same
            child_friendly_label,
            contact as demo_contact,
            film,
            front_page,
            in_english,
            kenniskring_14,
            neighbourhood_councils,
            neighbourhood_networks,
            parents_take_part,
            reference_data,
        )
        from knowledge.directory import (  # noqa: PLC0415 -- the same
            known_places,
            mergers,
            sitemap as directory_sitemap,
        )
        from knowledge.pages import (  # noqa: PLC0415 -- the same
            choosing,
            documents,
            doubts,
            editors,
            kept_versions,
            life,
            publishing,
            report_numbers,
            site_pages,
            translation_words,
            translators,
            what_changed,
        )
        from knowledge.passages import deeds as passages  # noqa: PLC0415 -- the same
        from knowledge.questions import (  # noqa: PLC0415 -- the same
            corrected,
            documents as question_documents,
            mails as question_mails,
            origins as question_origins,
            retention as question_retention,
        )
        from knowledge.reading import sitemap, terms  # noqa: PLC0415 -- the same
        from knowledge.recordings import (  # noqa: PLC0415 -- the same
            deeds as recordings,
            page as recording_page,
            returning_words,
            speakers,
        )
        from office.loops import A_MINUTE, AN_HOUR, LOOPS, Loop  # noqa: PLC0415 -- the same
        from office.remarks.paths import TITLES  # noqa: PLC0415 -- the same
        from office.setup import DEMO_STEPS, SETUP_STEPS  # noqa: PLC0415 -- the same

        # Before the passages of a page are written: its speakers may be new.
        speakers.connect()
        life.connect()
        doubts.connect()
        doubts.FINDERS.register("removed words", returning_words.doubts)
        kept_versions.connect()
        what_changed.connect()
        translators.connect()
        translation_words.connect()
        choosing.connect()
        report_numbers.connect()
        mergers.connect()
        documents.register()
        spans = passages.Extra(recordings.extract_spans, recording_page.lines_url)
        passages.EXTRA.register("recordingpage", spans)
        question_origins.connect()
        corrected.connect()
        question_documents.register()
        question_mails.register()
        question_retention.register()
        contact_mails.register()
        contact_retention.register()
        sitemap.register()
        terms.register()
        directory_sitemap.register()
        TITLES.register("knowledge", titles.title_at)
        LOOPS.register(
            publishing.LOOP,
            Loop(
                publishing.LOOP,
                A_MINUTE,
                publishing.publish_due,
                _("pagina’s op tijd online zetten"),
            ),
        )
        LOOPS.register(
            following.LOOP,
            Loop(
                following.LOOP,
                AN_HOUR,
                following.follow_up,
                _("herinneren aan vragen aan gemeenten"),
            ),
        )
        SETUP_STEPS.register("pages", site_pages.prepare)
        SETUP_STEPS.register("editors", editors.prepare)
        SETUP_STEPS.register("gemeenten", known_places.prepare)
        DEMO_STEPS.register("accounts", editors.make_demo_accounts)
        DEMO_STEPS.register("reference data", reference_data.load)
        DEMO_STEPS.register("children's councils", neighbourhood_councils.load)
        DEMO_STEPS.register("neighbourhood networks", neighbourhood_networks.load)
        DEMO_STEPS.register("parents take part", parents_take_part.load)
        DEMO_STEPS.register("child-friendly label", child_friendly_label.load)
        DEMO_STEPS.register("contact person", demo_contact.load)
        DEMO_STEPS.register("film", film.load)
        DEMO_STEPS.register("kenniskring 14", kenniskring_14.load)
        DEMO_STEPS.register("front page", front_page.load)
        DEMO_STEPS.register("in English", in_english.load)
