"""What a log may not hold: the code of a signed link, which is as good as a password."""

import logging
import re

# The addresses whose last part is a signed code, in either language.
SECRET_PATH = re.compile(r"(/(?:aanmelding|vragen/bevestigen|vragen/geen-mail)/)[^/\s?#\"']+")


def mask(text: str) -> str:
    """Return text with the code of every signed link replaced by three dots."""
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
