"""Codes for addresses: short, random, and safe to read aloud."""

import secrets

# No vowels (a code is never a word), no 0, 1, i, l, o (they are misheard and misread).
ALPHABET = "23456789bcdfghjkmnpqrstvwxz"
LENGTH = 8


def new_code() -> str:
    """Return a random code; 27^8 of them, so that no address can be guessed from another."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
