"""What somebody filled in, and whether a registration says it already."""

import hashlib
from dataclasses import astuple, dataclass

from events.models import AttendanceMode, Registration
from events.models.registration import fold_name
from office.mail_address import fold


@dataclass(frozen=True, slots=True)
class Applicant:
    """What somebody filled in; `needs` is kept only with `needs_consent`."""

    name: str
    email: str
    organisation: str
    mode: str = AttendanceMode.ONLINE
    wants_report: bool = False
    needs: str = ""
    needs_consent: bool = False
    question: str = ""
    language: str = "nl"

    @property
    def email_folded(self) -> str:
        return fold(self.email)

    @property
    def needs_kept(self) -> str:
        return self.needs if self.needs_consent else ""

    def key(self, meeting_pk: int, form_key: str) -> str:
        """Return what makes a form that is sent twice one deed; "" without a form.

        The browser keeps a form: with other words in it, or brought to another meeting, it is
        another deed.
        """
        if not form_key:
            return ""
        sent = "\n".join(map(str, (meeting_pk, form_key, *astuple(self))))
        return hashlib.sha256(sent.encode()).hexdigest()

    def is_same_person(self, row: Registration) -> bool:
        """Whether the name is that of the registration, however it is spelled."""
        return fold_name(self.name) == row.name_folded

    def adds_to(self, row: Registration) -> bool:
        """Whether it says what the registration does not: another person, or other answers."""
        asked = fold_name(row.question.text) if row.question else ""
        return (
            not self.is_same_person(row)
            or fold_name(self.organisation) != fold_name(row.organisation)
            or self.mode != row.mode
            or (self.wants_report and not row.wants_report)
            or self.needs_kept not in ("", row.needs)
            or fold_name(self.question) not in ("", asked)
        )
