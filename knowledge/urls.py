"""Addresses of knowledge: `urlpatterns` once per language, the others without one."""

from django.urls import path, re_path

from knowledge.contact import views as contact
from knowledge.directory import views as directory
from knowledge.pages import files, translated_already, translated_files, translating, tree
from knowledge.passages import views as passages
from knowledge.questions import views as questions
from knowledge.reading import along_views, feeds, sitemap
from knowledge.recordings import views as recordings

# In front of Wagtail's views of these addresses, which lock nothing, and of those of
# wagtail-localize: one shows a form without a choice, the other always says that it succeeded. They
# reverse their own names.
desk_urlpatterns: list = [
    path("pages/<int:page_to_move_id>/move/<int:destination_id>/confirm/", tree.move),
    path("pages/<int:page_to_move_id>/set_position/", tree.reorder),
    path("pages/<int:page_id>/delete/", tree.delete),
    path("api/main/pages/<int:pk>/action/<str:action_name>/", tree.api_action),
    path(
        "localize/submit/page/<int:page_id>/", translated_already.translate, name="translate_page"
    ),
    path("localize/update/<int:translation_source_id>/", translating.update),
    path("localize/translate/<int:translation_id>/pofile/upload/", translated_files.upload),
    path("localize/reports/translations/", translated_files.report),
    path("localize/reports/translations/results/", translated_files.report_results),
]

machine_urlpatterns: list = [
    path("sitemap.xml", sitemap.sitemap, name="sitemap"),
    path("sitemap-<number:number>.xml", sitemap.sitemap_part, name="sitemap_part"),
    # In front of Wagtail's own view of this address, which asks for no page.
    re_path(r"^documenten/(\d+)/(.*)$", files.document, name="document"),
    path("meenemen/<number:pk>.docx", along_views.page_word, name="page_word"),
    path("meenemen/<number:pk>/alles/", along_views.guide_whole, name="guide_whole"),
    path("opnames/<slug:uid>/film.webm", recordings.film, name="recording_file"),
    path("opnames/<slug:uid>/<slug:language>.vtt", recordings.captions, name="recording_captions"),
    path("opnames/<slug:uid>/<slug:language>.txt", recordings.text, name="recording_text"),
]

urlpatterns: list = [
    path("p/<slug:passage_id>/", passages.passage, name="passage"),
    path("vragen/", questions.question_list, name="question_list"),
    path("vragen/stellen/", questions.question_ask, name="question_ask"),
    path("vragen/gesteld/", questions.question_sent, name="question_sent"),
    path("vragen/<number:number>/", questions.question, name="question"),
    path("vragen/bevestigen/<token>/", questions.question_confirm, name="question_confirm"),
    path("vragen/geen-mail/<token>/", questions.question_stop, name="question_stop"),
    path("feeds/", feeds.new, name="feed"),
    path("feeds/soort/<slug:kind>/", feeds.of_kind, name="feed_of_kind"),
    path("feeds/opgaven/<slug:slug>/", feeds.of_opgave, name="feed_of_opgave"),
    path("gemeenten/", directory.gemeente_list, name="gemeente_list"),
    path("gemeenten/<slug:slug>/", directory.gemeente, name="gemeente"),
    path("gemeenten/<slug:slug>/in-contact/", contact.contact_ask, name="contact_ask"),
    path("in-contact/verstuurd/", contact.contact_sent, name="contact_sent"),
    path("in-contact/bevestigen/<token>/", contact.contact_confirm, name="contact_confirm"),
    path("in-contact/antwoord/<token>/", contact.contact_answer, name="contact_answer"),
    path("mensen/", directory.person_list, name="person_list"),
    path("mensen/<slug:slug>/", directory.person, name="person"),
]
