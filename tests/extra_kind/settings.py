"""The settings of the tests with one app more: a kind of knowledge that the house does not know."""

from tests.settings import *  # noqa: F403 -- all of them

INSTALLED_APPS = [*globals()["INSTALLED_APPS"], "tests.extra_kind"]
# A database of its own: the run that starts this one is using the usual one.
TEST = globals()["DATABASES"]["default"].setdefault("TEST", {})
TEST["NAME"] = str(TEST["NAME"]).replace("test.sqlite3", "extra.sqlite3") if TEST else "extra_kind"
