from knowledge.management.commands.publish_scheduled import Command

# Wagtail's older name of the same command: a crontab may still call it.
__all__ = ["Command"]
