"""What the admin learns from each part of the room; importing it registers its hooks."""

from knowledge.admin import directory, publishing, questions, recordings
from knowledge.passages import admin as passages

__all__ = ["directory", "passages", "publishing", "questions", "recordings"]
