import logging
import sys

import pytest

from site_config.logs import MaskedFormatter, MaskedRecords, mask

TOKEN = "eyJhIjoxfQ:1abc-DEF_ghi"


@pytest.mark.parametrize(
    "path",
    [
        f"/aanmelding/{TOKEN}/",
        f"/en/aanmelding/{TOKEN}/afmelden/",
        f"/vragen/bevestigen/{TOKEN}/?x=1",
        f"GET /beheer/password_reset/confirm/MQ/{TOKEN}/ HTTP/1.1",
        f"GET /aanmelding/{TOKEN}/ HTTP/1.1",
        f'"https://kenniskring.example/aanmelding/{TOKEN}"',
    ],
)
def test_mask_leaves_no_code_when_an_address_holds_one(path: str) -> None:
    assert mask(path) == path.replace(TOKEN, "…")


@pytest.mark.parametrize("path", ["/vragen/27/", "/kenniskringen/15-x/aanmelden/", "/agenda/"])
def test_mask_leaves_an_address_alone_when_it_holds_no_code(path: str) -> None:
    assert mask(path) == path


def test_formatter_masks_the_traceback_too_when_an_error_names_the_address() -> None:
    try:
        raise ValueError(f"/aanmelding/{TOKEN}/")
    except ValueError:
        error = sys.exc_info()
    record = logging.LogRecord("django.request", 40, "", 1, "Failed: %s", ("/x/",), error)
    text = MaskedFormatter("%(message)s").format(record)
    assert "ValueError: /aanmelding/…/" in text
    assert TOKEN not in text


def test_filter_masks_a_record_when_its_arguments_are_a_mapping() -> None:
    # As gunicorn writes its access log.
    record = logging.LogRecord("gunicorn.access", 20, "", 1, "%(r)s %(s)s", None, None)
    record.args = {"r": f"GET /aanmelding/{TOKEN}/ HTTP/1.1", "s": "200"}
    assert MaskedRecords().filter(record)
    assert record.getMessage() == "GET /aanmelding/…/ HTTP/1.1 200"


@pytest.mark.parametrize("name", ["django.request", "django.server", "office.mail.outbox"])
def test_every_logger_of_ours_masks_when_it_writes(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    handlers = []
    logger: logging.Logger | None = logging.getLogger(name)
    while logger:
        handlers += logger.handlers
        logger = logger.parent if logger.propagate else None
    ours = [h for h in handlers if type(h) is logging.StreamHandler]
    assert ours
    assert all(isinstance(handler.formatter, MaskedFormatter) for handler in ours)
