"""What a log may not hold: the code of a mailed link, which is as good as a password."""

import logging
import re

# The addresses with a code in them, in either language; that of a new password follows its account.
SECRET_PATH = re.compile(
    r"(/(?:aanmelding|vragen/bevestigen|vragen/geen-mail|beheer/password_reset/confirm/[^/\s?#\"']+)/)"
    r"[^/\s?#\"']+"
)


def mask(text: str) -> str:
    """Return text with the code of every mailed link replaced by three dots."""
    return SECRET_PATH.sub(r"\1…", text)


class MaskedFormatter(logging.Formatter):
    """Formats a record, traceback included, without the codes of signed links."""

    def format(self, record: logging.LogRecord) -> str:
        return mask(super().format(record))


class MaskedRecords(logging.Filter):
    """For a logger whose handlers are not ours, such as gunicorn's access log."""

    def filter(self, record: logging.LogRecord) -> bool:
        message = record.getMessage()
        masked = mask(message)
        if masked != message:
            record.msg, record.args = masked, ()
        return True
