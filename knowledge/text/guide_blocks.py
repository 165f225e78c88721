"""The building blocks of a reading guide: questions in an order, and where each is answered."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from knowledge.text.blocks import TARGET_FIELDS, TargetBlock

TARGETS = ("page", "passage", "document", "url")


class StepBlock(TargetBlock):
    """A question of a reading guide, its answer in one line, and where the answer stands.

    Without a target nobody knows yet where that is.
    """

    question = blocks.CharBlock(label=_("Vraag"), max_length=160)
    answer = blocks.CharBlock(label=_("Antwoord in één regel"), max_length=240, required=False)

    class Meta:
        form_layout = ["question", "answer", *TARGET_FIELDS]
        icon = "help"
        label = _("Vraag")
        help_text = _("Kies één plek met het antwoord. Weet je die nog niet? Laat alles leeg.")

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        """Refuse two targets: a reader can be led to one only."""
        value = super().clean(value)
        chosen = [name for name in TARGETS if value[name]]
        if len(chosen) > 1:
            sentence = _("Kies één plek: een pagina, een alinea, een bestand of een adres.")
            raise blocks.StructBlockValidationError(
                block_errors={chosen[1]: ValidationError(sentence)}
            )
        return value


class StepsBlock(blocks.StreamBlock):
    """The questions of a reading guide, in order."""

    step = StepBlock()
