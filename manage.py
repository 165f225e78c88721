#!/usr/bin/env python
"""Django's command line for the kenniskring platform."""

import os
import sys


def main() -> None:
    """Run one management command with the platform's settings."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "site_config.settings")
    from django.core.management import execute_from_command_line  # noqa: PLC0415 -- after the setting

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
