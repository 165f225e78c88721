"""Codes for addresses: short, random, and safe to read aloud."""

import random

# No vowels (a code is never a word), no 0, 1, i, l, o (they are misheard and misread).
ALPHABET = "23456789bcdfghjkmnpqrstvwxz"
LENGTH = 8
_DICE = random.SystemRandom()


def new_code() -> str:
    """Return a random code; 27^8 of them, so that no address can be guessed from another."""
    return "".join(_DICE.choices(ALPHABET, k=LENGTH))
