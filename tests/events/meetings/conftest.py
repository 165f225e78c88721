import pytest
from django.test import Client

from office.models import User
from tests.events.factories import make_kenniskringen


@pytest.fixture
def desk(client: Client) -> Client:
    """Return a client of somebody who may do everything."""
    make_kenniskringen()
    client.force_login(User.objects.create_superuser("An", "an@example.org", "x"))
    return client
