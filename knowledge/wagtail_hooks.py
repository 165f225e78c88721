"""What the admin learns from each part of the room; importing it registers its hooks."""

from knowledge.admin import publishing, recordings

__all__ = ["publishing", "recordings"]
