"""A plain Django view that says hello: what the framework and the server cost by themselves."""

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path

settings.configure(ALLOWED_HOSTS=["127.0.0.1"], ROOT_URLCONF=__name__, SECRET_KEY="hello")  # noqa: S106 -- signs nothing


def hello(_request: HttpRequest) -> HttpResponse:
    """Answer with one word."""
    return HttpResponse("hello")


urlpatterns = [path("", hello)]
application = get_wsgi_application()
