"""System checks of the environment: which variable is wrong, its value, and what to do.

The next free number of an id is 031; no number is used twice.
"""

from site_config.checks import addresses, database, files, mail, processes, values  # noqa: F401 -- they register themselves
