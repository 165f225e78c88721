from knowledge.models.user import User

__all__ = ["User"]
