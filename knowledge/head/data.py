"""Pages as schema.org describes them, for JSON-LD: values from values, without one query.

Only what is known stands in them: an empty value is left out, and no date is computed.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.duration import duration_iso_string

from knowledge.head.values import Data, Picture
from office.mail.kinds import absolute

# What search engines take of a headline.
LONGEST_HEADLINE = 110


def known(kind: str, **values: Any) -> Data:
    """Return a value of a type of schema.org, without what is empty; a number never is."""
    full = {name: value for name, value in values.items() if value or type(value) is int}
    return {"@type": kind, **full}


def root(kind: str, **values: Any) -> Data:
    """Return the same as a document of its own."""
    return {"@context": "https://schema.org", **known(kind, **values)}


def moment(at: datetime | None) -> str:
    """Return a time with its offset from UTC, at the clock of the site; "" when there is none."""
    return timezone.localtime(at).isoformat(timespec="seconds") if at else ""


def organisation(name: str, *, logo: str = "") -> Data:
    """Return who publishes."""
    return known("Organization", name=name, url=absolute("/"), logo=logo)


def image(picture: Picture | None) -> Data | None:
    """Return a picture."""
    if picture is None:
        return None
    return known("ImageObject", url=picture.url, width=picture.width, height=picture.height)


def breadcrumbs(steps: Iterable[tuple[str, str]]) -> Data | None:
    """Return the way from home to the page itself, (title, absolute address) each; None: is home.

    https://developers.google.com/search/docs/appearance/structured-data/breadcrumb
    """
    items = [
        {"@type": "ListItem", "position": place, "name": title, "item": url}
        for place, (title, url) in enumerate(steps, start=1)
    ]
    return root("BreadcrumbList", itemListElement=items) if len(items) > 1 else None


def website(name: str, *, language: str, home: str, search: str) -> Data:
    """Return the site, with how one searches it; `search` is the absolute address of the form."""
    action = known(
        "SearchAction",
        target={"@type": "EntryPoint", "urlTemplate": f"{search}?q={{search_term_string}}"},
    )
    # Not an argument: the name has a hyphen.
    action["query-input"] = "required name=search_term_string"
    return root("WebSite", name=name, url=home, inLanguage=language, potentialAction=action)


def article(
    *,
    title: str,
    description: str,
    url: str,
    language: str,
    publisher: str,
    published: datetime | None,
    changed: datetime | None,
    picture: Picture | None,
) -> Data:
    """Return a page of knowledge.

    https://developers.google.com/search/docs/appearance/structured-data/article
    """
    return root(
        "Article",
        headline=title[:LONGEST_HEADLINE],
        description=description,
        url=url,
        mainEntityOfPage=url,
        inLanguage=language,
        datePublished=moment(published),
        dateModified=moment(changed),
        author=organisation(publisher),
        publisher=organisation(publisher),
        image=image(picture),
    )


def video(
    *,
    title: str,
    description: str,
    language: str,
    published: datetime | None,
    seconds: int,
    picture: Picture | None,
    content: str = "",
    captions: str = "",
    elsewhere: str = "",
) -> Data:
    """Return a film; the addresses are absolute, `elsewhere` is where a film of others is watched.

    https://developers.google.com/search/docs/appearance/structured-data/video
    """
    return root(
        "VideoObject",
        name=title,
        description=description,
        inLanguage=language,
        uploadDate=moment(published),
        duration=duration_iso_string(timedelta(seconds=seconds)) if seconds else "",
        thumbnailUrl=picture.url if picture else "",
        contentUrl=content,
        url=elsewhere,
        caption=known("MediaObject", contentUrl=captions, encodingFormat="text/vtt")
        if captions
        else None,
    )


def answer(*, text: str, url: str, given: datetime | None, publisher: str) -> Data:
    """Return one answer to a question."""
    return known(
        "Answer",
        text=text,
        url=url,
        dateCreated=moment(given),
        # Editors answer, and vote for nothing.
        author=organisation(publisher),
    )


def questions_and_answers(
    *,
    text: str,
    explanation: str,
    url: str,
    language: str,
    published: datetime | None,
    answers: list[Data],
) -> Data | None:
    """Return a page with a question and its answers, the accepted one first; None without any.

    https://developers.google.com/search/docs/appearance/structured-data/qapage
    """
    if not answers:
        return None
    question = known(
        "Question",
        name=text,
        text=explanation or text,
        url=url,
        inLanguage=language,
        datePublished=moment(published),
        answerCount=len(answers),
        acceptedAnswer=answers[0],
        suggestedAnswer=answers[1:],
    )
    return root("QAPage", mainEntity=question)
