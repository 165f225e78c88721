"""What a room does when a site is prepared or filled with a demo."""

from collections.abc import Callable

from office.registry import Registry

Say = Callable[[str], None]
Step = Callable[[Say], None]

# Each step is idempotent and says in one line what it made.
SETUP_STEPS: Registry[Step] = Registry("set-up step")
DEMO_STEPS: Registry[Step] = Registry("demo step")

ROOMS = ("office", "search", "knowledge", "events", "site_config")


def in_order(steps: Registry[Step]) -> list[Step]:
    """Return the steps of the lowest room first, inside a room in order of registration.

    Django readies the apps in the order of INSTALLED_APPS, which has the highest first.
    """
    return sorted(steps.values(), key=lambda step: ROOMS.index(step.__module__.partition(".")[0]))
