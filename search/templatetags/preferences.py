"""What a visitor says of herself, in the links and forms of every page."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django import template
from django.utils.translation import get_language

from search import preferences
from search.facets import Narrower
from search.forms import SearchForm

register = template.Library()


@dataclass(frozen=True, slots=True)
class Question:
    """What a visitor is asked about herself: (value, label, chosen) of each answer."""

    name: str
    text: str
    answers: list[tuple[str, str, bool]]

    @property
    def answer(self) -> str:
        """Return the label of what is chosen, "" when nothing is."""
        return next((label for _value, label, chosen in self.answers if chosen), "")


@register.simple_tag(takes_context=True)
def keeping(context: template.Context, url: str, **asked: str) -> str:
    """Return an address of this site that keeps what the visitor chose; `asked` stands first."""
    address = f"{url}?{urlencode(asked)}" if asked else str(url)
    return preferences.of(context.get("request")).keeping(address)


@register.simple_tag(takes_context=True)
def kept_fields(context: template.Context) -> list[tuple[str, str]]:
    """Return the hidden fields with which a form keeps what the visitor chose."""
    return preferences.of(context.get("request")).fields


@register.inclusion_tag("search/preference_form.html", takes_context=True)
def preference_form(
    context: template.Context,
    form: SearchForm | None = None,
    narrower: list[Narrower] | None = None,
    *,
    leads: bool = False,
) -> dict[str, object]:
    """Show the form that asks it; `form` is what else the page was asked, and stays.

    `leads`: what fits comes first on this page, else it is marked.
    """
    request = context.get("request")
    preference = form.preference if form else preferences.of(request)
    chosen = dict(preference.values)
    language = get_language()
    questions = []
    for facet in preferences.preferable():
        asked = facet.preferable
        labels = facet.labels(asked.values, language)
        answers = [(value, str(labels[value]), chosen.get(facet.name) == value) for value in labels]
        name = f"{preferences.PREFIX}{facet.name}"
        questions.append(Question(name, str(asked.question), answers))
    path = request.path if request else ""
    return {
        "questions": questions,
        "answers": [each.answer for each in questions if each.answer],
        "fields": form.fields_beside_preference if form else [],
        "undo": f"{path}{form.without_preference}" if form else path,
        "narrower": narrower or [],
        "leads": leads,
    }
