"""The building blocks of a text: everything that a reader can point at is in one of these."""

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageChooserBlock
from wagtail.rich_text import RichText
from wagtail.snippets.blocks import SnippetChooserBlock

from knowledge import codes
from knowledge.text.choices import Approach, Part

PASSAGE_CODE = rf"^[{codes.ALPHABET}]{{{codes.LENGTH}}}$"
WRONG_PASSAGE_CODE = _("Dit is geen code van een alinea. Kopieer de 8 tekens achter /p/.")
LINE_FEATURES = ["bold", "italic", "link", "term"]
TEXT_FEATURES = ["bold", "italic", "link", "document-link", "term", "ol", "ul"]


class BodyField(StreamField):
    """A StreamField whose migrations do not follow every change of a label or help text."""

    def deconstruct(self) -> tuple:
        """Return the field for a migration, without its block definitions."""
        name, path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [[]], kwargs


class FormattedTextBlock(blocks.RichTextBlock):
    """Rich text that is the same when it is opened and saved again."""

    def value_from_form(self, value: str) -> RichText:
        from knowledge.text import settling  # noqa: PLC0415 -- needs loaded models

        return RichText(settling.settled(value, tuple(self.features)) if value else value)


class PassageCodeBlock(blocks.RegexBlock):
    """The id of a passage, as its address shows it: anything else would be no address."""

    def __init__(self, **kwargs) -> None:
        kwargs.setdefault(
            "help_text", _("De code van 8 tekens uit het adres van de alinea, achter /p/.")
        )
        kwargs.setdefault("error_messages", {"invalid": WRONG_PASSAGE_CODE})
        kwargs.pop("regex", None)
        super().__init__(regex=PASSAGE_CODE, **kwargs)


class HeadingBlock(blocks.StructBlock):
    """A heading; what follows it, up to the next one, is its section."""

    text = blocks.CharBlock(label=_("Tussenkop"), max_length=160)

    class Meta:
        icon = "title"
        label = _("Tussenkop")
        template = "knowledge/blocks/heading.html"


class QuoteBlock(blocks.StructBlock):
    """A short literal quote with its speaker and source."""

    text = blocks.TextBlock(label=_("Citaat"), help_text=_("Kort en letterlijk."))
    speaker = SnippetChooserBlock("knowledge.Person", label=_("Wie zei dit?"), required=False)
    role = blocks.CharBlock(label=_("Functie en organisatie toen"), required=False)
    source = blocks.CharBlock(label=_("Bron"), required=False)
    passage = PassageCodeBlock(label=_("Te horen in de opname bij"), required=False)

    class Meta:
        icon = "openquote"
        label = _("Citaat")
        template = "knowledge/blocks/quote.html"


class ListItemBlock(blocks.StructBlock):
    """One point of a list, with points of its own one level down."""

    text = FormattedTextBlock(label=_("Punt"), features=LINE_FEATURES)
    items = blocks.ListBlock(
        FormattedTextBlock(features=LINE_FEATURES),
        label=_("Punten hieronder"),
        default=[],
    )


class ListBlock(blocks.StructBlock):
    """A list of two levels in which each point has its own address."""

    ordered = blocks.BooleanBlock(label=_("Genummerd"), required=False)
    items = blocks.ListBlock(ListItemBlock(), label=_("Punten"))

    class Meta:
        icon = "list-ul"
        label = _("Lijst")
        template = "knowledge/blocks/list.html"


# Also the order in the form: a field that its layout does not name is not shown, and emptied.
TARGET_FIELDS = ("page", "passage", "document", "url", "publisher", "kind", "seen_on")


class TargetBlock(blocks.StructBlock):
    """Where something leads to, and what is known of that; none while nobody knows it."""

    page = blocks.PageChooserBlock(label=_("Pagina"), required=False)
    passage = PassageCodeBlock(label=_("Alinea"), required=False)
    document = DocumentChooserBlock(label=_("Bestand"), required=False)
    url = blocks.URLBlock(label=_("Adres op een andere site"), required=False)
    publisher = blocks.CharBlock(label=_("Van wie"), required=False, max_length=160)
    kind = blocks.CharBlock(
        label=_("Soort"), required=False, max_length=80, help_text=_("Video, rapport, site.")
    )
    seen_on = blocks.DateBlock(label=_("Laatst gezien op"), required=False)


class LinkBlock(TargetBlock):
    """A reference whose target is known, or not known yet."""

    title = blocks.CharBlock(label=_("Titel"), max_length=160)

    class Meta:
        form_layout = ["title", *TARGET_FIELDS]


class LinkListBlock(blocks.StructBlock):
    """References, each with its own address; without a target they stay plain text."""

    items = blocks.ListBlock(LinkBlock(), label=_("Verwijzingen"))

    class Meta:
        icon = "link"
        label = _("Verwijzingen")
        template = "knowledge/blocks/links.html"


class TakeawayBlock(blocks.StructBlock):
    """One point in short, and the passage where it is worked out."""

    text = blocks.CharBlock(label=_("Punt"), max_length=240)
    passage = PassageCodeBlock(label=_("Staat bij alinea"), required=False)


class ApproachBlock(blocks.StructBlock):
    """One of the three forms of a local approach, explained."""

    approach = blocks.ChoiceBlock(choices=Approach.choices, label=_("Vorm van aanpak"))
    text = FormattedTextBlock(label=_("Uitleg"), features=LINE_FEATURES)


class ApproachesBlock(blocks.StructBlock):
    """The typology of local approaches, each with a link to its cases."""

    items = blocks.ListBlock(ApproachBlock(), label=_("Vormen"))

    class Meta:
        icon = "tag"
        label = _("Vormen van aanpak")
        template = "knowledge/blocks/approaches.html"


class PartnerValue(blocks.StructValue):
    """Who takes part; an organisation may be gone, and its part still told."""

    @property
    def has_name(self) -> bool:
        """Tell whether anybody can read who it is."""
        return bool(self["organisation"] or (self["name"] or "").strip())

    @property
    def says_something(self) -> bool:
        """Tell whether there is anything to read."""
        return self.has_name or bool(self["role"])


class PartnerBlock(blocks.StructBlock):
    """An organisation or group with its part in the approach."""

    organisation = SnippetChooserBlock(
        "knowledge.Organisation", label=_("Organisatie"), required=False
    )
    name = blocks.CharBlock(label=_("Of: naam"), required=False)
    part = blocks.ChoiceBlock(label=_("Rol"), choices=Part.choices, required=False)
    role = blocks.CharBlock(label=_("Wat doen zij?"), required=False)

    def clean(self, value: PartnerValue) -> PartnerValue:
        """Refuse a row without a name: nobody would read whose part it is."""
        value = super().clean(value)
        if not value.has_name:
            sentence = _("Kies een organisatie of vul een naam in, of verwijder deze rij.")
            raise blocks.StructBlockValidationError(
                block_errors={"name": ValidationError(sentence)}
            )
        return value

    class Meta:
        value_class = PartnerValue


class PartnersBlock(blocks.StructBlock):
    """Who takes part, each with its role."""

    items = blocks.ListBlock(PartnerBlock(), label=_("Wie doen mee"))

    class Meta:
        icon = "group"
        label = _("Wie doen mee")
        template = "knowledge/blocks/partners.html"


def is_no_alias(page: Model) -> None:
    """Refuse an alias: it is listed nowhere, and the page itself is."""
    if page.alias_of_id:
        raise ValidationError(
            _("‘%(title)s’ is een alias van een andere pagina. Kies die pagina zelf."),
            params={"title": page.title},
        )


class CaseCardBlock(blocks.StructBlock):
    """A card that leads to a case; a pointer, not a passage."""

    page = blocks.PageChooserBlock(
        page_type="knowledge.CasePage", label=_("Praktijkvoorbeeld"), validators=[is_no_alias]
    )

    class Meta:
        icon = "doc-full"
        label = _("Praktijkvoorbeeld")
        template = "knowledge/blocks/case_card.html"


def was_on_the_site(question: Model) -> None:
    """Refuse a question that no visitor has seen; one that was taken off shows nothing here."""
    if question.number is None:
        raise ValidationError(_("Deze vraag staat niet op de site. Plaats hem eerst."))


class QuestionBlock(blocks.StructBlock):
    """A question on this page, in its own words and state; a pointer, not a passage."""

    question = SnippetChooserBlock(
        "knowledge.Question", label=_("Vraag"), validators=[was_on_the_site]
    )

    class Meta:
        icon = "help"
        label = _("Vraag")
        template = "knowledge/blocks/question.html"


class FigureBlock(blocks.StructBlock):
    """A picture with a caption."""

    image = ImageChooserBlock(label=_("Afbeelding"))
    caption = blocks.CharBlock(label=_("Bijschrift"), required=False)

    class Meta:
        icon = "image"
        label = _("Afbeelding")
        template = "knowledge/blocks/figure.html"


def text_blocks() -> list[tuple[str, blocks.Block]]:
    """Return the blocks that every text may hold, by name."""
    return [
        (
            "text",
            FormattedTextBlock(
                label=_("Tekst"),
                features=TEXT_FEATURES,
                template="knowledge/blocks/text.html",
            ),
        ),
        ("quote", QuoteBlock()),
        ("list", ListBlock()),
        ("table", TableBlock(label=_("Tabel"), template="knowledge/blocks/table.html")),
        ("links", LinkListBlock()),
        ("figure", FigureBlock()),
    ]


class SectionBlock(blocks.StreamBlock):
    """The content of one fixed section."""

    def __init__(self, **kwargs) -> None:
        super().__init__([*text_blocks(), ("partners", PartnersBlock())], **kwargs)


class BodyBlock(blocks.StreamBlock):
    """The content of a whole text, with headings of its own."""

    def __init__(self, **kwargs) -> None:
        super().__init__(
            [
                ("heading", HeadingBlock()),
                *text_blocks(),
                ("approaches", ApproachesBlock()),
                ("case", CaseCardBlock()),
                ("question", QuestionBlock()),
            ],
            **kwargs,
        )


class TakeawaysBlock(blocks.StreamBlock):
    """At most three points in short."""

    takeaway = TakeawayBlock(label=_("Punt"), icon="tick")

    class Meta:
        max_num = 3


class QuestionsBlock(blocks.StreamBlock):
    """The questions of one occasion."""

    question = QuestionBlock()
