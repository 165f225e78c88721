"""Documents to search in, with only what matters spelled out."""

from search.documents import PassageText, SearchDocument


def make_passage(text: str, id: str = "p1", **rest) -> PassageText:  # noqa: A002 -- the field's name
    return PassageText(id=id, text=text, url=f"/p/{id}/", **rest)


def make_document(id: str = "page:1", *texts: str, **rest) -> SearchDocument:  # noqa: A002 -- idem
    """Return a document with one passage per text."""
    number = id.partition(":")[2]
    rest.setdefault(
        "passages",
        tuple(make_passage(text, f"{number}-{at}") for at, text in enumerate(texts, 1)),
    )
    values = {"kind": "verslag", "title": f"Titel {number}", "url": f"/{number}/", "language": "nl"}
    return SearchDocument(id=id, **(values | rest))
