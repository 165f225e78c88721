"""What a room does when a site is prepared or filled with a demo; run by events' commands."""

from collections.abc import Callable

from search.registry import Registry

Say = Callable[[str], None]
Step = Callable[[Say], None]

# Each step is idempotent and says in one line what it made; they run in order of registration.
SETUP_STEPS: Registry[Step] = Registry("set-up step")
DEMO_STEPS: Registry[Step] = Registry("demo step")
