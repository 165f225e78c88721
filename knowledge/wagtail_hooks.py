"""What the admin learns from each part of the room; importing it registers its hooks."""

from knowledge.contact import admin as contact
from knowledge.directory import admin as directory
from knowledge.pages import (
    admin as publishing,
    change_desk,
    links,
    pasting,
    terms,
    translating,
)
from knowledge.passages import admin as passages
from knowledge.questions import admin as questions
from knowledge.recordings import admin as recordings

__all__ = [
    "change_desk",
    "contact",
    "directory",
    "links",
    "passages",
    "pasting",
    "publishing",
    "questions",
    "recordings",
    "terms",
    "translating",
]
