"""What the admin learns from each part of the room; importing it registers its hooks."""

from knowledge.admin import directory, passages, publishing, questions, recordings

__all__ = ["directory", "passages", "publishing", "questions", "recordings"]
