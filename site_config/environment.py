"""Reads settings that are more than text, and keeps what is wrong for the system checks to say."""

from collections.abc import Callable
from typing import Any

from environs import Env, EnvError

# {variable: what is wrong and what to do}. A value that cannot be read never stops the settings
# themselves: `manage.py check` can then say everything that is wrong at once.
WRONG: dict[str, str] = {}


def read(parse: Callable[..., Any], name: str, default: Any, advice: str) -> Any:
    """Return what parse makes of a variable; default, and an entry in WRONG, when it cannot."""
    try:
        return parse(name, default)
    except (EnvError, ValueError):
        # The value itself is not shown: an address may hold a password.
        WRONG[name] = f"{name} cannot be read: {advice}."
        return parse("UNSET", default)


def mail_server(env: Env) -> Callable[..., dict[str, Any]]:
    """Return the parser of an address of a mail server that refuses kinds it does not know."""

    def parse(name: str, default: str) -> dict[str, Any]:
        server = env.dj_email_url(name, default)
        if not server.get("EMAIL_BACKEND"):
            raise ValueError(f"{name} names no known kind of mail server.")
        return server

    return parse
