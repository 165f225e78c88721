"""The building blocks of a framework: phases, conditions, and what shows that it works."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from knowledge.text.blocks import (
    LINE_FEATURES,
    FormattedTextBlock,
    HeadingBlock,
    PassageCodeBlock,
    text_blocks,
)
from knowledge.text.choices import Level


class PhaseBlock(blocks.StructBlock):
    """A phase; what follows it, up to the next one, is its content."""

    title = blocks.CharBlock(label=_("Fase"), max_length=160)
    subtitle = blocks.CharBlock(label=_("Ondertitel"), required=False, max_length=160)
    runs_throughout = blocks.BooleanBlock(label=_("Loopt door in alle fasen"), required=False)

    class Meta:
        icon = "order"
        label = _("Fase")
        template = "knowledge/blocks/phase.html"


class ConditionBlock(blocks.StructBlock):
    """What must be arranged before an organisation can begin, and by whom."""

    level = blocks.ChoiceBlock(label=_("Wie moet dit regelen?"), choices=Level.choices)
    text = FormattedTextBlock(label=_("Voorwaarde"), features=LINE_FEATURES)
    explanation = FormattedTextBlock(label=_("Toelichting"), features=LINE_FEATURES, required=False)


class ConditionsBlock(blocks.StructBlock):
    """Conditions that readers can tick off one by one."""

    intro = blocks.CharBlock(label=_("Inleiding"), max_length=240, required=False)
    items = blocks.ListBlock(ConditionBlock(), label=_("Voorwaarden"))

    class Meta:
        icon = "tasks"
        label = _("Voorwaarden")
        template = "knowledge/blocks/conditions.html"


class PhasesBlock(blocks.StreamBlock):
    """Phases in order, each with texts and conditions."""

    def __init__(self, **kwargs) -> None:
        super().__init__(
            [
                ("phase", PhaseBlock()),
                ("heading", HeadingBlock(template="knowledge/blocks/subheading.html")),
                *text_blocks(),
                ("conditions", ConditionsBlock()),
            ],
            **kwargs,
        )


class EvidenceBlock(blocks.StructBlock):
    """A passage of this site that shows something of this framework, and why it does."""

    passage = PassageCodeBlock(label=_("Alinea"))
    reason = blocks.CharBlock(label=_("Wat laat die alinea zien?"), max_length=240)


class EvidenceListBlock(blocks.StreamBlock):
    """What shows that a framework works, or does not."""

    evidence = EvidenceBlock(icon="link", label=_("Alinea met reden"))
