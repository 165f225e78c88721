"""What the admin learns from each part of the room; importing it registers its hooks."""

from knowledge.admin import directory, mails, passages, publishing, questions, recordings

__all__ = ["directory", "mails", "passages", "publishing", "questions", "recordings"]
