"""Every public type of page: where it stands, and what is meant about it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

REPORT = "/kennisbank/verslagen/kenniskring-14-lokale-aanpak-van-kinderarmoede/"
CASE = "/kennisbank/praktijkvoorbeelden/winterswijk-armoedevrij-in-2040/"
RECORDING = "/kennisbank/opnames/nagemaakt-gesprek-lokale-aanpak-van-kinderarmoede/"
GUIDE = "/kennisbank/leeswijzers/zelf-een-kinderwijkraad-beginnen/"
SHEET = "/kennisbank/actiebladen/ouders-doen-mee/"
FRAMEWORK = "/kennisbank/kaders/kindvriendelijke-steden-en-gemeenten/"
PROGRAMME = "/kennisbank/programmas/pioniers-wijkgerichte-netwerken/"
PUBLICATION = "/kennisbank/publicaties/jong-en-overal-thuis/"
ASK_GEMEENTE = "/gemeenten/winterswijk/in-contact/"
ENGLISH = "/en"
ENGLISH_REPORT = "/kennisbank/verslagen/kenniskring-14-local-action-against-child-poverty/"


@dataclass(frozen=True, slots=True)
class Listed:
    """A page to judge. In `path`, {name} is what `further.py` made under that name.

    `address` is the name of its address; `hidden`: it is meant to be in no search engine; `sent`:
    what is judged is the answer to its form, sent as it stands there.
    """

    name: str
    address: str
    path: str
    status: int = 200
    hidden: bool = False
    sent: bool = False

    def at(self, made: Mapping[str, str]) -> "Listed":
        """Return it with its real path."""
        return replace(self, path=self.path.format_map(made))


PAGES = [
    Listed("home", "wagtail_serve", "/"),
    Listed("list of everything", "wagtail_serve", "/kennisbank/"),
    Listed("list of reports", "wagtail_serve", "/kennisbank/verslagen/"),
    Listed("list of cases", "wagtail_serve", "/kennisbank/praktijkvoorbeelden/"),
    Listed("list of recordings", "wagtail_serve", "/kennisbank/opnames/"),
    Listed("list of publications", "wagtail_serve", "/kennisbank/publicaties/"),
    Listed("list of guides", "wagtail_serve", "/kennisbank/leeswijzers/"),
    Listed("list of sheets", "wagtail_serve", "/kennisbank/actiebladen/"),
    Listed("list of frameworks", "wagtail_serve", "/kennisbank/kaders/"),
    Listed("list of programmes", "wagtail_serve", "/kennisbank/programmas/"),
    Listed("list of opgaven", "wagtail_serve", "/opgaven/"),
    Listed("report", "wagtail_serve", REPORT),
    Listed("case", "wagtail_serve", CASE),
    Listed("recording", "wagtail_serve", RECORDING),
    Listed("reading guide", "wagtail_serve", GUIDE),
    Listed("reading guide, whole", "guide_whole", "{guide_whole}", hidden=True),
    Listed("action sheet", "wagtail_serve", SHEET),
    Listed("framework", "wagtail_serve", FRAMEWORK),
    Listed("programme", "wagtail_serve", PROGRAMME),
    Listed("publication", "wagtail_serve", PUBLICATION),
    Listed("opgave", "wagtail_serve", "/opgaven/meedoen/"),
    Listed("about", "wagtail_serve", "/over-ons/"),
    Listed("contact", "wagtail_serve", "/contact/"),
    Listed("accessibility", "wagtail_serve", "/toegankelijkheid/"),
    Listed("privacy", "wagtail_serve", "/privacy/"),
    Listed("vulnerability", "wagtail_serve", "/kwetsbaarheid-melden/"),
    Listed("gemeenten", "gemeente_list", "/gemeenten/"),
    Listed("gemeenten, one name", "gemeente_list", "/gemeenten/?naam=aalten"),
    Listed("people", "person_list", "/mensen/"),
    Listed("remark", "remark", "/fout-doorgeven/", hidden=True),
    Listed("remark sent", "remark_sent", "/fout-doorgeven/verstuurd/", hidden=True),
    Listed("gemeente", "gemeente", "/gemeenten/winterswijk/"),
    Listed("gemeente, nothing yet", "gemeente", "/gemeenten/den-haag/", hidden=True),
    Listed("person", "person", "/mensen/guido-de-vries/"),
    Listed("meetings", "wagtail_serve", "/kenniskringen/"),
    Listed("agenda", "agenda", "/agenda/"),
    Listed("series", "series", "/kenniskringen/reeks/kenniskringen/"),
    Listed("meeting, open", "meeting", "{open}"),
    Listed("meeting, closed", "meeting", "{closed}"),
    Listed("meeting, full", "meeting", "{full}"),
    Listed("meeting, today", "meeting", "{today}"),
    Listed("meeting, moved", "meeting", "{moved}"),
    Listed("meeting, past", "meeting", "{past}"),
    Listed("meeting, cancelled", "meeting", "{cancelled}"),
    Listed("meeting, report", "meeting", "{reported}"),
    Listed("register", "register", "{open}aanmelden/", hidden=True),
    Listed(
        "register, mistakes", "register", "{open}aanmelden/", status=422, sent=True, hidden=True
    ),
    Listed("register, full", "register", "{full}aanmelden/", hidden=True),
    Listed("registered", "registered", "{open}aanmelden/verstuurd/", hidden=True),
    Listed("link again", "resend_link", "{open}link-opnieuw/", hidden=True),
    Listed("link sent", "link_sent", "{open}link-opnieuw/verstuurd/", hidden=True),
    Listed("registration", "registration", "{registration}", hidden=True),
    Listed("registration, off", "registration", "{off}", hidden=True),
    Listed("form that waits", "repeat", "{repeat}nog-eens/", hidden=True),
    Listed("link refused", "registration", "/aanmelding/1-x/", status=404, hidden=True),
    Listed("questions", "question_list", "/vragen/"),
    Listed("question, answered", "question", "{answered}"),
    Listed("question, agenda", "question", "{on_agenda}"),
    Listed("question, open", "question", "{unanswered}"),
    Listed("question, 410", "question", "{withdrawn}", status=410, hidden=True),
    Listed("ask", "question_ask", "/vragen/stellen/", hidden=True),
    Listed("ask, mistakes", "question_ask", "/vragen/stellen/", status=422, sent=True, hidden=True),
    Listed("asked", "question_sent", "/vragen/gesteld/", hidden=True),
    Listed("question, confirm", "question_confirm", "{confirm}", hidden=True),
    Listed("question, no mail", "question_stop", "{stop}", hidden=True),
    Listed("ask gemeente", "contact_ask", f"{ASK_GEMEENTE}?over=kosten", hidden=True),
    Listed(
        "ask gemeente, mistakes", "contact_ask", ASK_GEMEENTE, status=422, sent=True, hidden=True
    ),
    Listed(
        "ask gemeente, nobody known", "contact_ask", "/gemeenten/almere/in-contact/", hidden=True
    ),
    Listed("asked gemeente", "contact_sent", "/in-contact/verstuurd/", hidden=True),
    Listed("ask gemeente, confirm", "contact_confirm", "{contact_confirm}", hidden=True),
    Listed("gemeente answers", "contact_answer", "{contact_answer}", hidden=True),
    Listed("gemeente answered", "contact_answer", "{contact_answered}", hidden=True),
    Listed("search", "search", "/zoeken/", hidden=True),
    Listed("results", "search", "/zoeken/?q=armoede", hidden=True),
    Listed("results, none", "search", "/zoeken/?q=zeppelin", hidden=True),
    Listed("passage, 410", "passage", "{gone}", status=410, hidden=True),
    Listed("404", "wagtail_serve", "/nergens/", status=404, hidden=True),
    Listed("page with password", "wagtail_serve", "{password}", hidden=True),
    Listed("en: home", "wagtail_serve", f"{ENGLISH}/"),
    Listed("en: list", "wagtail_serve", f"{ENGLISH}/kennisbank/"),
    Listed("en: report", "wagtail_serve", f"{ENGLISH}{ENGLISH_REPORT}"),
    Listed("en: privacy", "wagtail_serve", f"{ENGLISH}/privacy/"),
    Listed("en: meetings", "wagtail_serve", f"{ENGLISH}/kenniskringen/"),
    Listed("en: series", "series", f"{ENGLISH}/kenniskringen/reeks/knowledge-circles/"),
    Listed("en: meeting", "meeting", f"{ENGLISH}{{open}}"),
    Listed("en: register", "register", f"{ENGLISH}{{open}}aanmelden/", hidden=True),
    Listed("en: agenda", "agenda", f"{ENGLISH}/agenda/"),
    Listed("en: questions", "question_list", f"{ENGLISH}/vragen/"),
    Listed("en: ask", "question_ask", f"{ENGLISH}/vragen/stellen/", hidden=True),
    Listed("en: ask gemeente", "contact_ask", f"{ENGLISH}{ASK_GEMEENTE}", hidden=True),
    Listed("en: gemeenten", "gemeente_list", f"{ENGLISH}/gemeenten/"),
    Listed("en: people", "person_list", f"{ENGLISH}/mensen/"),
    Listed("en: remark", "remark", f"{ENGLISH}/fout-doorgeven/", hidden=True),
    Listed("en: results", "search", f"{ENGLISH}/zoeken/?q=poverty", hidden=True),
    Listed("en: 404", "wagtail_serve", f"{ENGLISH}/nergens/", status=404, hidden=True),
]
# Addresses that answer with no page: files, and deeds that lead to a page of the list.
NO_PAGES = {
    "agenda_ics",
    "document",
    "feed",
    "feed_of_kind",
    "feed_of_opgave",
    "healthy",
    "media",
    "meeting_ics",
    "opgave_ics",
    "page_word",
    "ready",
    "recording_captions",
    "recording_file",
    "recording_text",
    "registration_cancel",
    "registration_ics",
    "robots",
    "security_txt",
    "series_ics",
    "sitemap",
    "sitemap_part",
    "wagtailcore_authenticate_with_password",
    "wagtaildocs_authenticate_with_password",
    "wagtaildocs_serve",
}
