"""The building blocks of a programme: where it works, and what happened when."""

import calendar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from knowledge.text.choices import Happening

# A leap year: the year may be unknown, and then 29 February is a day.
ANY_YEAR = 2000


class DateAsKnownBlock(blocks.StructBlock):
    """A date of which day, month or year may be unknown; nothing is ever computed into it.

    `text` is what readers see; the numbers are what machines may use.
    """

    text = blocks.CharBlock(
        label=_("Datum in woorden"),
        required=False,
        max_length=80,
        help_text=_("Zoals de bron het zegt: “9 mei 2017”, “na de zomer”."),
    )
    year = blocks.IntegerBlock(label=_("Jaar"), required=False, min_value=1900, max_value=2200)
    month = blocks.IntegerBlock(label=_("Maand"), required=False, min_value=1, max_value=12)
    day = blocks.IntegerBlock(label=_("Dag"), required=False, min_value=1, max_value=31)
    confirmed_by = blocks.CharBlock(label=_("Bevestigd door"), required=False, max_length=120)
    confirmed_at = blocks.DateBlock(label=_("Bevestigd op"), required=False)

    class Meta:
        label = _("Datum, voor zover bekend")
        icon = "date"
        collapsed = True

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        """Refuse numbers without words, which readers would not see, and a day that is none."""
        value = super().clean(value)
        year, month, day = value["year"], value["month"], value["day"]
        wrong = {}
        if (year or month or day) and not value["text"]:
            wrong["text"] = _("Schrijf de datum ook in woorden: dat is wat de lezer ziet.")
        if day and not month:
            wrong["month"] = _("Vul bij een dag ook de maand in.")
        elif day and day > calendar.monthrange(year or ANY_YEAR, month)[1]:
            wrong["day"] = _("Deze dag bestaat niet in die maand.")
        if wrong:
            errors = {name: ValidationError(sentence) for name, sentence in wrong.items()}
            raise blocks.StructBlockValidationError(block_errors=errors)
        return value


class EventBlock(blocks.StructBlock):
    """A moment on a timeline."""

    happening = blocks.ChoiceBlock(
        label=_("Gebeurd of gepland"),
        choices=Happening.choices,
        default=Happening.HAPPENED,
        help_text=_("Gepland: het was een plan toen de bron dit schreef."),
    )
    date = DateAsKnownBlock()
    text = blocks.TextBlock(label=_("Wat?"), rows=3)

    class Meta:
        icon = "date"
        label = _("Moment")
        template = "knowledge/blocks/event.html"


class TimelineBlock(blocks.StreamBlock):
    """Moments in the order in which they happened, as far as that is known."""

    event = EventBlock()


class PlaceBlock(blocks.StructBlock):
    """A place where a programme works, by the name that the source gives it.

    That name may be of a district, and of a gemeente in another country: the editor says which.
    """

    name = blocks.CharBlock(
        label=_("Plaats"), max_length=120, help_text=_("Zoals de bron de plaats noemt.")
    )
    gemeente = SnippetChooserBlock(
        "knowledge.Gemeente",
        label=_("Gemeente"),
        required=False,
        help_text=_(
            "Alleen als je zeker weet in welke gemeente dit is. "
            "Het programma staat dan ook bij die gemeente."
        ),
    )
    lead = blocks.CharBlock(label=_("Trekker"), required=False, max_length=160)
    partner = blocks.CharBlock(label=_("Lokale partner"), required=False, max_length=160)
    note = blocks.CharBlock(label=_("Wat gebeurt er?"), required=False, max_length=240)

    class Meta:
        icon = "site"
        label = _("Plaats")
        template = "knowledge/blocks/place.html"


class PlacesBlock(blocks.StreamBlock):
    """The places of a programme."""

    place = PlaceBlock()
