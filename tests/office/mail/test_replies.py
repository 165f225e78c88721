import pytest

from office.mail.replies import is_about_one_mail, is_about_the_site

# As servers word them: Postfix, Exim, Exchange, Gmail.
OF_THE_SITE = [
    "550 5.1.0 <info@kenniskring.example>: Sender address rejected: User unknown",
    "550 5.1.7 Sender address rejected: undeliverable",
    "550 5.1.8 Access denied, bad outbound sender",
    "550 5.1.90 You have reached your daily limit for message recipients",
    "554 5.2.252 SendAsDenied; info@kenniskring.example not allowed to send as post@",
    "550 5.4.5 Daily user sending limit exceeded",
    "554 5.7.1 <an@gemeente.nl>: Relay access denied",
    "553 5.7.1 <info@kenniskring.example>: Sender address rejected: not owned by user web",
    "550 5.7.26 Unauthenticated email is not accepted due to the domain's DMARC policy",
    "550 5.7.60 SMTP; Client does not have permissions to send as this sender",
    "550 5.7.1 5.1.1 is what the next server said",
    "550 5.1.11x is no code we know",
    "554 #5.7.1 Denied",
    "530 Log in first",
    "534 A stronger way to log in",
    "535 Wrong password",
    "538 Encrypt first",
]
OF_EITHER = [
    "550 No such user here",
    "550 relay not permitted",
    "554 Transaction failed",
    "550 5.1.1234 is no code that anybody knows",
]
OF_ONE_MAIL = [
    "550 5.1.1 <an@gemeente.nl>: Recipient address rejected: User unknown",
    "550 5.1.1",
    "550 #5.1.1 User unknown",
    "550 5.1.2 Host unknown",
    "553 5.1.3 The recipient address is not a valid RFC 5321 address",
    "553 5.1.4 Destination mailbox address ambiguous",
    "551 5.1.6 Destination mailbox has moved",
    "552 5.2.3 Message length exceeds administrative limit",
    "556 5.1.10 Recipient address has null MX",
    "550 5.2.1 The email account that you tried to reach is disabled",
    "552 5.2.2 Mailbox full",
    "552 5.3.4 Message size exceeds fixed limit",
    "552 Message size exceeds maximum permitted",
]


@pytest.mark.parametrize("answer", OF_THE_SITE)
def test_refusal_is_the_sites_when_its_code_names_no_recipient(answer):
    assert not is_about_one_mail(answer)
    assert is_about_the_site(answer)


@pytest.mark.parametrize("answer", OF_EITHER)
def test_refusal_without_a_code_is_surely_about_nobody(answer):
    assert not is_about_one_mail(answer)
    assert not is_about_the_site(answer)
    assert is_about_the_site(answer, sender_refused=True)


@pytest.mark.parametrize("answer", OF_ONE_MAIL)
def test_refusal_is_about_one_mail_when_its_code_names_the_recipient_or_the_size(answer):
    assert is_about_one_mail(answer)
    assert not is_about_the_site(answer)


@pytest.mark.parametrize(
    ("answer", "about_one_mail"),
    [
        ("550 5.1.1 Unknown user", False),
        ("552 5.2.2 Over quota", False),
        ("552 5.3.4 Message too big", True),
        ("552 Message too big", True),
        ("550 No", False),
    ],
)
def test_address_that_is_refused_at_mail_from_is_the_senders(answer, about_one_mail):
    assert is_about_one_mail(answer, sender_refused=True) is about_one_mail
    assert is_about_the_site(answer, sender_refused=True) is not about_one_mail


@pytest.mark.parametrize(
    ("answer", "about_the_site"),
    [
        ("421 Closing", True),
        ("421 4.7.0 Too many connections", True),
        ("450 4.2.0 Greylisted", False),
        ("451 Wait", False),
        ("-1 no answer", False),
    ],
)
def test_server_that_asks_for_patience_means_the_site_only_when_it_closes(answer, about_the_site):
    assert is_about_the_site(answer) is about_the_site
    assert is_about_the_site(answer, sender_refused=True)
