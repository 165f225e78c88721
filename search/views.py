"""The results page, for people and for machines."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from search import forms
from search.results import Hit, NoSuchPage, Results, browse, find
from search.sources import FACETS


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Answer with results as HTML, or as JSON when the client prefers that."""
    form = forms.read(request.GET, language=request.LANGUAGE_CODE, facets=FACETS)
    missing_page = False
    try:
        results = browse(form) if form.is_empty else find(form)
    except NoSuchPage as elsewhere:
        results, missing_page = elsewhere.results, True
    status = 404 if missing_page else 503 if results.degraded and not results.hits else 200
    if request.get_preferred_type(["text/html", "application/json"]) == "application/json":
        response = JsonResponse(as_json(results), status=status)
    else:
        context = {"results": results, "form": form, "missing_page": missing_page}
        response = render(request, "search/results.html", context, status=status)
    patch_vary_headers(response, ["Accept"])
    return response


def as_json(results: Results) -> Mapping[str, object]:
    """Return the answer to `Accept: application/json`; `<mark>` is the only element in snippets."""
    return {
        "query": results.form.query.text,
        "total": results.total,
        "corrected": None,
        "synonyms": [each.phrase for each in results.form.query.synonyms],
        "page": results.form.page,
        "hits": [_hit_as_json(hit) for hit in results.hits],
        "facets": {
            facet.name: [
                {
                    "value": each.value,
                    "label": each.label,
                    "count": each.count,
                    "selected": each.selected,
                }
                for each in facet.values
            ]
            for facet in results.facets
        },
    }


def _hit_as_json(hit: Hit) -> Mapping[str, object]:
    return {
        "id": hit.id,
        "url": hit.url,
        "kind": hit.kind,
        "title": hit.title,
        "date": hit.date,
        "snippet_html": hit.snippet,
        "passages": [
            {
                "id": passage.id,
                "url": passage.url,
                "label": passage.label,
                "snippet_html": passage.snippet,
                "seconds": passage.seconds,
            }
            for passage in hit.passages
        ],
    }
