"""The portrait that somebody puts with her account: everybody who knows its address sees it."""

import io
from functools import partial
from typing import Literal

from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.db import transaction
from django.db.models.fields.files import FieldFile
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps
from wagtail.admin.forms.account import AvatarPreferencesForm
from wagtail.admin.views.account import AvatarSettingsPanel
from wagtail.users.models import UserProfile

from office.pictures.fields import PictureUploadField

# What the admin shows at most, on a screen of two dots per point.
LONGEST_SIDE = 400


class ProfilePictureForm(AvatarPreferencesForm):
    """A portrait, judged by its content, cleaned, upright and no larger than it is shown."""

    avatar = PictureUploadField(label=_("Profielfoto"), required=False)

    def clean_avatar(self) -> UploadedFile | FieldFile | Literal[False]:
        """Return the portrait to store, the one that is there, or False when it is to go."""
        sent = self.cleaned_data.get("avatar")
        if not isinstance(sent, UploadedFile):
            return sent
        with Image.open(sent) as opened:
            if max(opened.size) > LONGEST_SIDE:
                return _smaller(opened, sent)
        sent.seek(0)
        return sent

    def save(self, commit: bool = True) -> UserProfile:
        """Store the portrait; the one before it goes when that is certain."""
        old = self._original_avatar
        # Wagtail deletes what stands here at once, and what it stores may be undone.
        self._original_avatar = None
        if commit and old and old != self.cleaned_data["avatar"]:
            transaction.on_commit(partial(old.storage.delete, old.name))
        return super().save(commit)


def _smaller(opened: Image.Image, sent: UploadedFile) -> SimpleUploadedFile:
    """Return the portrait upright and with its longest side as it is shown."""
    upright = ImageOps.exif_transpose(opened)
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    made = io.BytesIO()
    colours = {"icc_profile": profile} if (profile := opened.info.get("icc_profile")) else {}
    upright.save(made, opened.format, **colours)
    return SimpleUploadedFile(sent.name, made.getvalue(), sent.content_type)


def clean_the_portraits() -> None:
    """Have the page of one's account clean what is sent: Wagtail stores a small one as it came."""
    AvatarSettingsPanel.form_class = ProfilePictureForm
