"""Who works on recordings in these tests."""

import pytest

from tests.knowledge.factories import make_editor
from tests.knowledge.recordings.desk import allow_recordings


@pytest.fixture
def editor(client, settings, tmp_path):
    """Return a logged-in editor who may work on recordings, on a disk with nothing on it."""
    settings.PROTECTED_MEDIA_ROOT = tmp_path
    user = allow_recordings(make_editor("an"))
    client.force_login(user)
    return user
