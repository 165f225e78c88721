"""Whom a mail server's refusal is about: this one mail, or the site that sends it.

Servers refuse a sender, a relay or a daily limit as late as RCPT TO or DATA, under the same 550
as an unknown mailbox. A wrong guess costs unequally: a mail to a bad address that is tried for
nearly five days costs little, a site whose mail fails for good costs a lot. So a refusal is about
one mail only when its enhanced code says so; everything else waits. It is surely the site's when
its code says that; without a code it can be about either.
"""

import re

# RFC 3463 §3.2 to §3.4, RFC 7505 §4.2 (5.1.10): the address or the mailbox of the recipient, or
# the size of the message.
# Not 5.1.0, 5.1.7 and 5.1.8 (bad sender), 5.1.90 and 5.2.252 (Exchange: limit, SendAsDenied), nor
# anything of 5.7 (policy).
ABOUT_ADDRESS = {"5.1.1", "5.1.2", "5.1.3", "5.1.4", "5.1.6", "5.1.10", "5.2.1", "5.2.2"}
# The sender stands alone in MAIL FROM, so a code about an address is about hers; the size stands
# beside it (RFC 1870 §6.1).
ABOUT_SIZE = {"5.2.3", "5.3.4"}
# "552 5.1.1 Words": the enhanced code may be missing, and Cisco writes it with a #.
ANSWER = re.compile(r"(?P<code>[45]\d\d) #?(?P<enhanced>[45]\.\d{1,3}\.\d{1,3}(?!\d))?")
# RFC 5321 §4.2.3: out of space, for which no sender is refused.
TOO_BIG = "552"
# RFC 4954 §6: log in first, in a stronger way, with the right password, over an encrypted line.
LOG_IN = {"530", "534", "535", "538"}
# RFC 5321 §3.8: the server closes the line.
CLOSING = "421"


def is_permanent(code: int) -> bool:
    """Tell whether the server says that trying again is of no use."""
    return 500 <= code <= 599


def is_about_one_mail(answer: str, *, sender_refused: bool = False) -> bool:
    """Tell whether a permanent refusal ("550 5.1.1 User unknown") is about this one mail.

    `sender_refused` says that it answered MAIL FROM.
    """
    found = ANSWER.match(answer)
    if found is None:
        return False
    if found["enhanced"] is None:
        return found["code"] == TOO_BIG
    return found["enhanced"] in (ABOUT_SIZE if sender_refused else ABOUT_ADDRESS | ABOUT_SIZE)


def is_about_the_site(answer: str, *, sender_refused: bool = False) -> bool:
    """Tell whether a refusal, for good or for now, would surely meet the next mail too."""
    if sender_refused:
        return not is_about_one_mail(answer, sender_refused=True)
    found = ANSWER.match(answer)
    if found is None:
        return False
    if found["code"] in LOG_IN | {CLOSING}:
        return True
    # Patience asked by a recipient's server says nothing about the next recipient.
    permanent = is_permanent(int(found["code"]))
    return permanent and found["enhanced"] is not None and not is_about_one_mail(answer)
