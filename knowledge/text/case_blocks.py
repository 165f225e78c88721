"""The building blocks of a case: points that say where they were heard, and who thought along."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from knowledge.text.blocks import ListBlock, ListItemBlock, PassageCodeBlock, text_blocks
from knowledge.text.choices import Voice


class HeardPointBlock(ListItemBlock):
    """A point, and the passage that it was taken from: a moment of a film, or a paragraph."""

    passage = PassageCodeBlock(
        label=_("Bron van dit punt"),
        required=False,
        help_text=_(
            "De code van 8 tekens uit het adres van de alinea of het moment in een opname, "
            "achter /p/. De lezer ziet daar een link naartoe."
        ),
    )


class HeardPointsBlock(ListBlock):
    """A list in which each point may say its source."""

    items = blocks.ListBlock(HeardPointBlock(), label=_("Punten"))


class PointsBlock(blocks.StreamBlock):
    """What works, or does not: a text whose points may say where they were heard."""

    def __init__(self, **kwargs) -> None:
        super().__init__([*text_blocks(), ("list", HeardPointsBlock())], **kwargs)


class VoiceBlock(blocks.StructBlock):
    """A group for whom the approach is meant, how they thought along, and what changed by it."""

    who = blocks.ChoiceBlock(label=_("Wie?"), choices=Voice.choices)
    how = blocks.TextBlock(label=_("Hoe dachten zij mee?"), rows=3)
    changed = blocks.TextBlock(label=_("Wat veranderde daardoor?"), rows=3, required=False)

    class Meta:
        icon = "group"
        label = _("Wie dacht mee")
        template = "knowledge/blocks/voice.html"


class VoicesBlock(blocks.StreamBlock):
    """Who thought along, in groups and in their own words."""

    def __init__(self, **kwargs) -> None:
        super().__init__([("voice", VoiceBlock()), *text_blocks()], **kwargs)
